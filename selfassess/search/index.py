"""The index: on PostgreSQL one over the rows themselves, on SQLite a table of FTS5 beside them.

Either way the database keeps it, in the transaction that changes a row: what is redacted, purged or
rolled back can be found no more from that moment, and no operation has to think of it. It is looked
after whenever migrations have run, because SQLite forgets triggers when Django makes a table anew.
"""

# ruff: noqa: S608 (what is put into statements here are names of tables and columns, never words)

import sqlite3
from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from .passages import CLOSE, OPEN
from .sources import SOURCES, Source

SECURE_DELETE = (3, 42)  # from here on what is deleted leaves no trace in the file either
CONFIG = "'english'::regconfig"


def index_of(source: Source) -> str:
    return f"search_{source.model._meta.db_table}"


def _columns(source: Source) -> list[str]:
    return [str(source.model._meta.get_field(name).column) for name in source.fields]


def _vector(source: Source, table: str = "") -> str:
    """Exactly as the index has it, or PostgreSQL would read every text."""
    names = (f'{table}"{column}"' for column in _columns(source))
    text = " || ' ' || ".join(f"({name})::text" for name in names)
    return f"to_tsvector({CONFIG}, {text})"


class Matches(Func):
    """Whether a row has all that is looked for. `wanted`: see `query.Query.phrases`."""

    output_field = BooleanField()

    def __init__(self, source: Source, wanted: str):
        super().__init__(F("pk"))
        self.source, self.wanted = source, wanted

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        key, _ = compiler.compile(self.source_expressions[0])
        index = index_of(self.source)
        return f'{key} IN (SELECT rowid FROM "{index}" WHERE "{index}" MATCH %s)', (self.wanted,)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        key, _ = compiler.compile(self.source_expressions[0])
        vector = _vector(self.source, key.rpartition(".")[0] + ".")
        return f"{vector} @@ websearch_to_tsquery({CONFIG}, %s)", (self.wanted,)


def marked(source: Source, numbers: Iterable[int], wanted: str, using: Any) -> dict[int, list[str]]:
    """The texts of these rows, field by field, with OPEN and CLOSE round every word found."""
    numbers = list(numbers)
    places = ", ".join(["%s"] * len(numbers))
    table, key = source.model._meta.db_table, source.model._meta.pk.column
    if using.vendor == "postgresql":
        how = f"HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}"
        shown = ", ".join(
            f"ts_headline({CONFIG}, \"{column}\", websearch_to_tsquery({CONFIG}, %s), '{how}')"
            for column in _columns(source)
        )
        statement = f'SELECT "{key}", {shown} FROM "{table}" WHERE "{key}" IN ({places})'
        given = [wanted] * len(source.fields) + numbers
    else:
        index = index_of(source)
        shown = ", ".join(
            f"highlight(\"{index}\", {number}, '{OPEN}', '{CLOSE}')"
            for number in range(len(source.fields))
        )
        statement = (
            f'SELECT rowid, {shown} FROM "{index}" WHERE "{index}" MATCH %s AND rowid IN ({places})'
        )
        given = [wanted, *numbers]
    with using.cursor() as cursor:
        cursor.execute(statement, given)
        return {number: texts for number, *texts in cursor.fetchall()}


def keep_index(using: str = "default", **more: Any) -> None:
    """Make what is missing of the index."""
    connection = connections[using]
    make = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for source in SOURCES:
            if source.model._meta.db_table in tables:  # not yet, when migrating to an older state
                make(cursor, source)


def _postgresql(cursor: Any, source: Source) -> None:
    """Without a list of what is yet to be put in, which every search would read through."""
    cursor.execute(
        f'CREATE INDEX IF NOT EXISTS "{index_of(source)}" '
        f'ON "{source.model._meta.db_table}" USING gin ({_vector(source)}) WITH (fastupdate = off)'
    )


def _sqlite(cursor: Any, source: Source) -> None:
    table, index, columns = source.model._meta.db_table, index_of(source), _columns(source)
    names = ", ".join(f'"{column}"' for column in columns)
    key = source.model._meta.pk.column
    old = f'INSERT INTO "{index}" ("{index}", rowid, {names}) VALUES (\'delete\', OLD."{key}", '
    old += ", ".join(f'OLD."{column}"' for column in columns) + ");"
    new = f'INSERT INTO "{index}" (rowid, {names}) VALUES (NEW."{key}", '
    new += ", ".join(f'NEW."{column}"' for column in columns) + ");"
    triggers = {
        "insert": f'AFTER INSERT ON "{table}" BEGIN {new} END',
        "delete": f'AFTER DELETE ON "{table}" BEGIN {old} END',
        "update": f'AFTER UPDATE OF {names} ON "{table}" BEGIN {old} {new} END',
    }
    wanted = {f"{index}_{what}": definition for what, definition in triggers.items()}
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE name = %s OR type = 'trigger' AND tbl_name = %s",
        [index, table],
    )
    there = {name for [name] in cursor.fetchall()}
    if {index, *wanted} <= there:
        return
    if index not in there:
        cursor.execute(
            f'CREATE VIRTUAL TABLE "{index}" USING fts5({names}, content="{table}", '
            f"content_rowid=\"{key}\", tokenize='porter unicode61 remove_diacritics 2')"
        )
        if sqlite3.sqlite_version_info >= SECURE_DELETE:
            secure = f'INSERT INTO "{index}" ("{index}", rank) VALUES (\'secure-delete\', 1)'
            cursor.execute(secure)
    for name, definition in wanted.items():
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
        cursor.execute(f'CREATE TRIGGER "{name}" {definition}')
    cursor.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'rebuild\')')
