from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "selfassess.people"
