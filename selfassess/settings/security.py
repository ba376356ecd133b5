"""What browsers are told, what cookies are like, and what production does not start without."""

from django.utils.csp import CSP

from selfassess import env, production_checks

from .council import (
    ALLOWED_HOSTS,
    AUDIT_SEAL_KEY,
    DEBUG,
    PRODUCTION,
    PUBLIC_URL,
    SECRET_KEY_FALLBACKS,
    SEVERAL_HOSTS,
    SINGLE_SIGN_ON,
    TODAY,
)
from .sign_in import SECOND_FACTOR
from .storage import CACHES, DATABASES

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
