from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "selfassess.audit"

    def ready(self) -> None:
        """Every app says in its module `events` what the trail tells of its changes."""
        autodiscover_modules("events")
