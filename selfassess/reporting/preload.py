"""Imported by the server of drawing processes (`sandbox.py`), so that each begins with the layout
engine, the fonts and the templates ready. Nothing else imports this."""

import django

django.setup()

from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from selfassess.reporting import engine, pdf  # noqa: E402, F401

FontConfiguration()  # reads the machine's list of fonts
