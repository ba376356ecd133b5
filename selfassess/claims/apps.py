from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "selfassess.claims"
    verbose_name = "words that are tested"
