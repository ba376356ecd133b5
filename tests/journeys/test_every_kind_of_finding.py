"""Every kind of finding on every page that shows one, as it is asked, explained, doubted and
accepted: no accessibility fault that a machine can find, and nothing wider than the window."""

from collections.abc import Iterable
from typing import Any

import pytest

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import send
from selfassess.claims.counted import Counted
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.kinds import TITLES
from selfassess.claims.models import Verdict
from selfassess.claims.operations import accept, add_figure, ask, explain
from selfassess.claims.reading import AreaFindings, TextPlace
from selfassess.records.models import Fact
from tests.factories import get_assessment, write

from .conftest import Browse
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Q = "/2020-21-q2"
WRITTEN = {kind: f"{number}%" for number, kind in enumerate(TITLES, start=11)}
LONG = " and of the plans that we looked at with the teams" * 12
SENTENCES = {kind: f"We write {number} here{LONG}." for kind, number in WRITTEN.items()}
NOT_ON_RECORD = "98.7%"


def found(assessments: Iterable[Assessment], **more: Any) -> dict[str, AreaFindings]:
    """In MASH: each kind once as a contradiction and once as a question."""
    place = TextPlace("What do you know?", f"{Q}/mash/know/#id_know-text")
    one_of_each = tuple(
        finding(kind, tier) for kind in TITLES for tier in (Tier.CONTRADICTS, Tier.QUESTION)
    )
    areas = dict.fromkeys((one.area for one in assessments), AreaFindings())
    if "mash" in areas:
        findings = (*one_of_each, finding("number", Tier.NOT_ON_RECORD, NOT_ON_RECORD))
        counted = {"know": Counted(numbers=30, agree=5, contradict=len(TITLES))}
        areas["mash"] = AreaFindings(findings, counted, {"know": place}, left_out=("trend",))
    return areas


def between(found: Any) -> tuple[Finding, ...]:
    return (finding("two_values", Tier.CONTRADICTS, "97.6%"),)


def finding(kind: str, tier: Tier, written: str = "") -> Finding:
    is_question = tier == Tier.QUESTION
    beside = "Nothing is said about it." if is_question else "The record says 74.6% (Q2 2020/21)."
    written = "" if is_question else written or WRITTEN[kind]
    return Finding(
        kind=kind,
        tier=tier,
        area="mash",
        question="know",
        start=0,
        end=0,
        quoted="" if is_question else SENTENCES[kind],
        beside=beside,
        source="weekly report",
        kpi="MA03",
        address=f"{Q}/mash/indicators/",
        values=(tier, written),
        written=written,
        instead="" if is_question else "74.6%",
    )


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture
def written(quarter, cast, monkeypatch) -> Assessment:
    """Written and not sent, with the first four kinds answered."""
    load_catalogue(by=User.objects.command_line())
    monkeypatch.setattr("selfassess.claims.reading.findings_of", found)
    monkeypatch.setattr("selfassess.claims.reading.between_areas", between)
    write(get_assessment(quarter), know="\n".join(SENTENCES.values()), by=cast.head)
    write(get_assessment(quarter), by=cast.head)
    mash = get_assessment(quarter)
    first = list(TITLES)[:4]
    for kind, verdict in zip(first, [Verdict.STAYS, Verdict.RECORD_WRONG], strict=False):
        explain(mash, key(kind), verdict, reason=f"Because.{LONG}", by=cast.head)
    fact = Fact(label="Contacts", value=12, unit="%", period="Q2", source="Our own count")
    add_figure(mash, key(first[2]), fact, by=cast.head)
    return mash


def key(kind: str) -> str:
    return finding(kind, Tier.CONTRADICTS).key


def faults(browse: Browse, who: User, *pages: str) -> list[str]:
    page = browse(who)
    found = []
    for address in pages:
        page.goto(Q + address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        found += faults_of(page, names=[])
    return found


def test_no_page_of_those_who_write_has_a_fault(written, cast, browse):
    its = f"/mash/findings/{key('trend')}/"
    pages = ("/mash/know/", "/mash/check/", "/mash/findings/", its, f"{its}figure/")
    assert faults(browse, cast.head, *pages) == []
    doubted = f"/doubted-figures/mash/{key(list(TITLES)[1])}/"
    assert Kpi.objects.filter(code="MA03").exists()
    assert faults(browse, cast.analyst, "/doubted-figures/", doubted) == []


@pytest.mark.slow  # her pages show the same kinds
def test_nor_has_the_directors(written, cast, browse):
    send(written, by=cast.head)
    ask(written, key("trend"), text="Of which quarter?", by=cast.director)
    accept(written, key("target"), reason="They are of all teams.", by=cast.director)
    its = f"/mash/findings/{key('trend')}/"
    pages = ("/findings/", its, "/mash/review/", "/mash/review/approve/", "/mash/review/return/")
    assert faults(browse, cast.director, *pages) == []
