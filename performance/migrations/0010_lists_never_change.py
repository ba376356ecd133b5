from django.db import migrations, models


class Migration(migrations.Migration):
    """Approved quarters keep their list of neighbours; a later one may have the same name."""

    dependencies = [("performance", "0009_periods_nobody_stated")]

    operations = [
        migrations.AlterField("neighbourset", "name", models.CharField(max_length=40)),
        migrations.AlterModelOptions("neighbourset", {"ordering": ["published", "id"]}),
    ]
