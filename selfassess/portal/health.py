"""Two questions a machine asks: is the process up, and can it do its work."""

import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from selfassess.audit.models import Event
from selfassess.integrity.models import Seal
from selfassess.reporting.attempts import nobody_answers
from selfassess.reporting.models import ACTIVE, Build, BuildState, Drawing

from .metrics import metrics
from .release import known_migrations, tables_are_of_this_release

LOW_DISK = 0.1  # of the whole
SLOW_QUEUE = 300  # seconds that a report may wait
LATE_SEAL = timedelta(hours=36)  # that an event may be without one: they are made each night


def Health(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answers machines before anything asks which host they called: over loopback that is none of
    ALLOWED_HOSTS."""
    known_migrations()  # before anybody changes the files below this process
    answers = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}

    def middleware(request: HttpRequest) -> HttpResponse:
        return answers.get(request.path, get_response)(request)

    return middleware


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, queue and disk are fit for work, events are sealed in time and the tables
    are those of this release, else 503 with what is not."""
    checks = {
        "database": _database,
        "release": tables_are_of_this_release,
        "queue": _queue,
        "disk": _disk,
        "seals": _seals,
    }
    result = {}
    for name, check in checks.items():
        try:
            result[name] = check()
        except Exception:
            result[name] = False
    status = 200 if all(result.values()) else 503
    return JsonResponse({n: "ok" if ok else "failing" for n, ok in result.items()}, status=status)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _queue() -> bool:
    since = timezone.now() - timedelta(seconds=SLOW_QUEUE)
    late = {"state__in": ACTIVE, "alive_at__lt": since}
    if Build.objects.filter(**late).exists():
        return False
    drawing = Drawing.objects.filter(**late).first()  # may wait while others are drawn
    return drawing is None or (drawing.state == BuildState.WAITING and not nobody_answers(drawing))


def _disk() -> bool:
    disk = shutil.disk_usage(settings.VAR_DIR)
    return disk.free / disk.total > LOW_DISK


def _seals() -> bool:
    """Is the oldest event that no seal covers younger than that? A night on which nothing happened
    makes no seal. In a trial, whose day is held, times say nothing."""
    newest = Seal.objects.filter(of="event").order_by("-number").values_list("last").first()
    sealed = newest[0] if newest else 0
    waiting = Event.objects.filter(pk__gt=sealed).order_by("pk").values_list("at").first()
    return bool(settings.TODAY) or waiting is None or waiting[0] > timezone.now() - LATE_SEAL
