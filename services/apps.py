from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """What all areas share. Its one duty at start-up is to register the checks."""

    name = "services"
    verbose_name = "Service areas"

    def ready(self) -> None:
        from . import checks  # noqa: F401
