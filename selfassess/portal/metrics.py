"""What the portal counts, for Prometheus and whatever reads its format: see docs/logs.md.

Each web process counts in a file of its own in PROMETHEUS_MULTIPROC_DIR, and whichever is asked
adds all up. Without that folder, as in a trial, each process tells of itself alone.
"""

import fcntl
import os
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import IO

import prometheus_client.values
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from selfassess.audit.models import Event
from selfassess.reporting.models import Build, BuildState

FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
LOOPBACK = ("127.0.0.1", "::1")
METHODS = ("GET", "HEAD", "POST")  # anybody may make up others
SECONDS = (0.05, 0.1, 0.2, 0.4, 0.6, 1, 2, 5, 10)

_held: dict[int, tuple[int, IO[bytes]]] = {}


def own_slot() -> int:
    """The lowest number that no living process has. A worker that takes the place of one that ended
    goes on counting in its file; with a file a process there would be hundreds after a day."""
    pid = os.getpid()
    if pid not in _held:
        _held.clear()  # what a parent holds, it holds on to
        for number in count():
            slot = Path(FOLDER, f"slot{number}").open("wb")  # noqa: SIM115 (held for as long as the process lives)
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                slot.close()
            else:
                _held[pid] = number, slot
                break
    return _held[pid][0]


if FOLDER:
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    several = prometheus_client.values.MultiProcessValue(own_slot)  # type: ignore[no-untyped-call]
    prometheus_client.values.ValueClass = several

OURS = CollectorRegistry()
REQUESTS = Counter("selfassess_requests", "Requests answered", ["method", "status"], registry=OURS)
DURATION = Histogram(
    "selfassess_request_seconds", "How long answers took", buckets=SECONDS, registry=OURS
)
EVENTS = Counter("selfassess_events", "Events in the audit trail", ["verb"], registry=OURS)


def count_event(sender: object, instance: Event, created: bool, **kwargs: object) -> None:
    """When it is certain: a save that is rolled back was none."""
    if created:
        transaction.on_commit(partial(EVENTS.labels(instance.verb).inc), robust=True)


class Builds(Collector):
    """From the database, because the worker that lays reports out answers nobody."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        builds = GaugeMetricFamily("selfassess_builds", "Reports asked for", labels=["state"])
        try:
            counted = dict(Build.objects.values_list("state").annotate(Count("pk")))
        except DatabaseError:
            return  # /readyz says so
        for state in BuildState.values:
            builds.add_metric([state], counted.get(state, 0))
        yield builds


def count_answer(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    DURATION.observe(seconds)
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, response.status_code).inc()


@require_safe
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """For a program on this machine alone. A proxy, too, calls over loopback, but says for whom."""
    if request.META["REMOTE_ADDR"] not in LOOPBACK or "X-Forwarded-For" in request.headers:
        return HttpResponse(status=404)
    told = CollectorRegistry() if FOLDER else OURS
    if FOLDER:
        MultiProcessCollector(told, FOLDER)  # type: ignore[no-untyped-call]
    builds = CollectorRegistry()
    builds.register(Builds())
    return HttpResponse(
        generate_latest(told) + generate_latest(builds), content_type=CONTENT_TYPE_LATEST
    )
