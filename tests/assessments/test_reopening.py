"""An approval can be taken back, with a reason; an issued quarter then goes back to closed, and
what was issued stays readable until the next version is."""

import pytest

from selfassess.assessments.operations.lifecycle import (
    approve,
    reopen,
    return_for_changes,
    send,
)
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import issue
from tests.factories import (
    get_assessment,
    make_approved,
    make_issued,
    make_quarter,
    make_report,
    make_sent,
    write,
)
from tests.pages import words_on

AREA = "/2020-21-q2/mash/"
Q1 = "2020-21-q1"


def test_a_reopened_area_is_its_heads_again(cast, mash):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    reopened = reopen(mash, reason="A figure was wrong.", by=cast.director)
    assert (reopened.state, reopened.approved_at, reopened.approved_by) == (
        State.RETURNED,
        None,
        None,
    )
    write(get_assessment(mash.quarter), "Put right.", by=cast.head)
    assert get_assessment(mash.quarter).answer_to("know").text == "Put right."
    assert Event.objects.get(verb="assessment.reopen").reason == "A figure was wrong."


def test_its_head_reads_the_reason_until_the_director_decides_again(cast, mash, sign_in):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    head, reason = sign_in(cast.head), "A figure was wrong."
    reopen(mash, reason=reason, by=cast.director)
    save_section(mash, [Draft("know", "Put right.", 1)], by=cast.head)
    for page in ("/", AREA):
        assert reason in words_on(head.get(page))
    send(mash, by=cast.head)
    for page in ("/", AREA):
        assert reason not in words_on(head.get(page))
    return_for_changes(mash, comments={"know": "More."}, by=cast.director)
    for page in ("/", AREA):
        assert reason not in words_on(head.get(page))


def test_a_returned_area_says_what_is_left_and_since_when(cast, mash, sign_in):
    make_sent(mash.quarter, by=cast.head)
    return_for_changes(mash, comments={"know": "More.", "evidence": "Which?"}, by=cast.director)
    head = sign_in(cast.head)
    for page in ("/", AREA):
        words = words_on(head.get(page))
        assert "Changes are needed in 2 of 6 sections." in words
        assert "You have completed" not in words
    save_section(mash, [Draft("know", "More of it.", 1)], by=cast.head)
    words = words_on(head.get(AREA))
    assert "In progress" in words
    assert "<dt>Returned</dt>" in words
    assert "<dt>Sent</dt>" not in words


@pytest.mark.parametrize("who", ["head", "deputy", "director", "administrator"])
def test_the_history_stays_in_reach_of_what_is_sent(cast, mash, sign_in, who):
    make_sent(mash.quarter, by=cast.head)
    assert "History of this assessment" in words_on(sign_in(getattr(cast, who)).get(AREA))


def test_in_a_closed_quarter_too(cast, mash):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    Quarter.objects.update(state=QuarterState.CLOSED)
    reopen(mash, reason="A figure was wrong.", by=cast.director)
    assert get_assessment(mash.quarter).locked_because == ""


def test_reopening_needs_a_reason(cast, mash):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    with pytest.raises(Refused, match="Give a reason for reopening"):
        reopen(mash, reason="", by=cast.director)
    assert get_assessment(mash.quarter).is_approved


def test_a_quarter_that_is_only_open_stays_open(cast, mash):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    reopen(mash, reason="A figure was wrong.", by=cast.director)
    assert Quarter.objects.get().state == QuarterState.OPEN
    assert not Event.objects.filter(verb="quarter.revise").exists()


def test_an_issued_quarter_goes_back_to_closed(cast, quick_pdf):
    make_issued(Q1)
    reopen(get_assessment(Q1), reason="A figure was wrong.", by=cast.director)
    assert Quarter.objects.get().state == QuarterState.CLOSED
    assert Event.objects.get(verb="quarter.revise").reason == "A figure was wrong."
    assert get_assessment(Q1).locked_because == ""
    assert get_assessment(Q1, "lac").is_approved


def test_the_issued_report_stays_readable_byte_for_byte(cast, quick_pdf, sign_in):
    report = make_issued(Q1)
    viewer = sign_in(cast.viewer)
    before = viewer.get(f"/reports/{Q1}/v1.pdf").content
    reopen(get_assessment(Q1), reason="A figure was wrong.", by=cast.director)
    assert viewer.get(f"/reports/{Q1}/v1.pdf").content == before != b""
    assert viewer.get(f"/reports/{Q1}/v1/").status_code == 200
    assert Report.objects.get(pk=report.pk).is_issued


def test_the_words_are_issued_again_as_the_next_version(cast, quick_pdf):
    make_issued(Q1)
    reopen(get_assessment(Q1), reason="A figure was wrong.", by=cast.director)
    save_section(get_assessment(Q1), [Draft("know", "Put right.", 1)], by=cast.head)
    send(get_assessment(Q1), by=cast.head)
    approve(get_assessment(Q1), by=cast.director)
    second = issue(
        make_report(Quarter.objects.get(), by=cast.director, kind=Kind.FINAL), by=cast.director
    )
    assert second.key == "v2"
    assert Quarter.objects.get().is_issued
    words = {
        area["slug"]: area["sections"][0]["answers"][0]["answer"]
        for area in second.content["areas"]
    }
    assert words["mash"] == "Put right."


def test_an_area_that_was_left_out_cannot_be_reopened_and_the_quarter_stays_issued(cast):
    make_quarter(Q1, state=QuarterState.ISSUED)
    with pytest.raises(Refused, match="is not started, so you cannot reopen it"):
        reopen(get_assessment(Q1), reason="Let us try.", by=cast.director)
    assert Quarter.objects.get().is_issued
    assert not Event.objects.filter(verb="quarter.revise").exists()
