from django.apps import AppConfig


class SingleSignOnConfig(AppConfig):
    name = "selfassess.single_sign_on"
