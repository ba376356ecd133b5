"""A KPI's definition stands in its own table alone. The defaults are for going back."""

from django.db import migrations, models

NEEDED = {
    "name": models.CharField(max_length=200, default=""),
    "unit": models.CharField(max_length=20, default=""),
    "direction": models.CharField(max_length=6, default="none"),
}
MOVED = (
    "name",
    "definition",
    "numerator",
    "denominator",
    "unit",
    "direction",
    "frequency",
    "smallest_denominator",
)


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0006_definitions_as_issued"),
    ]

    operations = [
        *(
            migrations.AlterField(model_name="kpi", name=name, field=field)
            for name, field in NEEDED.items()
        ),
        *(migrations.RemoveField(model_name="kpi", name=name) for name in MOVED),
    ]
