from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_keep_events")]

    operations = [
        migrations.AlterField(
            model_name="accessentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("signed_in", "Signed in"),
                    ("failed", "Sign-in failed"),
                    ("locked_out", "Too many attempts"),
                    ("changed", "Password changed"),
                    ("reset", "Password chosen with a link"),
                    ("asked", "New password asked for"),
                    ("sent", "Link sent"),
                    ("download", "Document downloaded"),
                    ("export", "Data exported"),
                    ("refused", "Refused"),
                    ("unseen", "Out of sight"),
                ],
                max_length=10,
            ),
        ),
    ]
