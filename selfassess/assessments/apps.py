from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "selfassess.assessments"

    def ready(self) -> None:
        from . import rating_part  # noqa: F401 (makes the rating a part of its section)
