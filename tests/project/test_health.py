"""What machines ask without a sign-in: is the process up, and can it do its work?"""

import shutil
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from selfassess.accounts.models import User
from selfassess.integrity.operations import seal_records
from selfassess.portal import health
from selfassess.quarters import clock
from selfassess.reporting.models import Build, BuildState, Drawing
from tests.factories import make_build, make_quarter

WELL = {"database": "ok", "release": "ok", "queue": "ok", "disk": "ok", "seals": "ok"}


def refuse(*args, **kwargs):
    raise DatabaseError("secret-host:5432 refused the connection of secret-user")


def test_the_process_is_up_whatever_the_database_does(client, db, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_ready_when_all_is_well(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, WELL)


def test_not_ready_without_its_database_and_says_no_more_than_that(client, db, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == dict.fromkeys(WELL, "failing") | {"disk": "ok"}
    assert "secret" not in response.text


def test_not_ready_when_another_release_has_changed_the_tables(client, db):
    """A process that an upgrade of another host has left behind."""
    MigrationRecorder(connection).record_applied("records", "0999_of_a_later_release")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, WELL | {"release": "failing"})


def test_not_ready_before_its_own_migrations_have_run(client, db):
    MigrationRecorder(connection).migration_qs.filter(app="records").latest("pk").delete()
    assert client.get("/readyz").json() == WELL | {"release": "failing"}


def test_what_others_bring_along_may_have_other_migrations(client, db):
    MigrationRecorder(connection).record_applied("auth", "0001_squashed")
    assert client.get("/readyz").json() == WELL


@pytest.mark.parametrize("state", [BuildState.WAITING, BuildState.RUNNING])
def test_not_ready_when_a_report_waits_for_too_long(client, db, state):
    build = make_build(make_quarter(), by=User.objects.command_line())
    late = timezone.now() - timedelta(seconds=health.SLOW_QUEUE + 1)
    Build.objects.filter(pk=build.pk).update(state=state, alive_at=late)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, WELL | {"queue": "failing"})


def test_not_ready_when_an_edition_waits_too_long(client, db):
    late = timezone.now() - timedelta(seconds=health.SLOW_QUEUE + 1)
    by = User.objects.command_line()
    Drawing.objects.create(year="2020-21", asked_by=by, alive_at=late)
    assert client.get("/readyz").json() == WELL | {"queue": "failing"}


def test_an_edition_may_wait_while_others_are_drawn(client, db):
    late = timezone.now() - timedelta(seconds=health.SLOW_QUEUE + 1)
    by = User.objects.command_line()
    Drawing.objects.create(year="2020-21", asked_by=by, alive_at=late)
    Drawing.objects.create(year="2019-20", asked_by=by, state=BuildState.RUNNING)
    assert client.get("/readyz").status_code == 200


def test_a_report_that_has_just_been_asked_for_may_wait(client, db):
    make_build(make_quarter(), by=User.objects.command_line())
    assert client.get("/readyz").status_code == 200


def test_a_report_that_failed_long_ago_holds_nothing_up(client, db):
    build = make_build(make_quarter(), by=User.objects.command_line())
    late = timezone.now() - timedelta(days=1)
    Build.objects.filter(pk=build.pk).update(state=BuildState.FAILED, alive_at=late)
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(("free", "status"), [(9, 503), (11, 200)])
def test_not_ready_when_the_disk_is_nearly_full(client, db, monkeypatch, free, status):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 0, free))
    response = client.get("/readyz")
    assert response.status_code == status
    assert response.json()["disk"] == ("failing" if status == 503 else "ok")


class TestSeals:
    """They are made each night; after a day and a half without one, somebody should look."""

    @pytest.fixture
    def old(self, db):
        with clock.at(clock.now() - health.LATE_SEAL):
            make_quarter()

    def test_an_event_that_has_waited_for_too_long_is_told(self, client, old):
        response = client.get("/readyz")
        assert (response.status_code, response.json()) == (503, WELL | {"seals": "failing"})

    def test_once_sealed_all_is_well_however_old_it_is(self, client, old):
        seal_records(by=User.objects.command_line())
        make_quarter("2020-21-q1")
        assert client.get("/readyz").status_code == 200

    def test_in_a_trial_whose_day_is_held_nobody_waits_for_one(self, client, old, settings):
        settings.TODAY = clock.today()
        assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_asking_leaves_no_session_behind(client, db, address):
    assert not client.get(address).cookies
