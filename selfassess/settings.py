"""One settings file, read from the environment (`.env.example` lists every name).

With nothing set it is safe for trying the portal out: SQLite, a generated key, loopback only.
PRODUCTION=true adds what a real deployment needs and refuses to start without it: see
production_checks.py.
"""

import re
from pathlib import Path

from django.utils.csp import CSP

from . import env, oidc, production_checks

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
VERSION = re.findall(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(), re.M)[0]

# --- What the council sets -----------------------------------------------------------------
AUTHORITY_NAME = env.text("AUTHORITY_NAME", "Example Council")
MARKING = env.text("MARKING", "OFFICIAL-SENSITIVE")
BRAND_COLOUR = env.colour("BRAND_COLOUR")  # empty: the portal's own navy
LOGO = env.picture("LOGO")  # None: the portal's own emblem
LAIT_DIR = env.folder("LAIT_DIR")  # the folder of the DfE's files of official figures
CASE_NUMBERS = env.words("CASE_NUMBERS", [])  # what the council’s look like: CP######
RATING_WEIGHTS = env.weights(  # what suggests a rating: see selfassess/claims/suggested_rating.py
    "RATING_WEIGHTS", {"indicators": 3, "improved": 1, "audits": 3, "actions": 1}
)
RATING_EITHER_SIDE = env.points("RATING_EITHER_SIDE", "1")
RATING_GAP = env.points("RATING_GAP", "2")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")  # an e-mail address or page, for security.txt
CONTACT = env.text("CONTACT")  # an e-mail address that people may write to about the portal
TODAY = env.day("TODAY")  # the date on which the demo stays; None: the real date
PRODUCTION = env.boolean("PRODUCTION")
DEBUG = env.boolean("DEBUG")
SECRET_KEY = env.secret_key("SECRET_KEY", VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [])  # keys of before, after a change
SEVERAL_HOSTS = env.boolean("SEVERAL_HOSTS")  # more than one machine answers people
SINGLE_SIGN_ON = oidc.read(production=PRODUCTION)  # None: people have passwords
AUDIT_SEAL_KEY = (  # in production only those who seal have it: see docs/deploy.md
    env.text("AUDIT_SEAL_KEY")
    if PRODUCTION
    else env.secret_key("AUDIT_SEAL_KEY", VAR_DIR / "audit_seal_key")
)
AUDIT_SEAL_OLD_KEYS = env.words("AUDIT_SEAL_OLD_KEYS", [])  # with which seals were made before
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", [] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
PUBLIC_URL = env.address(  # where links in e-mails lead
    "PUBLIC_URL",
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000",
)

# Each line is one service area, an app that declares itself in its apps.py.
SERVICE_AREAS = [
    "services.early_help",
    "services.mash",
    "services.safeguarding",
    "services.cp_court",
    "services.lac",
    "services.care_leavers",
    "services.cwd",
    "performance",
]

# --- Django --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "selfassess.ui",
    "selfassess.accounts",
    "selfassess.audit",
    "selfassess.people",
    "selfassess.single_sign_on",
    "selfassess.quarters",
    "selfassess.live_figures",
    "selfassess.assessments",
    "selfassess.kept_forms",
    "selfassess.records",
    "selfassess.reporting",
    "selfassess.identifying",
    "selfassess.claims",
    "selfassess.integrity",
    "selfassess.documents",
    "selfassess.notifications",
    "selfassess.search",
    "selfassess.api",
    *([] if PRODUCTION else ["selfassess.demo"]),  # its people have no passwords
    "services",
    *SERVICE_AREAS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "django_tasks_db",
    "selfassess.portal.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "selfassess.portal.logs.RequestLog",
    "selfassess.portal.metrics.Metrics",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "selfassess.portal.middleware.PrivateByDefault",
    "selfassess.portal.health.Health",
    "selfassess.portal.middleware.AccessLog",
    "selfassess.api.middleware.ForPrograms",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "selfassess.portal.middleware.SameSiteOnly",
    "selfassess.portal.middleware.ReadableForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "selfassess.portal.sign_in_middleware.SessionLimits",
    "selfassess.portal.middleware.SignInRequired",
    "selfassess.portal.sign_in_middleware.SecondFactorRequired",
    "selfassess.portal.sign_in_middleware.ProofRequired",
    "selfassess.kept_forms.middleware.KeptForms",
    "selfassess.identifying.middleware.PageInBetween",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "selfassess.portal.urls"
