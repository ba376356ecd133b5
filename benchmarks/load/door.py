"""What gunicorn serves: the portal by its own door. Each answer tells in its head for how much
processor time of its thread it was made."""

from time import thread_time

from django.conf import settings

from selfassess.wsgi import application as portal

from .asking import SECONDS

# Production does not start without. A code is worked out in no time; the password is what costs
settings.SECOND_FACTOR = False


def application(environ, start_response):
    begun = thread_time()

    def start(status, headers, *rest):
        return start_response(status, [*headers, (SECONDS, f"{thread_time() - begun:.6f}")], *rest)

    return portal(environ, start)
