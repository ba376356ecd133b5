"""What gunicorn serves under load: the portal and, in the same processes, the bare floor beside it.

The floor has an address here only. The portal's own door, selfassess.wsgi, does not know of it.
"""

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from . import portal

portal.plain_static_files()
pages = get_wsgi_application()

from django.test import override_settings  # noqa: E402 (wants Django set up)

from . import floor  # noqa: E402

with override_settings(MIDDLEWARE=[floor.MIDDLEWARE]):
    bare = WSGIHandler()


def application(environ, start_response):
    handler = bare if environ["PATH_INFO"] == floor.ADDRESS else pages
    return handler(environ, start_response)