WSGI_APPLICATION = "selfassess.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "selfassess.ui.context_processors.site",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "council"

# --- Data ----------------------------------------------------------------------------------
DATABASES = {"default": env.database(VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, object]] = {
    "default": {  # shared by all processes, because sign-in limits are counted in it
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    "web_pages": {  # of issued reports, in each process: see reporting/web_pages.py
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "web_pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 12},  # a quarter to half a megabyte each
    },
    "findings": {  # in people's words, so in each process alone: see claims/kept_findings.py
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "findings",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 60},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAILERS = {"default": env.mailer()}
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "selfassess@localhost")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Language and time ---------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"

# --- Static files: ours, and the packages' that set-up puts beside the program ----------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
ASSETS = BASE_DIR / "var" / "assets"  # of this program, wherever VAR_DIR is
STATICFILES_DIRS = [BASE_DIR / "static", ("assets", ASSETS)]
for folder in (STATIC_ROOT, ASSETS):  # made by set-up; empty ones do no harm
    folder.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- People --------------------------------------------------------------------------------
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
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip"}  # a whole council may come from one address
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
    "add_webauthn": "selfassess.ui.sign_in.NewPasskey",
    "edit_webauthn": "selfassess.ui.sign_in.PasskeyName",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", 0)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds; then grave things ask again who it is
SESSION_COOKIE_AGE = 12 * 3600  # seconds in all, whatever happens
SESSION_IDLE_SECONDS = 60 * env.whole("SESSION_IDLE_MINUTES", 60)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
KEPT_SETTLED_DAYS = env.whole("KEPT_SETTLED_DAYS", 30)
KEPT_WAITING_DAYS = env.whole("KEPT_WAITING_DAYS", 183)
ACCESS_LOG_DAYS = env.whole("ACCESS_LOG_DAYS", 365)
ACCESS_LOG_ROWS = env.whole("ACCESS_LOG_ROWS", 20_000)  # of each kind

# --- Retention: 0 keeps for ever --------------------------------------------------------------
RETAIN_EVENTS_DAYS = env.whole("RETAIN_EVENTS_DAYS", 0)
RETAIN_REVISIONS_DAYS = env.whole("RETAIN_REVISIONS_DAYS", 0)
RETAIN_DRAFTS_DAYS = env.whole("RETAIN_DRAFTS_DAYS", 0)
LEGAL_HOLD = env.boolean("LEGAL_HOLD")  # nothing is purged or redacted

# --- Safety --------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF, *([SINGLE_SIGN_ON.origin] if SINGLE_SIGN_ON else [])],  # sign-out
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "selfassess.kept_forms.views.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    production_checks.refuse_if_unsafe(
        debug=DEBUG,
        given_key=env.text("SECRET_KEY"),
        old_keys=SECRET_KEY_FALLBACKS,
        seal_key=AUDIT_SEAL_KEY,
        hosts=ALLOWED_HOSTS,
        today=TODAY,
        public_url=PUBLIC_URL,
        second_factor=SECOND_FACTOR,
        engine=DATABASES["default"]["ENGINE"] if SEVERAL_HOSTS else "",
        cache=str(CACHES["default"]["BACKEND"]) if SEVERAL_HOSTS else "",
    )
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    # Asked over loopback, without TLS
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

LOG_FORMATS = ("JSON", "LINE")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "LINE": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "JSON": {
            "()": "selfassess.portal.logs.JsonLines",
            "fmt": ["asctime", "levelname", "name", "message"],
            "datefmt": "%Y-%m-%dT%H:%M:%SZ",
            "rename_fields": {"asctime": "time", "levelname": "level", "exc_info": "error"},
        },
    },
    "filters": {"of_request": {"()": "selfassess.portal.logs.OfRequest"}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("LOG_FORMAT", "JSON" if PRODUCTION else "LINE", LOG_FORMATS),
            "filters": ["of_request"],
            # Outside production, scripts read standard output, so logs go elsewhere
            "stream": f"ext://sys.{'stdout' if PRODUCTION else 'stderr'}",
        }
    },
    # These log each step of a layout; their warnings still get through.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "pikepdf")},
    "root": {"handlers": ["out"], "level": env.one_of("LOG_LEVEL", "INFO", LEVELS)},
}
