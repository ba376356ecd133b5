from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """The app of what all areas share. At start-up it registers the system checks."""

    name = "services"
    verbose_name = "Service areas"

    def ready(self) -> None:
        from . import checks  # noqa: F401
