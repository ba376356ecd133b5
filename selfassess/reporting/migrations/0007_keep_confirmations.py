from django.db import migrations

from selfassess.append_only import keep_rows


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_keep_reports")]

    operations = [keep_rows("reporting_confirmation")]
