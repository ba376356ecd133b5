from typing import Any

from django.core.management.base import BaseCommand
from django.template.defaultfilters import pluralize

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User


class Command(BaseCommand):
    help = (
        "Add the KPIs that the service areas declare in their kpis.csv. Safe to repeat: what is "
        "there already, and what an analyst has changed since, stays as it is."
    )

    def handle(self, **options: Any) -> None:
        added = load_catalogue(by=User.objects.command_line())
        self.stdout.write(
            f"{added} KPI{pluralize(added)} added." if added else "Every KPI is there already."
        )
