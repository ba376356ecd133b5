"""Do the tables belong to this release? A process that was left running while another host's
upgrade changed them can neither save nor read rightly (docs/several-hosts.md)."""

from functools import cache
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

OURS = ("selfassess", "performance", "services")

type Migration = tuple[str, str]


@cache
def known_migrations() -> frozenset[Migration]:
    """Those of our own apps, as they were when the process started: an upgrade puts other files
    below a running one. (Others' may be squashed from one release to the next.)"""
    ours = [config for config in apps.get_app_configs() if config.name.split(".")[0] in OURS]
    return frozenset(
        (config.label, module.name)
        for config in ours
        for module in iter_modules([f"{config.path}/migrations"])
    )


def tables_are_of_this_release() -> bool:
    """All migrations that it knows have run, and of its apps no other."""
    labels = {label for label, _ in known_migrations()}
    ran = MigrationRecorder(connection).migration_qs.filter(app__in=labels)
    return set(ran.values_list("app", "name")) == known_migrations()
