"""Loads the layout engine, the fonts and the templates before drawing processes are forked.

Only the fork server of `sandbox.py` imports this.
"""

import django

django.setup()

from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from selfassess.reporting import engine, pdf  # noqa: E402, F401

FontConfiguration()  # reads the machine's list of fonts
