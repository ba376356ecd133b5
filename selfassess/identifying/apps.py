from django.apps import AppConfig


class IdentifyingConfig(AppConfig):
    name = "selfassess.identifying"
