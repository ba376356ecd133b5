from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "selfassess.records"

    def ready(self) -> None:
        from . import parts  # noqa: F401 (makes the sections' parts known)
