"""Behind the models stands the database: it keeps events whatever the program tries."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState

from selfassess import append_only
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from tests.owner import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast) -> Event:
    return log_event("quarter.open", by=cast.administrator, quarter="2020-21-q2")


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def replaced(event: Event) -> None:
    """As SQLite does it: the old row goes and a new one comes."""
    columns = [field.column for field in Event._meta.concrete_fields]
    kept = ", ".join(c if c != "verb" else "'quarter.close'" for c in columns)
    names = ", ".join(columns)
    sql(f"REPLACE INTO audit_event ({names}) SELECT {kept} FROM audit_event")  # noqa: S608


def upserted(event: Event) -> None:
    event.verb = "quarter.close"
    conflicts = {"update_fields": ["verb"], "unique_fields": ["id"]}
    Event._base_manager.bulk_create([event], update_conflicts=True, **conflicts)


CHECK = "SET CONSTRAINTS ALL IMMEDIATE;"  # PostgreSQL truncates nothing before
WAYS = {
    "update": lambda event: Event._base_manager.update(verb="quarter.close"),
    "bulk update": lambda event: Event._base_manager.bulk_update([event], ["verb"]),
    "upsert": upserted,
    "delete": lambda event: Event._base_manager.all().delete(),
    "raw delete": lambda event: Event._base_manager.all()._raw_delete("default"),
    "save behind the model": lambda event: event.save_base(force_update=True),
    "SQL update": lambda event: sql("UPDATE audit_event SET verb = verb WHERE id = %s", event.pk),
    "SQL delete": lambda event: sql("DELETE FROM audit_event WHERE id = %s", event.pk),
}
ONLY = {
    "sqlite": {"replace": replaced},
    "postgresql": {
        "truncate": lambda event: sql(f"{CHECK} TRUNCATE audit_event"),
        "truncate with others": lambda event: sql(f"{CHECK} TRUNCATE accounts_user CASCADE"),
    },
}


@pytest.mark.parametrize("way", WAYS | ONLY[connection.vendor])
def test_the_database_refuses_to_change_or_delete_an_event(event, way):
    with pytest.raises(IntegrityError, match="audit_event keeps its rows"), transaction.atomic():
        (WAYS | ONLY[connection.vendor])[way](event)
    assert Event.objects.get().verb == "quarter.open"


def test_new_events_come_all_the_same(event, cast):
    log_event("quarter.close", by=cast.administrator, quarter="2020-21-q2")
    assert Event.objects.count() == 2


class TestSwitchingOff:
    def test_the_owner_may_for_one_transaction(self, event):
        with as_owner():
            Event._base_manager.update(verb="quarter.close")
        assert Event.objects.get().verb == "quarter.close"
        assert append_only.missing(["audit_event"]) == []
        with pytest.raises(IntegrityError), transaction.atomic():
            Event._base_manager.all()._raw_delete("default")

    def test_what_fails_meanwhile_leaves_the_triggers_on(self, event):
        with pytest.raises(ZeroDivisionError), as_owner():
            Event._base_manager.update(verb=str(1 / 0))
        assert append_only.missing(["audit_event"]) == []

    @pytest.mark.django_db(transaction=True)
    def test_only_inside_a_transaction(self):
        with pytest.raises(RuntimeError, match="inside a transaction"), append_only.switched_off():
            pass

    def test_a_table_without_its_triggers_is_named(self):
        with transaction.atomic():
            with append_only.switched_off():
                assert append_only.missing(["audit_event"]) == ["audit_event"]
            assert append_only.missing(["audit_event"]) == []


class Editor:
    """What a step of a migration asks of Django's own, which is for a whole migration."""

    connection = connection

    def execute(self, statement: str, params: None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_migration_can_be_undone_and_done_again(event):
    step = append_only.keep_rows("audit_event")
    state = ProjectState()
    step.database_backwards("audit", Editor(), state, state)
    assert append_only.missing(["audit_event"]) == ["audit_event"]
    Event._base_manager.update(verb="quarter.close")
    step.database_forwards("audit", Editor(), state, state)
    assert append_only.missing(["audit_event"]) == []
