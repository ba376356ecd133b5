"""A stage for tests that walk through the whole portal: every actor, a quarter in every state.

It is made once a run and set up for a module. Whatever a test does on it happens inside `scene()`,
which puts everything back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from performance.imports import csv_file
from performance.imports.operations import bring
from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.access import OVERVIEW, Role
from selfassess.accounts.models import User
from selfassess.api.models import Token
from selfassess.api.operations import make_token
from selfassess.assessments.models import Assessment, CommentKind, KeptPost, KeptReason, KeptText
from selfassess.assessments.operations.lifecycle import reopen, send
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.models import Verdict
from selfassess.claims.operations import explain
from selfassess.claims.reading import AreaFindings
from selfassess.documents.operations import store
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter
from selfassess.records.models import Strength
from selfassess.records.operations import add, raise_action
from selfassess.reporting.annual.operations import keep_annual
from selfassess.reporting.annual.views import get_content, years
from selfassess.reporting.models import Build, BuildState, Drawing, Kind, Report
from selfassess.reporting.operations import issue, store_edition
from selfassess.reporting.release.operations import let_out, release
from services.registry import area_choices

from .factories import (
    approve_all,
    get_assessment,
    make_build,
    make_issued,
    make_quarter,
    make_report,
    make_user,
    write,
)
from .rows import begin_with, digest, scene
from .sessions import hold_open

# What stands in the addresses of the access matrix: a quarter in every state. MASH and Early Help
# are under way in `open`, with the director in `sent`, approved in `issued` and `closed`; MASH was
# taken back in `revised`, whose issued version remains.
QUARTERS = {
    "revised": "2019-20-q4",
    "issued": "2020-21-q1",
    "open": "2020-21-q2",
    "sent": "2020-21-q3",
    "closed": "2019-20-q3",
    "planned": "2021-22-q1",
}


def make_actors() -> dict[str, User | None]:
    """Everybody who may knock. Heads and deputy have their area; a leaver had every right."""
    everything = (Role.DIRECTOR, Role.ADMINISTRATOR, Role.ANALYST, (Role.HEAD, "mash"))
    return {
        "anonymous": None,
        "head": make_user((Role.HEAD, "mash"), name="Head"),
        "deputy": make_user((Role.DEPUTY, "mash"), name="Deputy"),
        "other_head": make_user((Role.HEAD, "early-help"), name="Other head"),
        "director": make_user(Role.DIRECTOR, name="Director"),
        "analyst": make_user(Role.ANALYST, name="Analyst"),
        "admin": make_user(Role.ADMINISTRATOR, name="Admin"),
        "viewer": make_user(Role.VIEWER, name="Viewer"),
        "nobody": make_user(name="Nobody"),
        "leaver": make_user(*everything, name="Leaver"),
    }


def make_quarters(actors: dict[str, User | None]) -> dict[str, dict[str, str]]:
    """The quarters with their assessments and reports. Gives the words that stand, in the addresses
    of each area, for what was made."""
    system = User.objects.command_line()
    make_issued(QUARTERS["revised"])
    reopen(get_assessment(QUARTERS["revised"]), reason="A figure was wrong.", by=system)
    issued = make_quarter(QUARTERS["issued"])
    make_report(issued, by=system)
    issue(_final_of(issued), by=system)
    for code in (QUARTERS["open"], QUARTERS["sent"]):
        quarter = make_quarter(code)
        for area, writer in (("mash", "head"), ("early-help", "other_head")):
            write(get_assessment(quarter, area), by=actors[writer])
    for area in ("mash", "early-help"):
        send(get_assessment(QUARTERS["sent"], area), by=system)
    words = {area: make_records(area) for area in ("mash", "early-help")}
    for area, writer in (("mash", "head"), ("early-help", "other_head")):
        words[area] |= make_findings(area, actors[writer])
    words["mash"]["form"] = str(_kept_form(actors["head"]).pk)
    _final_of(make_quarter(QUARTERS["closed"]))
    make_quarter(QUARTERS["planned"], state=QuarterState.PLANNED)
    build = {"build": str(_failed_build(QUARTERS["open"]).pk), "token": str(_token().pk)}
    issued = Report.objects.get(quarter=QUARTERS["issued"], kind=Kind.FINAL)
    let_out(issued, by=system)
    for report in Report.objects.all():  # as after somebody has asked for each
        for cut in report.editions:
            store_edition(report, cut.key, by=system)
    release(issued, "lac", ticked=(), by=system)  # so that a next number may go out
    for year, _ in years(system):
        keep_annual(get_content(system, year.code), by=system)
    return {area: QUARTERS | build | words.get(area, {}) for area, _ in area_choices()}


def _final_of(quarter: Quarter) -> Report:
    approve_all(quarter)
    close_quarter(quarter.code, by=User.objects.command_line())
    quarter.refresh_from_db()
    return make_report(quarter, by=User.objects.command_line(), kind=Kind.FINAL)


def _failed_build(code: str) -> Build:
    """Its page waits for nothing, so that looking at it changes nothing."""
    quarter = Quarter.objects.get(code=code)
    make_report(quarter, by=User.objects.command_line())
    build = make_build(quarter, by=User.objects.command_line())
    build.state, build.problem = BuildState.FAILED, "The worker stopped."
    build.save()
    return build


def _token() -> Token:
    token, _ = make_token(
        name="Warehouse",
        role=Role.VIEWER,
        scopes=["figures"],
        expires_on=today() + timedelta(days=30),
        by=User.objects.command_line(),
    )
    return token


def _kept_form(author: User | None) -> KeptPost:
    assessment = get_assessment(QUARTERS["open"], "mash")
    path = f"{assessment.get_absolute_url()}strengths/strengths/add/"
    sent = [["text", "Sent while signed out."]]
    return KeptPost.objects.create(assessment=assessment, path=path, fields=sent, by=author)


def keep_texts(actors: dict[str, User | None]) -> dict[str, str]:
    """A text kept for everybody who writes, in the quarter that is open: actor → its number."""
    kept = {}
    for actor, area, question in (
        ("head", "mash", "know"),
        ("deputy", "mash", "know"),
        ("other_head", "early-help", "know"),
        ("director", OVERVIEW, OVERVIEW),
    ):
        text = KeptText.objects.create(
            assessment=get_assessment(QUARTERS["open"], area),
            question=question,
            text="Kept for its author.",
            reason=KeptReason.STALE,
            by=actors[actor],
        )
        kept[actor] = str(text.pk)
    return kept


def make_records(area: str) -> dict[str, str]:
    """Two strengths, an action, and a KPI with two sources, in the quarter that is open: the words
    that stand for them."""
    system = User.objects.command_line()
    assessment = get_assessment(QUARTERS["open"], area)
    strengths = [
        add(Strength(assessment=assessment, text=text), section="strengths", by=system)
        for text in ("We see children early.", "Families know us.")
    ]
    note = assessment.comments.create(
        question="know", kind=CommentKind.NOTE, text="Well put.", by=system
    )
    owner = User.objects.get(name="Viewer")
    gone = make_user(name=f"Gone from {area}", is_active=False)
    raise_action(assessment, {"text": "See families sooner.", "owner_person": gone}, by=system)
    action = raise_action(
        assessment, {"text": "See children sooner.", "owner_person": owner}, by=system
    )
    kpi = Kpi.objects.of_area(area).filter(unit="count").order_by("code").first()
    measures = [
        add_measure(assessment, kpi, value=value, source=source, as_at=date(2020, 9, 30), by=system)
        for source, value in (("The case system", Decimal(7)), ("The weekly list", Decimal(9)))
    ]
    brought = bring(
        csv_file.read_text("kpi,value,source\nMA01,12,A file\n"),
        quarter=assessment.quarter,
        name="figures.csv",
        data=b"",
        by=system,
    )
    document = store(
        _last_years(str(assessment.config.verbose_name)),
        quarter=assessment.quarter,
        period=None,
        area=area,
        name="Last year.docx",
        data=b"",
        by=User.objects.filter(assignments__role=Role.HEAD, assignments__area=area).earliest("pk"),
    )
    return {
        "document": str(document.pk),
        "import": str(brought.pk),
        "strength": str(strengths[0].pk),
        "action": str(action.pk),
        "owner": str(owner.pk),
        "gone": str(gone.pk),
        "kpi": kpi.code,
        "measure": str(measures[1].pk),  # not the adopted one
        "request": str(note.pk),
    }


def findings_on_stage(assessments: Iterable[Assessment], **more: Any) -> dict[str, AreaFindings]:
    """Two in MASH and in Early Help, whatever they write: what is done with them is told."""
    return {
        one.area: AreaFindings(
            tuple(_finding(one.area, number) for number in ("12", "13"))
            if one.area in ("mash", "early-help")
            else ()
        )
        for one in assessments
    }


def _finding(area: str, number: str) -> Finding:
    return Finding(
        kind="number",
        tier=Tier.CONTRADICTS,
        area=area,
        question="know",
        start=0,
        end=len(number),
        quoted=f"{number} were seen.",
        beside="The record says 7 (the case system).",
        kpi=Kpi.objects.of_area(area).filter(unit="count").order_by("code")[0].code,
        written=number,
    )


def make_findings(area: str, writer: User | None) -> dict[str, str]:
    """One that is open, and one of which its author says that the record is wrong."""
    assessment = get_assessment(QUARTERS["open"], area)
    open_, doubted = (one.key for one in findings_on_stage([assessment])[area].findings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("selfassess.claims.reading.findings_of", findings_on_stage)
        explain(assessment, doubted, Verdict.RECORD_WRONG, reason="Two missing.", by=writer)
    return {"finding": open_, "doubted": doubted}


def _last_years(area: str) -> dict[str, Any]:
    """A document of one area as it is read from Word."""
    lines = (1, area), (2, "What do you know?"), (0, "We know."), (2, "Strengths"), (0, "We hear.")
    return {"blocks": [{"level": level, "text": text} for level, text in lines], "notes": []}


@dataclass
class Stage:
    actors: dict[str, User | None]
    words: dict[str, dict[str, str]]  # what stands for {open} and the like, area by area
    kept: dict[str, str]
    sessions: dict[str, str]
    untouched: str = ""  # digest() before anything has happened
    clients: dict[str, Client] = field(default_factory=dict)  # making one takes a while

    def client(self, actor: str) -> Client:
        """The browser in which this actor signed in some time ago, with nothing else in it."""
        client = self.clients.setdefault(actor, Client(raise_request_exception=False))
        client.cookies.clear()
        if actor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client

    def address(self, pattern: str, area: str = "mash") -> str:
        return pattern.format(area=area, **self.words[area])

    def form(self, pattern: dict[str, str], actor: str, area: str = "mash") -> dict[str, str]:
        words = self.words[area] | {"kept": self.kept.get(actor, "")}
        return {name.format(**words): value.format(**words) for name, value in pattern.items()}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """One for all tests of a module, rolled back after the last. They must be marked django_db:
    without a test that is, there would be no test database, and this would be the real one."""
    assert Path(connection.settings_dict["NAME"]).name.startswith("test")
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        scene(),
    ):
        patch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
        patch.setattr("selfassess.reporting.formats.docx.draw", lambda content: b"DOCX for tests")
        patch.setattr("selfassess.claims.reading.findings_of", findings_on_stage)
        stage = begin_with("stage", make_stage)
        for actor in stage.sessions:
            hold_open(stage.client(actor))
        # No worker comes for what waits, and a run may last longer than a queue may (/readyz).
        Drawing.objects.update(alive_at=timezone.now() + timedelta(days=1))
        stage.untouched = digest()
        yield stage


def make_stage() -> Stage:
    actors = make_actors()
    sessions = {actor: _session_of(user) for actor, user in actors.items() if user}
    User.objects.filter(name="Leaver").update(is_active=False)  # but the browser is still open
    load_catalogue(by=User.objects.command_line())
    return Stage(actors, make_quarters(actors), keep_texts(actors), sessions)


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
