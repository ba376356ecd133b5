"""Rows that the database itself keeps: its triggers refuse to change or delete them.

A migration sets the triggers (`keep_rows`). Whoever owns the tables can switch them off for one
transaction (`switched_off`), as the commands for retention and redaction do. The seals tell what
was changed in any other way.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

NAME = "append_only"  # with which the names of all triggers begin
REFUSE = (
    " BEGIN RAISE EXCEPTION USING ERRCODE = 'restrict_violation', "
    "MESSAGE = TG_TABLE_NAME || ' keeps its rows: ' || TG_OP || ' is refused.'; END "
)
# What an UPDATE is refused for: a column that moves, and one that moves once it has a value. For
# PostgreSQL with the brackets that it writes itself, so that both texts can be compared
MOVED = {
    "sqlite": (
        "OLD.{0} IS NOT NEW.{0}",
        "(OLD.{0} IS NOT NULL AND OLD.{0} IS NOT NEW.{0})",
    ),
    "postgresql": (
        "(OLD.{0} IS DISTINCT FROM NEW.{0})",
        "((OLD.{0} IS NOT NULL) AND (OLD.{0} IS DISTINCT FROM NEW.{0}))",
    ),
}


class KeepRows(migrations.RunPython):
    """The step of a migration; `missing` reads from it which triggers there have to be."""

    def __init__(
        self, table: str, frozen: Collection[str], set_once: Collection[str], delete: bool
    ):
        self.table, self.frozen, self.set_once, self.delete = table, frozen, set_once, delete
        super().__init__(self.set_up, self.take_down)

    def set_up(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        vendor = editor.connection.vendor
        if vendor == "postgresql":
            function = f"CREATE FUNCTION {NAME}_{self.table}() RETURNS trigger LANGUAGE plpgsql"
            editor.execute(f"{function} AS $${REFUSE}$$", params=None)
        for statement in self.triggers(vendor).values():
            editor.execute(statement, params=None)

    def take_down(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        is_postgresql = editor.connection.vendor == "postgresql"
        for what in ("update", "delete", "truncate") if is_postgresql else ("update", "delete"):
            place = f" ON {self.table}" if is_postgresql else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{self.table}_{what}{place}", params=None)
        if is_postgresql:
            editor.execute(f"DROP FUNCTION {NAME}_{self.table}()", params=None)

    def triggers(self, vendor: str) -> dict[str, str]:
        """Name and definition of each."""
        make = {"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]
        return {f"{NAME}_{self.table}_{what}": definition for what, definition in make().items()}

    def _sqlite(self) -> dict[str, str]:
        moved = " OR ".join(self._moved("sqlite"))
        conditions = {"update": f"WHEN ({moved}) " if moved else ""}
        if self.delete:
            conditions["delete"] = ""
        return {
            what: f"CREATE TRIGGER {NAME}_{self.table}_{what} BEFORE {what.upper()} "
            f"ON {self.table} {when}BEGIN "
            f"SELECT RAISE(ABORT, '{self.table} keeps its rows: {what.upper()} is refused.'); END"
            for what, when in conditions.items()
        }

    def _postgresql(self) -> dict[str, str]:
        moved = self._moved("postgresql")
        condition = f"({' OR '.join(moved)})" if len(moved) > 1 else "".join(moved)
        each = {"update": f"FOR EACH ROW {f'WHEN ({condition}) ' if condition else ''}"}
        if self.delete:
            each |= {"delete": "FOR EACH ROW ", "truncate": "FOR EACH STATEMENT "}
        return {
            what: f"CREATE TRIGGER {NAME}_{self.table}_{what} BEFORE {what.upper()} "
            f"ON {self.table} {when}EXECUTE FUNCTION {NAME}_{self.table}()"
            for what, when in each.items()
        }

    def _moved(self, vendor: str) -> list[str]:
        """Nothing when every UPDATE is refused."""
        moves, moves_later = MOVED[vendor]
        return [
            *(moves.format(name) for name in self.frozen),
            *(moves_later.format(name) for name in self.set_once),
        ]


def keep_rows(
    table: str, *, frozen: Collection[str] = (), set_once: Collection[str] = (), delete: bool = True
) -> KeepRows:
    """A step of a migration that lets the database refuse UPDATE, DELETE and TRUNCATE of a table.

    With `frozen`, only changes of these columns are refused, and those of `set_once` once they
    have a value. With `delete=False` whole rows may go.
    """
    return KeepRows(table, frozen, set_once, delete)


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


def kept() -> dict[str, KeepRows]:
    """The tables whose rows are kept, as the migrations say it: of each table the last one."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    steps = (step for migration, _ in plan for step in migration.operations)
    return {step.table: step for step in steps if isinstance(step, KeepRows)}


def missing(tables: Collection[str] | None = None) -> list[str]:
    """Those of these tables, or of all that are kept, whose triggers are not what they were made:
    one was dropped, switched off, or has another in its place."""
    expected = kept()
    read = {"sqlite": _there_sqlite, "postgresql": _there_postgresql}[connection.vendor]
    return [
        table
        for table in sorted(expected if tables is None else tables)
        if read(table) != expected[table].triggers(connection.vendor)
    ]


def _there_sqlite(table: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
            [table, f"{NAME}%"],
        )
        return dict(cursor.fetchall())


def _there_postgresql(table: str) -> dict[str, str]:
    """Those that fire for everybody and whose function refuses."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger"
            " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgrelid = to_regclass(%s)"
            " AND tgname LIKE %s AND tgenabled IN ('O', 'A') AND prosrc = %s",
            [table, f"{NAME}%", REFUSE],
        )
        return {name: _as_we_write(definition) for name, definition in cursor.fetchall()}


def _as_we_write(definition: str) -> str:
    """PostgreSQL adds the schema and the types that it compares."""
    plain = re.sub(r" ON \w+\.", " ON ", definition)
    plain = re.sub(r"\((\w+\.\w+)\)::\w+", r"\1", plain)
    return re.sub(r"\b(old|new)\.", lambda found: found[0].upper(), plain)
