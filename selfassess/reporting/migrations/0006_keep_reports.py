from django.db import migrations

from selfassess.append_only import keep_rows

COMPILED = ("id", "quarter_id", "kind", "number", "content")


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_kept_sentences")]

    operations = [
        keep_rows(
            "reporting_report",
            frozen=(*COMPILED, "compiled_at", "compiled_by_id"),
            set_once=("issued_at", "issued_by_id"),
        ),
        keep_rows("reporting_reportfile"),
        keep_rows("reporting_annualfile"),
        # What waits for the worker becomes a report as it is
        keep_rows("reporting_build", frozen=(*COMPILED, "asked_at", "asked_by_id"), delete=False),
    ]
