"""The apps that the portal is made of, what each request passes through, and in which language."""

from .council import BASE_DIR, PRODUCTION

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

# --- Language and time ---------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
