"""Loads all that drawing a report needs before drawing processes are forked.

Only the fork server of `sandbox.py` imports this.
"""

import django

django.setup()

from performance.charts import loading  # noqa: E402
from selfassess.reporting import pdf  # noqa: E402

pdf.load()
loading.load()
