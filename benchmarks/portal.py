"""The portal as it is without any settings, on a database of the benchmarks' own."""

import os


def use(database_url: str) -> None:
    os.environ |= {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "selfassess.settings",
        "LOG_LEVEL": "ERROR",
    }


def plain_static_files() -> None:
    """Those in var/static may not be there. Before Django is set up."""
    from django.conf import settings

    files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES |= {"staticfiles": files}


def set_up(database_url: str) -> None:
    """Django in this process, and the tables."""
    use(database_url)
    import django
    from django.core.management import call_command

    plain_static_files()
    django.setup()
    call_command("migrate", verbosity=0)
