"""What the portal counts for Prometheus, and who may ask."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.portal import metrics
from selfassess.reporting.models import Build
from tests.factories import make_build, make_quarter, make_user

COUNTS = """
import os, sys, time
os.environ["PROMETHEUS_MULTIPROC_DIR"] = sys.argv[1]
import django
django.setup()
from selfassess.portal import metrics
metrics.REQUESTS.labels("GET", 200).inc()
print(metrics.own_slot(), flush=True)
time.sleep(60)
"""


def told(client: Client) -> dict[tuple[str, str], float]:
    """Name and first label → value."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, " ".join(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


@pytest.mark.django_db
def test_answers_are_counted_by_method_and_status(client):
    before = told(client)
    client.get("/help/")
    client.get("/nowhere/")
    client.generic("BREW", "/help/")
    after = told(client)
    for label, more in {"GET 200": 2, "other 405": 1}.items():
        counted = ("selfassess_requests_total", label)
        assert after[counted] - before.get(counted, 0) == more
    assert ("selfassess_request_seconds_count", "") in after


@pytest.mark.django_db(transaction=True)
def test_saves_are_counted_when_they_are_certain(client):
    person = make_user((Role.HEAD, "mash"))
    counted = ("selfassess_events_total", "answer.save")
    before = told(client).get(counted, 0)
    with transaction.atomic():
        log_event("answer.save", by=person, after={})
        transaction.set_rollback(True)
    assert told(client).get(counted, 0) == before
    log_event("answer.save", by=person, after={})
    assert told(client)[counted] == before + 1


@pytest.mark.django_db
def test_reports_are_told_by_their_state(client):
    make_build(make_quarter(), by=User.objects.command_line())
    assert told(client)["selfassess_builds", "waiting"] == 1


@pytest.mark.django_db
def test_without_a_database_the_counts_are_told_all_the_same(client, monkeypatch):
    def refuse(*args: object) -> None:
        raise DatabaseError("secret-host")

    monkeypatch.setattr(Build.objects, "values_list", refuse)
    answer = client.get("/metrics")
    assert "selfassess_requests_total" in answer.text
    assert "selfassess_builds" not in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "asked", [{"REMOTE_ADDR": "192.0.2.7"}, {"headers": {"x-forwarded-for": "192.0.2.7"}}]
)
def test_nobody_is_told_but_a_program_on_the_same_machine(asked):
    assert Client(**asked).get("/metrics").status_code == 404


def test_processes_count_together_and_a_new_one_goes_on_where_one_ended(tmp_path):
    def start() -> tuple[subprocess.Popen, int]:
        process = subprocess.Popen(
            [sys.executable, "-c", COUNTS, tmp_path],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "selfassess.settings"},
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        return process, int(process.stdout.readline())

    running = []
    try:
        first, slot = start()
        second, other = start()
        running += first, second
        assert {slot, other} == {0, 1}
        first.send_signal(signal.SIGKILL)
        first.wait()
        third, again = start()
        running.append(third)
        assert again == slot
        assert len(list(Path(tmp_path).glob("counter_*.db"))) == 2
        registry = metrics.CollectorRegistry()
        metrics.MultiProcessCollector(registry, str(tmp_path))
        text = metrics.generate_latest(registry).decode()
        assert re.search(r'selfassess_requests_total\{method="GET",status="200"\} 3\.0', text)
    finally:
        for process in running:
            process.kill()
            process.wait()
            assert process.stdout
            process.stdout.close()
