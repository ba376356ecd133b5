import django.utils.timezone
from django.db import migrations, models

from selfassess.append_only import keep_rows


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("of", models.CharField(max_length=10)),
                ("first", models.PositiveBigIntegerField()),
                ("last", models.PositiveBigIntegerField()),
                ("rows", models.JSONField()),
                ("key", models.CharField(max_length=8)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("head", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        keep_rows("integrity_seal"),
    ]
