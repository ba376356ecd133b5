from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "selfassess.search"

    def ready(self) -> None:
        from .index import keep_index

        post_migrate.connect(keep_index, sender=self, dispatch_uid="search index")
