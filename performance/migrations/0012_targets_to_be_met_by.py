from django.db import migrations, models


class Migration(migrations.Migration):
    """A target may have a day by which it is to be met. Those that stand have none."""

    dependencies = [("performance", "0011_also_called")]

    operations = [
        migrations.AddField(
            "target", "due", models.DateField("to be met by", null=True, blank=True)
        ),
    ]
