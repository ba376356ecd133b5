"""What gunicorn serves: the portal by its own door. Each answer tells in its head for how much
processor time of its thread it was made."""

from time import thread_time

from selfassess.wsgi import application as portal

from .asking import SECONDS


def application(environ, start_response):
    begun = thread_time()

    def start(status, headers, *rest):
        return start_response(status, [*headers, (SECONDS, f"{thread_time() - begun:.6f}")], *rest)

    return portal(environ, start)
