from django.contrib.admin.apps import SimpleAdminConfig
from django.db.models.signals import post_save


class AdminConfig(SimpleAdminConfig):
    """Registers our own models alone: with those of other packages one could change addresses,
    groups and tasks past our operations."""

    default_site = "selfassess.portal.admin.Site"

    def ready(self) -> None:
        super().ready()
        import performance.admin  # noqa: F401
        import selfassess.people.admin  # noqa: F401
        from selfassess.audit.models import Event

        from .metrics import count_event

        post_save.connect(count_event, sender=Event, dispatch_uid="metrics")
