"""All rows of the database: as plain data, to be kept and put back, and whether they change."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from selfassess import append_only
from selfassess.accounts.models import User
from selfassess.audit.models import AccessEntry
from selfassess.reporting.models import ACTIVE, Build, Drawing

from .once import once

Rows = dict[str, tuple[list[str], list[tuple]]]  # table → its columns and its rows


def tables() -> dict[str, str]:
    """Each with the column of its key."""
    models = apps.get_models(include_auto_created=True)
    found = {model._meta.db_table: model._meta.pk.column for model in models if model._meta.managed}
    return dict(sorted(found.items()))


def read_rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            columns = [
                column.name if hasattr(column, "name") else column[0]
                for column in cursor.description
            ]
            found[table] = (columns, [tuple(map(_plain, row)) for row in cursor.fetchall()])
    return found


@transaction.atomic
def put_back(rows: Rows) -> None:
    """Nothing else is left in the tables. References are looked at when a transaction ends, so
    that the order of the tables does not matter."""
    _empty(rows)
    _add(rows)


@transaction.atomic
def _add(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for table, (columns, found) in rows.items():
            if not found:
                continue
            names = ", ".join(f'"{name}"' for name in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', found)  # noqa: S608
    count_on_from_the_last()


def count_on_from_the_last() -> None:
    """On PostgreSQL a number that was given is never given again, though a test's rows are taken
    back. SQLite counts on by itself."""
    if statements := connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
        with connection.cursor() as cursor:
            cursor.execute("".join(statements))


def _empty(tables: Iterable[str]) -> None:
    """Most are empty already, and switching triggers off takes longer than all the rest."""
    try:
        with transaction.atomic():
            _delete_from(tables)
    except DatabaseError:
        with append_only.switched_off():
            _delete_from(tables)


def _delete_from(tables: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608


@contextmanager
def scene() -> Iterator[None]:
    """Whatever happens to the database within the block has not happened after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def begin_with[Made](name: str, make: Callable[[], Made]) -> Made:
    """What many tests begin with is made once a run: its rows are added to the database of each of
    them, and what `make` gave, plain data or rows, is given anew.

    Of what stands in the database before, `make` may name only what has the same number in every
    test, as the cast has. Where more stands there, or less, it is made again.
    """

    def made_and_added() -> tuple[Made, Rows]:
        before = read_rows()
        with scene():
            made, after = make(), read_rows()
        added = {
            table: (columns, [row for row in found if row not in before[table][1]])
            for table, (columns, found) in after.items()
        }
        return made, added

    made, added = once(f"{name}-{_numbers_taken()}", made_and_added)
    _add(added)
    for waiting in (Build, Drawing):  # for a worker that has not been long about it
        waiting.objects.filter(state__in=ACTIVE).update(alive_at=timezone.now())
    return made


def _numbers_taken() -> str:
    """Tells how many rows each table has and its highest number, and the numbers of all
    accounts: the command line's is another when it came before the cast. Who is signed in makes no
    difference."""
    asked = (
        f'(SELECT COUNT(*) FROM "{table}"), (SELECT MAX(CAST("{key}" AS text)) FROM "{table}")'  # noqa: S608
        for table, key in tables().items()
        if "session" not in table
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}")
        found = (cursor.fetchone(), *User.objects.order_by("pk").values_list("pk"))
    return sha256(repr(found).encode()).hexdigest()[:8]


def digest() -> str:
    """A fingerprint of every row of every table of the portal, sessions and tasks included. Not of
    the access log, which tells what was asked, also where nothing came of it."""
    content = sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model is AccessEntry:
                continue
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')  # noqa: S608
            for row in cursor.fetchall():
                content.update(repr([_plain(value) for value in row]).encode())
    return content.hexdigest()


@contextmanager
def watch() -> Iterator[list[str]]:
    """Notes every statement that does more than read: without one, nothing can have changed."""
    statements: list[str] = []

    def note(execute, sql, params, many, context):
        if not sql.startswith(("SELECT", f'INSERT INTO "{AccessEntry._meta.db_table}"')):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


def _plain(value):
    """PostgreSQL gives a file's bytes as a view of memory, which cannot be kept."""
    return bytes(value) if isinstance(value, memoryview) else value
