"""A trigger that is gone, off, or does something else is told before anybody makes use of it."""

import pytest
from django.db import connection

from selfassess import append_only

from .conftest import faults, verified

pytestmark = pytest.mark.django_db

UPDATE = "append_only_audit_event_update"


def sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered before
        for statement in statements:
            cursor.execute(statement)


def drop(table: str, what: str) -> str:
    place = f" ON {table}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER append_only_{table}_{what}{place}"


ANOTHER = {
    "sqlite": {
        "does nothing": [
            f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON audit_event BEGIN SELECT 1; END"
        ],
        "comes too late": [
            f"CREATE TRIGGER {UPDATE} AFTER UPDATE ON audit_event BEGIN SELECT 1; END"
        ],
        "only sometimes": [
            f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON audit_event WHEN (OLD.id < 0) BEGIN SELECT "
            "RAISE(ABORT, 'audit_event keeps its rows: UPDATE is refused.'); END"
        ],
    },
    "postgresql": {
        "does nothing": [
            "CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON audit_event FOR EACH ROW"
            " EXECUTE FUNCTION pass()",
        ],
        "comes too late": [
            f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON audit_event FOR EACH STATEMENT"
            " EXECUTE FUNCTION append_only_audit_event()",
        ],
        "only sometimes": [
            f"CREATE TRIGGER {UPDATE} BEFORE UPDATE ON audit_event FOR EACH ROW"
            " WHEN (OLD.id < 0) EXECUTE FUNCTION append_only_audit_event()",
        ],
    },
}[connection.vendor]


def lost(table: str) -> list[str]:
    return [f"The table {table} has not all the triggers that keep its rows."]


KEPT = ["audit_event", "integrity_seal", "reporting_annualfile", "reporting_build"]
KEPT += ["reporting_confirmation", "reporting_publicedition", "reporting_release"]
KEPT += ["reporting_report", "reporting_reportfile"]


def test_the_migrations_say_which_tables_are_kept():
    assert sorted(append_only.kept()) == KEPT


def whats(table: str) -> list[str]:
    return ["update"] if table == "reporting_build" else ["update", "delete"]


@pytest.mark.parametrize("table", KEPT)
def test_triggers_that_were_left_off_are_told(table):
    if connection.vendor == "postgresql":
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    else:
        sql(*(drop(table, what) for what in whats(table)))
    assert faults() == lost(table)


@pytest.mark.parametrize("table", KEPT)
def test_so_is_one_that_is_gone(table):
    sql(drop(table, "update"))
    assert faults() == lost(table)


@pytest.mark.parametrize("other", ANOTHER)
def test_so_is_another_with_its_name(other):
    sql(drop("audit_event", "update"), *ANOTHER[other])
    assert faults() == lost("audit_event")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has none of this")
class TestOnPostgreSQL:
    def test_so_is_one_that_fires_for_a_replica_only(self):
        sql(f"ALTER TABLE audit_event ENABLE REPLICA TRIGGER {UPDATE}")
        assert faults() == lost("audit_event")

    def test_one_that_fires_always_is_no_fault(self):
        sql(f"ALTER TABLE audit_event ENABLE ALWAYS TRIGGER {UPDATE}")
        assert "All is as it was sealed." in verified()

    def test_so_is_a_function_that_refuses_nothing(self):
        sql(
            "CREATE OR REPLACE FUNCTION append_only_audit_event() RETURNS trigger"
            " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        )
        assert faults() == lost("audit_event")

    def test_so_is_a_condition_with_other_brackets(self):
        """The same words; but it refuses only what changes the date of issue, too."""
        sql(
            drop("reporting_report", "update"),
            _with_other_brackets(append_only.kept()["reporting_report"].triggers("postgresql")),
        )
        assert faults() == lost("reporting_report")


def _with_other_brackets(triggers: dict[str, str]) -> str:
    definition = triggers["append_only_reporting_report_update"]
    was = "((OLD.issued_at IS NOT NULL) AND (OLD.issued_at IS DISTINCT FROM NEW.issued_at))"
    now = "(OLD.issued_at IS NOT NULL)) AND ((OLD.issued_at IS DISTINCT FROM NEW.issued_at)"
    assert was in definition
    return definition.replace(was, now)
