"""Approval keeps what live figures said; until then they follow the record, and after it the words
stay."""

import pytest

from performance.models import Measure
from selfassess.access import OVERVIEW
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.assessments.reading import shown_now
from selfassess.assessments.workflow import State
from selfassess.errors import Stale
from selfassess.live_figures.models import KeptFigure
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Strength
from selfassess.records.operations import add
from selfassess.reporting.models import Kind
from selfassess.reporting.operations import Outdated, issue
from selfassess.seen import fingerprint
from tests.factories import freeze_now, get_assessment, make_report, write

from .conftest import ISSUED, OPEN, OURS

TEXT = "We decided {MA03} in time, {MA03 last quarter} before."
SAYS = "We decided 74.6% in time, 70% before."


def answer(quarter: str = OPEN, key: str = "know") -> str:
    return get_assessment(quarter).answer_to(key).words


@pytest.fixture
def sent(mash, cast):
    write(mash, TEXT, by=cast.head)
    add(Strength(assessment=mash, text=TEXT), section="strengths", by=cast.head)
    send(mash, by=cast.head)
    return get_assessment(OPEN)


def test_until_approval_the_words_follow_the_record(sent, correct):
    assert answer() == SAYS
    correct(OPEN, OURS, "75.2")
    assert answer() == SAYS.replace("74.6%", "75.2%")


def test_whoever_approves_has_seen_what_the_figures_said(sent, correct, cast):
    seen = fingerprint(shown_now(sent))
    correct(ISSUED, OURS, "71")
    with pytest.raises(Stale):
        approve(sent, by=cast.director, seen=seen)
    assert not get_assessment(OPEN).is_approved


def test_after_approval_the_words_stay_and_the_director_is_told(sent, correct, cast, sign_in):
    approve(sent, by=cast.director)
    Quarter.objects.filter(pk=ISSUED).update(state=QuarterState.CLOSED)
    correct(ISSUED, OURS, "71")
    Measure.objects.filter(quarter=ISSUED, kpi=OURS).update(saved_at=now())
    assert answer() == SAYS
    assert get_assessment(OPEN).words(TEXT) == SAYS
    frozen = next(area for area in freeze_now(sent.quarter).areas if area.slug == "mash")
    assert frozen.sections[0].answers[0].answer == SAYS
    assert frozen.strengths[0].text == SAYS
    told = "its words say 70% for {MA03 last quarter}, the record says 71%"
    director = sign_in(cast.director)
    assert told in director.get("/").text
    assert told in director.get(f"/{OPEN}/mash/review/").text


def test_reopened_they_live_again(sent, correct, cast):
    approve(sent, by=cast.director)
    reopen(get_assessment(OPEN), reason="A wrong figure.", by=cast.director)
    assert not KeptFigure.objects.exists()
    correct(OPEN, OURS, "75.2")
    assert answer() == SAYS.replace("74.6%", "75.2%")


def test_what_an_answer_said_is_kept_where_there_was_no_figure(mash, cast):
    write(mash, "{MA08} and {XX99}", by=cast.head)
    send(mash, by=cast.head)
    approve(mash, by=cast.director)
    before = answer()
    assert before.startswith("[no figure yet: ")
    Measure.objects.filter(quarter=OPEN, kpi=OURS).update(kpi="MA08")
    assert answer() == before


def approve_the_others(quarter: Quarter, *, by) -> None:
    others = quarter.assessments.of_areas().exclude(area="mash")
    others.update(state=State.APPROVED, approved_at=now(), approved_by=by)


@pytest.mark.usefixtures("quick_pdf")
def test_issuing_keeps_the_overview_too(sent, correct, cast):
    overview = get_assessment(OPEN, OVERVIEW)
    write(overview, "All: {MA03}.", by=cast.director)
    approve(sent, by=cast.director)
    approve_the_others(sent.quarter, by=cast.director)
    Quarter.objects.filter(pk=OPEN).update(state=QuarterState.CLOSED)
    final = make_report(Quarter.objects.get(pk=OPEN), by=cast.director, kind=Kind.FINAL)
    assert final.content["overview"]["text"] == "All: 74.6%."
    correct(OPEN, OURS, "80")  # behind everybody's back
    with pytest.raises(Outdated):
        issue(final, by=cast.director)
    correct(OPEN, OURS, "74.6")
    issue(final, by=cast.director)
    correct(OPEN, OURS, "80")
    for area, says in ((OVERVIEW, "All: 74.6%."), ("mash", SAYS)):
        key = "overview" if area == OVERVIEW else "know"
        assert get_assessment(OPEN, area).answer_to(key).words == says
    reopen(get_assessment(OPEN), reason="A wrong figure.", by=cast.director)
    assert get_assessment(OPEN, OVERVIEW).answer_to("overview").words == "All: 80%."
