"""What gunicorn serves where the cost of a worker itself is measured: the portal by its own door.
Each answer tells in its head which process gave it, and for how much processor time."""

import os
from time import process_time

from . import portal

portal.plain_static_files()

from selfassess.wsgi import application as portal_application  # noqa: E402 (after the settings)

PROCESS, SECONDS = "X-Process", "X-Processor-Seconds"


def application(environ, start_response):
    begun = process_time()

    def start(status, headers, *rest):
        told = [(PROCESS, str(os.getpid())), (SECONDS, str(process_time() - begun))]
        return start_response(status, [*headers, *told], *rest)

    return portal_application(environ, start)
