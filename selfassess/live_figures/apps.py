from django.apps import AppConfig


class LiveFiguresConfig(AppConfig):
    name = "selfassess.live_figures"
    verbose_name = "live figures"
