"""Write the JSON Schema of the reports' content, and the guide to its fields, after a change."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from selfassess.reporting.content import json_schema


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE_DIR / json_schema.FOLDER
        folder.mkdir(exist_ok=True)
        (settings.BASE_DIR / json_schema.SCHEMA_FILE).write_bytes(json_schema.json_schema())
        (settings.BASE_DIR / json_schema.GUIDE_FILE).write_text(json_schema.guide())
        self.stdout.write(f"{json_schema.SCHEMA_FILE} and {json_schema.GUIDE_FILE} are written.")
