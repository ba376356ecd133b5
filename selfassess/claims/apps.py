from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "selfassess.claims"
    verbose_name = "words that are tested"

    def ready(self) -> None:
        from selfassess.assessments.section_buttons import register

        from .views.from_section import BUTTON, after_saving

        register(BUTTON, after_saving)
