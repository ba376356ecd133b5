from django.apps import AppConfig


class QuartersConfig(AppConfig):
    name = "selfassess.quarters"
