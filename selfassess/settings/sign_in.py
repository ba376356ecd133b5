"""Who people are and how they sign in: passwords, second factor, single sign-on, sessions."""

from selfassess import env

from .council import PRODUCTION, SINGLE_SIGN_ON

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["selfassess.accounts.backends.Passwords"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds; an invitation's link lives as long
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "selfassess.accounts.passwords.CommonPasswords"},
    {"NAME": "selfassess.accounts.passwords.ContextWords"},
]
ACCOUNT_ADAPTER = "selfassess.people.adapter.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "selfassess.people.single_sign_on.BoundOnly"
SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
ACCOUNT_FORMS = {
    "login": "selfassess.ui.sign_in.SignIn",
    "reset_password": "selfassess.ui.sign_in.ForgottenPassword",
    "reset_password_from_key": "selfassess.ui.sign_in.NewPassword",
    "change_password": "selfassess.ui.sign_in.ChangePassword",
    "reauthenticate": "selfassess.ui.sign_in.PasswordAgain",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators invite only addresses that they know
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers who ask for a new password
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# A whole council may come from one address
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "reset_password_from_key": "300/m/ip"}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
SECOND_FACTOR = (  # nobody gets further without one, or the provider's word for it
    env.boolean("SECOND_FACTOR", PRODUCTION) or SINGLE_SIGN_ON is not None
)
MFA_ADAPTER = "selfassess.people.second_factor.SecondFactor"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above: administrators know the addresses
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # codes of half a minute before and after; each is good once (ui/sign_in.py)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://127.0.0.1 has no TLS
MFA_FORMS = {
    "authenticate": "selfassess.ui.sign_in.Code",
    "reauthenticate": "selfassess.ui.sign_in.CodeAgain",
    "activate_totp": "selfassess.ui.sign_in.FirstCode",
    "add_webauthn": "selfassess.ui.passkeys.NewPasskey",
    "edit_webauthn": "selfassess.ui.passkeys.PasskeyName",
    "authenticate_webauthn": "selfassess.ui.passkeys.PasskeyBesidePassword",
    "login_webauthn": "selfassess.ui.passkeys.PasskeyAlone",
    "reauthenticate_webauthn": "selfassess.ui.passkeys.PasskeyAgain",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", 0)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds; then grave things ask again who it is
SESSION_COOKIE_AGE = 12 * 3600  # seconds in all, whatever happens
SESSION_IDLE_SECONDS = 60 * env.whole("SESSION_IDLE_MINUTES", 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
