from django.db import migrations, models


class Migration(migrations.Migration):
    """Why a rating is apart from what the evidence suggests. Those that stand say nothing."""

    dependencies = [("assessments", "0009_fill_viewed_at")]

    operations = [
        migrations.AddField(
            "rating",
            "why_apart",
            models.TextField(
                "why it is apart from what the evidence suggests", blank=True, default=""
            ),
            preserve_default=False,
        ),
    ]
