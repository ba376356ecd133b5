"""Up to which number no row can be added to a table any more.

PostgreSQL gives a row its number when it is inserted, and shows it when its transaction commits. So
a row may appear later than one with a higher number. Whoever inserts holds a lock on the table from
before she takes a number until her transaction ends: when all who held one are done, every lower
number is there or given up for good. Nobody waits for us meanwhile.
"""

import time

from django.db import connection
from django.db.models import Max, Model

from selfassess.errors import Refused

PATIENCE = 60.0  # seconds
PAUSE = 0.1
WRITING = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND granted AND relation = %s::regclass
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND pid IS DISTINCT FROM pg_backend_pid()
      AND mode NOT IN ('AccessShareLock', 'RowShareLock', 'ShareUpdateExclusiveLock', 'ShareLock')
"""


def settled_up_to(model: type[Model], *, patience: float = PATIENCE) -> int:
    """Return the highest such number; Refused when somebody's transaction does not end.

    On SQLite only one transaction writes at a time, and this one does.
    """
    highest = model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0
    if connection.vendor == "postgresql":
        _wait_for_writers(model._meta.db_table, patience)
    return highest


def _wait_for_writers(table: str, patience: float) -> None:
    end = time.monotonic() + patience
    writers = _writers(table)
    while writers := writers & _writers(table):
        if time.monotonic() > end:
            raise Refused(
                f"Somebody has been writing to {table} for more than {patience:.0f} seconds, so "
                "nothing is sealed now. The next sealing covers it."
            )
        time.sleep(PAUSE)


def _writers(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(WRITING, [table])
        return {transaction for [transaction] in cursor.fetchall()}
