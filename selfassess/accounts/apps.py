from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "selfassess.accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from .sessions import begin

        user_logged_in.connect(begin)  # sent by every way to sign in there is
