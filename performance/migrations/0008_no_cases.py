from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """0 of 0 is an answer: there was no case."""

    dependencies = [("performance", "0007_definitions_alone")]

    operations = [
        migrations.RemoveConstraint("measure", "a_denominator_is_positive"),
        migrations.AddConstraint(
            "measure",
            models.CheckConstraint(
                condition=Q(denominator=None)
                | Q(denominator__gt=0)
                | Q(denominator=0, numerator=0, value=0),
                name="a_denominator_is_positive",
            ),
        ),
    ]
