from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "selfassess.reporting"
