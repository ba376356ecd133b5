from django.apps import AppConfig


class KeptFormsConfig(AppConfig):
    name = "selfassess.kept_forms"
