"""The WSGI application, which gunicorn loads before it forks its workers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfassess.settings")
application = get_wsgi_application()

from .portal.warm_up import warm_up  # noqa: E402 (Django must be set up)

warm_up()
