"""Where things are kept: database, caches, queue of tasks, static files; and how mail leaves."""

from selfassess import env

from .council import BASE_DIR, DEBUG, VAR_DIR

DATABASES = {"default": env.database(VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, object]] = {
    "default": {  # shared by all processes, because sign-in limits are counted in it
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Django's 300 let a flood of guesses push out the counts that hold it up
        "OPTIONS": {"MAX_ENTRIES": 50_000},
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
