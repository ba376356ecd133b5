import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from selfassess.notifications.operations import tell
from selfassess.reporting import sandbox
from selfassess.reporting.attempts import SILENT_FOR
from selfassess.reporting.tasks import log, queue_missing, requeue_lost

# Work besides the queue's tasks, each in a thread of its own, so that a long task delays none
ROUNDS: list[tuple[Callable[[], object], timedelta]] = [
    (requeue_lost, SILENT_FOR / 2),
    (queue_missing, timedelta(days=1)),
    (tell, timedelta(minutes=1)),
]


class Command(DatabaseWorker):
    help = "Run background tasks, take up builds whose worker was lost, and send e-mails."

    def handle(self, **options: Any) -> None:
        sandbox.warm()  # so that the first report does not wait for the layout engine
        for work, pause in ROUNDS:
            threading.Thread(target=self.keep_doing, args=(work, pause), daemon=True).start()
        super().handle(**options)

    def configure_logging(self, verbosity: int) -> None:
        """Leave how much is logged to LOG_LEVEL, as everywhere, unless more or less is asked for:
        the queue's own default is a line or two for each task, whatever the settings say."""
        if verbosity != 1:
            super().configure_logging(verbosity)

    def keep_doing(self, work: Callable[[], object], pause: timedelta) -> None:
        while True:
            try:
                work()
            except Exception:  # the database may be away for a moment: try again
                log.warning("“%s” went wrong; it is tried again", work.__name__, exc_info=True)
            finally:
                connection.close()
            threading.Event().wait(pause.total_seconds())
