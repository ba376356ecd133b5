from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "selfassess.records"

    def ready(self) -> None:
        from . import counted_actions, parts  # noqa: F401 (makes KPI and sections' parts known)
