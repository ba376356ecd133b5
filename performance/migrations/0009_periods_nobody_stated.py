from django.db import migrations, models


def forget_guesses(apps, schema_editor):
    """Every count was called “at the end of the quarter”, and every share “the quarter”, unless
    somebody had entered it as a further source, where the form asks. Those stay; of the others
    nobody knows."""
    Measure = apps.get_model("performance", "Measure")
    Event = apps.get_model("audit", "Event")
    stated = {
        (event.quarter, event.subject, event.after.get("source", ""))
        for event in Event.objects.filter(verb="measure.add")
    }
    guessed = Measure.objects.filter(period__in=("quarter", "at_end"))
    unknown = [
        measure.pk
        for measure in guessed.only("quarter_id", "kpi_id", "source")
        if (measure.quarter_id, measure.kpi_id, measure.source) not in stated
    ]
    Measure.objects.filter(pk__in=unknown).update(period="unknown")


class Migration(migrations.Migration):
    dependencies = [("performance", "0008_no_cases"), ("audit", "0004_keep_events")]

    operations = [
        migrations.AlterField(
            "measure",
            "period",
            models.CharField(
                max_length=8,
                choices=[
                    ("quarter", "the quarter"),
                    ("at_end", "at the end of the quarter"),
                    ("ytd", "year to date"),
                    ("12m", "12 months"),
                    ("year", "the year"),
                    ("unknown", "period not stated"),
                ],
                default="quarter",
            ),
        ),
        migrations.RunPython(forget_guesses, migrations.RunPython.noop),
    ]
