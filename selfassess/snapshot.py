"""Reading many things as they were at one moment, without anybody waiting."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read within is as it was when the first of it was read, whoever saves meanwhile,
    and whoever saves does not wait. Nothing is written within.

    PostgreSQL is asked for it. On SQLite all who write wait for each other, as ever. Within a
    transaction that is open already nothing changes: it keeps the isolation that it began with.
    """
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
