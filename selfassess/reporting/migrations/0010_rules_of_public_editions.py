from django.db import migrations, models


class Migration(migrations.Migration):
    # Without a default, because SQLite makes a table anew for one, and its triggers go.
    dependencies = [("reporting", "0009_release_of_words")]

    operations = [
        migrations.AddField(
            model_name="publicedition",
            name="rules",
            field=models.PositiveSmallIntegerField(
                help_text="None: an edition from before the rules were counted", null=True
            ),
        )
    ]
