from django.db import migrations

from selfassess.append_only import keep_rows


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_events_are_looked_for")]

    operations = [keep_rows("audit_event")]
