from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "selfassess.ui"
    label = "ui"
    verbose_name = "Look and components"
