"""The pages of allauth that this portal uses: signing in and out, and passwords.

allauth also links to pages that are not wanted here, such as signing up. Those are `closed`.
"""

from allauth.account import views
from django.urls import path, re_path

from .views import closed

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("signup/", closed, name="account_signup"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("email/", closed, name="account_email"),
    path("reauthenticate/", closed, name="account_reauthenticate"),
    path("password/set/", closed, name="account_set_password"),
]
