import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import selfassess.quarters.clock
from selfassess.append_only import keep_rows


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0008_drawing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=40)),
                ("field", models.CharField(max_length=100)),
                ("text", models.CharField(max_length=64)),
                ("marks", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("sentences", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=selfassess.quarters.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PublicEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=selfassess.quarters.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_editions",
                        to="reporting.report",
                    ),
                ),
                (
                    "up_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.release",
                    ),
                ),
            ],
            options={
                "ordering": ["report_id", "number"],
            },
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("report", "area", "field", "text", "number"),
                name="a_decision_about_a_text_has_its_own_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="decisions_about_a_text_count_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("marks", ""), _negated=True),
                    models.Q(("area", ""), _negated=True),
                    models.Q(("field", ""), _negated=True),
                ),
                name="a_release_says_of_what_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicedition",
            constraint=models.UniqueConstraint(
                fields=("report", "number"), name="a_public_edition_has_its_own_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="public_editions_count_from_one"
            ),
        ),
        # Last, because SQLite makes a table anew for a constraint, and its triggers go.
        keep_rows("reporting_release"),
        keep_rows("reporting_publicedition"),
    ]
