"""A closed quarter is opened again, with a reason. What was decided or issued stays as it is."""

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter, reopen_quarter
from selfassess.reporting.models import Kind, Report
from tests.factories import (
    get_assessment,
    make_approved,
    make_issued,
    make_quarter,
    make_report,
    write,
)
from tests.pages import form_on, words_on

Q2 = "2020-21-q2"
WHY = "Two heads were ill."
ADDRESS = f"/quarters/{Q2}/reopen/"


@pytest.fixture
def closed(cast):
    """MASH is approved, Early Help is under way, the others have not begun."""
    quarter = make_quarter(Q2)
    make_approved(quarter, head=cast.head, director=cast.director)
    write(get_assessment(quarter, "early-help"), by=cast.other_head)
    return close_quarter(Q2, by=cast.administrator)


def test_heads_write_again_in_what_they_have_not_sent(cast, closed):
    assert "is closed" in get_assessment(closed, "early-help").locked_because
    reopen_quarter(Q2, reason=WHY, by=cast.administrator)
    assert get_assessment(closed, "early-help").locked_because == ""
    assert "approved and locked" in get_assessment(closed).locked_because


def test_the_reason_is_kept_in_the_history(cast, closed):
    reopen_quarter(Q2, reason=WHY, by=cast.administrator)
    event = Event.objects.get(verb="quarter.reopen")
    assert (event.by, event.reason, event.quarter) == (cast.administrator, WHY, Q2)
    with pytest.raises(Refused, match="Give a reason"):
        reopen_quarter(Q2, reason="", by=cast.administrator)


def test_reopening_twice_leaves_one_line(cast, closed):
    for _ in range(2):
        reopen_quarter(Q2, reason=WHY, by=cast.administrator)
    assert Event.objects.filter(verb="quarter.reopen").count() == 1


@pytest.mark.parametrize("who", ["head", "director", "analyst", "viewer", "nobody"])
def test_only_administrators_reopen_a_quarter(cast, closed, who):
    with pytest.raises(PermissionDenied):
        reopen_quarter(Q2, reason=WHY, by=getattr(cast, who))
    assert Quarter.objects.get().state == QuarterState.CLOSED


def test_a_version_that_was_compiled_stays_as_it_is(cast, closed, quick_pdf):
    report = make_report(closed, by=cast.director, kind=Kind.DRAFT)
    reopen_quarter(Q2, reason=WHY, by=cast.administrator)
    write(get_assessment(closed, "early-help"), "Written later.", by=cast.other_head)
    kept = Report.objects.get(pk=report.pk)
    assert kept.content == report.content
    assert "Written later." not in str(kept.content)


def test_an_issued_quarter_stays_issued(cast, quick_pdf):
    make_issued(Q2)
    with pytest.raises(Refused, match="what is issued stays as it is"):
        reopen_quarter(Q2, reason=WHY, by=cast.administrator)
    assert Quarter.objects.get().is_issued


def test_a_quarter_that_is_being_revised_opens_only_area_by_area(cast, quick_pdf):
    make_issued(Q2)
    reopen(get_assessment(Q2), reason="A figure was wrong.", by=User.objects.command_line())
    with pytest.raises(Refused, match="is being revised"):
        reopen_quarter(Q2, reason=WHY, by=cast.administrator)
    assert Quarter.objects.get().state == QuarterState.CLOSED


def test_a_planned_quarter_is_opened_not_reopened(cast):
    make_quarter(Q2, state=QuarterState.PLANNED)
    with pytest.raises(Refused, match="is planned, so you cannot reopen it"):
        reopen_quarter(Q2, reason=WHY, by=cast.administrator)


# --- The page -----------------------------------------------------------------------------------


def test_the_page_says_which_areas_open_and_which_stay(cast, closed, sign_in):
    office = sign_in(cast.administrator)
    assert "Reopen Q2 2020/21" in words_on(office.get("/quarters/"))
    page = words_on(office.get(ADDRESS))
    opens, stay = page.split("Stay as they are")
    assert "<dt>Early Help</dt><dd>In progress</dd>" in opens
    assert "<dt>MASH & Assessment</dt><dd>Approved</dd>" in stay


def test_the_page_wants_a_reason(cast, closed, sign_in):
    office = sign_in(cast.administrator)
    assert "Enter a reason. It is kept in the history." in words_on(office.post(ADDRESS))
    page = words_on(
        office.post(ADDRESS, form_on(office.get(ADDRESS)) | {"reason": WHY}, follow=True)
    )
    assert "Q2 2020/21 is open again." in page


def test_the_page_says_why_an_issued_quarter_stays_closed(cast, sign_in):
    make_quarter(Q2, state=QuarterState.ISSUED)
    page = words_on(sign_in(cast.administrator).get(ADDRESS))
    assert "what is issued stays as it is" in page
    assert "Reopen the quarter" not in page
