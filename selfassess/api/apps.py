from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "selfassess.api"
    verbose_name = "Access tokens"
