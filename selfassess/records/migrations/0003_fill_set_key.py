"""Figures whose set had the name that a check looked for get the key of that set."""

from django.db import migrations

NAMES = {  # area and name, as checks compared them → key
    ("early-help", "Key workers by agency"): "key-workers",
    ("mash", "Outcome of contacts"): "contact-outcomes",
}


def fill(apps, schema_editor):
    facts = apps.get_model("records", "Fact").objects
    for (area, name), key in NAMES.items():
        facts.filter(assessment__area=area, group__iexact=name).update(set_key=key)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_fact_set_key")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
