from django.db import migrations, models


class Migration(migrations.Migration):
    """What people call a KPI, so that their words can be set beside its figures."""

    dependencies = [("performance", "0010_lists_never_change")]

    operations = [
        migrations.AddField("kpi", "also_called", models.TextField(blank=True, default="")),
    ]
