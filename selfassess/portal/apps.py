from django.contrib.admin.apps import SimpleAdminConfig


class AdminConfig(SimpleAdminConfig):
    """Registers our own models alone: with those of other packages one could change addresses,
    groups and tasks past our operations."""

    default_site = "selfassess.portal.admin.Site"

    def ready(self) -> None:
        super().ready()
        import performance.admin  # noqa: F401
        import selfassess.people.admin  # noqa: F401
