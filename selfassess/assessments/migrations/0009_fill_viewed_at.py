from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    """What was sent before may have been opened by now, and nobody noted it: it stays sent."""
    assessments = apps.get_model("assessments", "Assessment").objects
    sent = assessments.filter(state__in=("with_director", "approved"))
    sent.update(viewed_at=F("sent_at"))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_viewed_at")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
