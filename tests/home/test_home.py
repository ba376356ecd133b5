"""The first page says what waits for this person: to write, to decide, to open, to read."""

from datetime import datetime
from decimal import Decimal

import pytest

from performance.imports import csv_file
from performance.imports import operations as imports
from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import return_for_changes
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Report
from services.registry import all_areas
from tests.factories import (
    get_assessment,
    make_approved,
    make_issued,
    make_quarter,
    make_sent,
    make_user,
    write,
)


def test_a_head_sees_her_area_and_where_to_begin(cast, mash, home):
    page = home(cast.head)
    assert "MASH & Assessment" in page
    assert "You have completed 0 of " in page
    assert 'href="/2020-21-q2/mash/know/">Start' in page
    assert "Early Help" not in page
    assert "Waiting for you" not in page


def test_she_is_led_to_the_first_section_that_is_not_completed(cast, mash, home):
    write(mash, know="Ours.", by=cast.head)
    mash.section_marks.filter(section="evidence").update(completed=False)
    assert 'href="/2020-21-q2/mash/evidence/">Continue' in home(cast.head)


def test_when_all_is_completed_she_is_led_to_send(cast, mash, home):
    write(mash, by=cast.head)
    assert 'href="/2020-21-q2/mash/check/">Check and send' in home(cast.head)


def test_what_must_change_stands_on_top(cast, mash, home):
    make_sent(mash.quarter, by=cast.head)
    return_for_changes(mash, comments={"know": "Say what changed."}, by=cast.director)
    page = home(cast.head)
    assert "Changes needed" in page
    assert "Say what changed." in page


def test_what_is_with_the_director_says_so(cast, mash, home):
    make_sent(mash.quarter, by=cast.head)
    page = home(cast.head)
    assert "MASH & Assessment is with the director." in page
    assert "/2020-21-q2/mash/know/" not in page


@pytest.mark.parametrize(
    ("day", "said"),
    [(5, "Due on Friday 16 October, in 11 days."), (16, "Due today, Friday 16 October.")],
)
def test_an_open_quarter_says_when_it_is_due(cast, mash, home, day, said):
    with clock.at(datetime(2020, 10, day, 17, tzinfo=LONDON)):
        assert said in home(cast.head)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (12, "Closed before it is due on Friday 16 October, in 4 days."),
        (16, "Closed before it is due on Friday 16 October, today."),
        (17, "Closed, it was due on Friday 16 October."),
    ],
)
def test_a_closed_quarter_was_due_once_its_day_is_over(cast, mash, home, day, said):
    Quarter.objects.update(state=QuarterState.CLOSED)
    with clock.at(datetime(2020, 10, day, 9, tzinfo=LONDON)):
        assert said in home(cast.head)


def test_in_a_closed_quarter_there_is_nothing_to_start(cast, mash, home):
    Quarter.objects.update(state=QuarterState.CLOSED)
    page = home(cast.head)
    assert "is closed. Only what the director returned can be changed." in page
    assert ">Start<" not in page


def test_a_head_of_two_areas_sees_both(quarter, home):
    page = home(make_user(("head", "lac"), ("head", "care-leavers")))
    assert "Looked After Children" in page
    assert "Care Leavers" in page


def test_late_is_said_from_the_deadline_on(cast, mash, home):
    with clock.at(clock.datetime(2020, 10, 16, 23, 59, tzinfo=LONDON)):
        assert "Late" not in home(cast.head)
    with clock.at(clock.datetime(2020, 10, 17, 0, 0, tzinfo=LONDON)):
        assert "Late" in home(cast.head)


def test_the_director_sees_what_waits_what_is_missing_and_what_is_done(cast, quarter, home):
    make_sent(quarter, by=cast.head)
    make_approved(quarter, "early-help", head=cast.other_head, director=cast.director)
    page = home(cast.director)
    assert f"1 of {len(all_areas())} areas approved." in page
    waiting, not_sent = page.index("Waiting for you"), page.index("Not sent")
    ratings = page.index("Ratings by area")
    assert waiting < page.index("MASH & Assessment") < not_sent
    assert not_sent < page.index("Looked After Children") < ratings
    approved = page.index("Early Help", ratings)
    assert "Early Help" not in page[:ratings]
    assert approved < page.index("<td>Approved</td>") < page.index("MASH & Assessment", ratings)


def test_the_administrator_sees_what_can_be_opened(cast, quarter, home):
    make_quarter("2020-21-q3", state=QuarterState.PLANNED)
    assert "Open Q3 2020/21" in home(cast.administrator)
    assert "Q3 2020/21" not in home(cast.head)


def test_a_viewer_is_one_click_from_the_latest_report(cast, quick_pdf, home):
    assert "No report has been issued yet." in home(cast.viewer)
    make_issued("2020-21-q1")
    page = home(cast.viewer)
    assert 'href="/reports/2020-21-q1/v1.pdf"' in page
    assert "Quarter 2, 2020 to 2021" not in page


def test_the_latest_report_is_the_latest_quarters(cast, quick_pdf, home):
    make_issued("2020-21-q2")
    make_issued("2020-21-q1")
    assert Report.objects.count() == 2
    assert 'href="/reports/2020-21-q2/v1.pdf"' in home(cast.viewer)


def test_between_two_quarters_nothing_is_under_way(cast, home):
    make_quarter("2020-21-q1", state=QuarterState.ISSUED)
    for person in (cast.head, cast.director, cast.viewer):
        assert "No quarter is under way. When an administrator opens" in home(person)


def test_without_a_role_there_is_nothing_to_read(cast, mash, home):
    page = home(cast.nobody)
    assert "You have no role yet" in page
    assert "Quarter 2" not in page


def test_the_quarter_under_way_is_the_latest(cast, mash, home):
    make_quarter("2020-21-q1", state=QuarterState.CLOSED)
    assert "Quarter 2, 2020 to 2021" in home(cast.head)
    assert get_assessment("2020-21-q1").locked_because


def test_the_director_is_told_of_earlier_figures_that_changed_after_she_approved(
    cast, quarter, home
):
    load_catalogue(by=User.objects.command_line())
    before, kpi = get_assessment(make_quarter("2020-21-q1")), Kpi.objects.get(code="MA03")
    save_indicators(before, [Entry(kpi, Decimal(80))], by=cast.analyst)
    make_approved(quarter, head=cast.head, director=cast.director)
    told = "Earlier figures changed after you approved"
    assert told not in home(cast.director)
    corrected = Entry(kpi, Decimal(20), measure_version=1)
    save_indicators(before, [corrected], by=cast.analyst)
    page = home(cast.director)
    assert told in page
    assert "MA03 of Q1 2020/21" in page
    assert told not in home(cast.head)
    Quarter.objects.filter(pk=quarter.pk).update(state=QuarterState.ISSUED)
    assert told not in home(cast.director)


def test_so_she_is_of_one_that_came_by_a_file_and_went_with_its_import(cast, quarter, home):
    load_catalogue(by=User.objects.command_line())
    before = make_quarter("2020-21-q1")
    table = csv_file.read_text("kpi,value\nMA03,80\n")
    brought = imports.bring(table, quarter=before, name="list.csv", data=b"", by=cast.analyst)
    imports.apply(brought, by=cast.analyst)
    make_approved(quarter, head=cast.head, director=cast.director)
    imports.undo(brought, by=cast.analyst)
    assert "MA03 of Q1 2020/21" in home(cast.director)
