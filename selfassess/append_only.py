"""Rows that the database itself keeps: its triggers refuse to change or delete them.

A migration sets the triggers (`keep_rows`). Whoever owns the tables can switch them off for one
transaction (`switched_off`), as the commands for retention and redaction do. The seals tell what
was changed in any other way.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper

NAME = "append_only"  # with which the names of all triggers begin
Statements = list[str]


def keep_rows(
    table: str, *, frozen: Collection[str] = (), set_once: Collection[str] = (), delete: bool = True
) -> migrations.RunPython:
    """A step of a migration that lets the database refuse UPDATE, DELETE and TRUNCATE of a table.

    With `frozen`, only changes of these columns are refused, and those of `set_once` once they
    have a value. With `delete=False` whole rows may go.
    """

    def set_up(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        make = {"sqlite": _sqlite, "postgresql": _postgresql}[editor.connection.vendor]
        for statement in make(table, frozen, set_once, delete):
            editor.execute(statement, params=None)

    def take_down(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        is_postgresql = editor.connection.vendor == "postgresql"
        for what in ("update", "delete", "truncate") if is_postgresql else ("update", "delete"):
            place = f" ON {table}" if is_postgresql else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{table}_{what}{place}", params=None)
        if is_postgresql:
            editor.execute(f"DROP FUNCTION {NAME}_{table}()", params=None)

    return migrations.RunPython(set_up, take_down)


def _changes(frozen: Collection[str], set_once: Collection[str], differs: str) -> str:
    """The condition under which an UPDATE is refused; none when it always is."""
    moved = [f"OLD.{name} {differs} NEW.{name}" for name in frozen]
    moved += [f"(OLD.{name} IS NOT NULL AND OLD.{name} {differs} NEW.{name})" for name in set_once]
    return f"WHEN ({' OR '.join(moved)}) " if moved else ""


def _sqlite(
    table: str, frozen: Collection[str], set_once: Collection[str], delete: bool
) -> Statements:
    conditions = {"update": _changes(frozen, set_once, "IS NOT")} | (
        {"delete": ""} if delete else {}
    )
    return [
        f"CREATE TRIGGER {NAME}_{table}_{what} BEFORE {what.upper()} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps its rows: {what.upper()} is refused.'); END"
        for what, when in conditions.items()
    ]


def _postgresql(
    table: str, frozen: Collection[str], set_once: Collection[str], delete: bool
) -> Statements:
    function = f"{NAME}_{table}()"
    each = {"update": f"FOR EACH ROW {_changes(frozen, set_once, 'IS DISTINCT FROM')}"}
    if delete:
        each |= {"delete": "FOR EACH ROW ", "truncate": "FOR EACH STATEMENT "}
    return [
        f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION USING ERRCODE = 'restrict_violation', "
        "MESSAGE = TG_TABLE_NAME || ' keeps its rows: ' || TG_OP || ' is refused.'; END $$",
        *(
            f"CREATE TRIGGER {NAME}_{table}_{what} BEFORE {what.upper()} ON {table} "
            f"{when}EXECUTE FUNCTION {function}"
            for what, when in each.items()
        ),
    ]


@contextmanager
def switched_off() -> Iterator[None]:
    """No trigger refuses anything while the block lasts; then all are as they were.

    Only the owner of the tables may do so, and only inside a transaction, so that nobody else ever
    meets the tables without their triggers. On PostgreSQL others cannot write meanwhile.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Triggers are switched off inside a transaction only.")
    switch = {"sqlite": _switch_sqlite, "postgresql": _switch_postgresql}[connection.vendor]
    on = switch()
    yield
    on()


def _switch_sqlite() -> Callable[[], None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
            [f"{NAME}%"],
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")

    def on() -> None:
        with connection.cursor() as cursor:
            for _, definition in triggers:
                cursor.execute(definition)

    return on


def _switch_postgresql() -> Callable[[], None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE tgname LIKE %s AND tgenabled <> 'D' ORDER BY 1, 2",
            [f"{NAME}%"],
        )
        triggers = cursor.fetchall()
        _check_references(cursor)
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")

    def on() -> None:
        with connection.cursor() as cursor:
            _check_references(cursor)
            for table, name in triggers:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")

    return on


def _check_references(cursor: CursorWrapper) -> None:
    """They are looked at when a transaction ends; PostgreSQL alters no table before."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def missing(tables: Collection[str]) -> list[str]:
    """Those of these tables that have no trigger of ours which is switched on."""
    query = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        "postgresql": "SELECT tgrelid::regclass::text FROM pg_trigger"
        " WHERE tgname LIKE %s AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{NAME}%"])
        guarded = {name for [name] in cursor.fetchall()}
    return [table for table in tables if table not in guarded]
