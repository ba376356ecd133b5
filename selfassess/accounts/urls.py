"""The pages of allauth that this portal uses: signing in and out, passwords, second factors.

allauth also links to pages that are not wanted here, such as signing up. Those are `closed`.
"""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.generic import RedirectView

from .views import break_glass, closed, keeps_one, passwords_only, say_again, sign_in

# Passkeys are listed with everything else
listed = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("login/", sign_in, name="account_login"),
    path("break-glass/", break_glass, name="break_glass"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", passwords_only(views.password_change), name="account_change_password"),
    path("password/reset/", passwords_only(views.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        passwords_only(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        passwords_only(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("reauthenticate/", say_again, name="account_reauthenticate"),
    path("second-factor/", passwords_only(factors.index), name="mfa_index"),
    path("second-factor/code/", factors.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", passwords_only(factors.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", passwords_only(app.activate_totp), name="mfa_activate_totp"),
    path(
        "second-factor/app/remove/",
        passwords_only(keeps_one(app.deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/codes/",
        passwords_only(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        passwords_only(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/passkeys/", listed, name="mfa_list_webauthn"),
    path(
        "second-factor/passkeys/add/",
        passwords_only(passkeys.add_webauthn),
        name="mfa_add_webauthn",
    ),
    path("second-factor/passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "second-factor/passkeys/again/",
        passwords_only(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/remove/",
        passwords_only(keeps_one(passkeys.remove_webauthn)),
        name="mfa_remove_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/",
        passwords_only(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path("signup/", closed, name="account_signup"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("email/", closed, name="account_email"),
    path("password/set/", closed, name="account_set_password"),
]
