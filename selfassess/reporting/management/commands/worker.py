import threading

from django.db import connection
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from selfassess.reporting.tasks import SILENT_FOR, log, requeue_lost


class Command(DatabaseWorker):
    help = "Run background tasks, and take up builds whose worker was lost."

    def handle(self, **options):
        threading.Thread(target=self.look_after_lost_builds, daemon=True).start()
        super().handle(**options)

    def look_after_lost_builds(self):
        """From a thread of its own: the worker's loop may be busy with one long task."""
        while True:
            try:
                requeue_lost()
            except Exception:  # the database may be away for a moment; the next round will tell
                log.warning("Could not look for lost builds", exc_info=True)
            finally:
                connection.close()
            threading.Event().wait(SILENT_FOR.total_seconds() / 2)
