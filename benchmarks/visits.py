"""What bin/bench pages asks for: the pages that each role sees most, of the newest quarter of the
sample, and freezing it. By addresses, so that two versions of the portal can be asked the same."""

import re
from collections.abc import Callable

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from performance.models import Kpi
from selfassess.assessments.models import Answer
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.reporting.models import Report

from . import pages

try:
    from selfassess.reporting.content.freeze import gather, version_of
except ModuleNotFoundError:  # compare.py measures an earlier commit, which has it elsewhere
    from selfassess.reporting.content import gather, version_of  # type: ignore[attr-defined,no-redef]

AREA = "lac"  # the largest
NO_QUERIES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")
SAVE, GATHER = "save", "gather"
SEEN = re.compile(r'name="(seen|shown)" value="([^"]*)"')
IN_WORDS, IN_LINKS = re.compile(r"Q[1-4] \d{4}/\d\d"), re.compile(r"/\d{4}-\d\d-q[1-4]/")


def addresses() -> dict[str, tuple[str, str]]:
    """Name of a page → account of who asks for it, address."""
    last = newest().pk
    area = f"/{last}/{AREA}/"
    kpi = Kpi.objects.filter(area=AREA).annotate(known=Count("measures")).order_by("-known", "code")
    issued = Report.objects.issued().order_by("-quarter", "-number")
    head = f"head.{AREA}"
    return {
        "home, director": ("director", "/"),
        "home, analyst": ("analyst", "/"),
        "home, head": (head, "/"),
        "area": (head, area),
        "section": (head, f"{area}know/"),
        "review": ("director", f"{area}review/"),
        "check": (head, f"{area}check/"),
        "indicators": (head, f"{area}indicators/"),
        "board": ("director", "/actions/"),
        "explore": ("analyst", f"/kpis/{kpi[0].pk}/explore/"),
        "report page": ("director", issued[0].get_absolute_url()),
        "quarters": ("admin", "/quarters/"),
        "reports": ("director", "/reports/"),
    }


def newest() -> Quarter:
    return Quarter.objects.order_by("-code")[0]


def subjects() -> dict[str, Callable[[], str]]:
    """Each gives the page's HTML."""
    hand_back()
    found = {name: page(*visit) for name, visit in addresses().items()}
    return found | {SAVE: save(), GATHER: freeze}


def hand_back() -> None:
    """The sample's areas are all approved; one goes back to its head, who can then write."""
    path = f"/{newest().pk}/{AREA}/review/reopen/"
    client = sign_in("director")
    seen = dict(SEEN.findall(client.get(path).text))  # nothing on a version that asks for none
    pages.expect(302, client.post(path, seen | {"reason": "One more look."}))


def sign_in(account: str):
    return pages.sign_in(f"{account}@example.org")


def page(account: str, path: str) -> Callable[[], str]:
    client = sign_in(account)
    return lambda: pages.expect(200, client.get(path)).text


def save() -> Callable[[], str]:
    answer = Answer.objects.get(
        assessment__quarter=newest(), assessment__area=AREA, question="know"
    )
    saving = pages.save(sign_in(f"head.{AREA}"), answer)
    return lambda: saving().text


def freeze() -> str:
    gather(newest(), version=version_of("draft", 1, at=now(), by="Director"))
    return ""


def described(subject: Callable[[], str]) -> dict[str, float]:
    """What does not depend on how busy the machine is. Asked for twice: what a process reads once
    does not count."""
    subject()
    with CaptureQueriesContext(connection) as queries:
        html = subject()
    asked = [query for query in queries if not query["sql"].startswith(NO_QUERIES)]
    return {
        "queries": len(asked),
        "kilobytes": len(html.encode()) / 1000,
        "quarters": max(len(set(found.findall(html))) for found in (IN_WORDS, IN_LINKS)),
    }
