"""When the next quarter opens, what is left to do in the last one stays on the first page."""

import pytest

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import approve_all, get_assessment, make_quarter, make_sent, write


@pytest.fixture
def last(cast, quarter):
    """Quarter 2, with quarter 3 open after it."""
    make_quarter("2020-21-q3")
    return quarter


def test_the_director_is_told_which_areas_of_it_wait_for_her(cast, last, home):
    make_sent(last, by=cast.head)
    page = home(cast.director)
    assert "Quarter 3, 2020 to 2021" in page
    assert "Q2 2020/21 is not finished" in page
    assert 'Waiting for you: <a class="govuk-link" href="/2020-21-q2/mash/review/">MASH' in page
    assert "Not sent: Early Help" in page
    assert "Nothing is waiting for you in this quarter." in page


def test_a_head_is_led_to_what_she_has_not_sent(cast, last, home):
    write(get_assessment(last), by=cast.head)
    page = home(cast.head)
    assert "Q2 2020/21 is not finished" in page
    assert 'Yours to write: <a class="govuk-link" href="/2020-21-q2/mash/">MASH' in page
    assert "Not sent" not in page
    assert "Close Q2" not in page


def test_she_is_told_nothing_once_she_has_sent_it(cast, last, home):
    make_sent(last, by=cast.head)
    assert "is not finished" not in home(cast.head)


def test_nor_of_what_a_closed_quarter_no_longer_takes(cast, last, home):
    Quarter.objects.filter(pk=last.pk).update(state=QuarterState.CLOSED)
    assert "is not finished" not in home(cast.head)


def test_an_administrator_can_close_it_from_there(cast, last, home):
    page = home(cast.administrator)
    assert "Q2 2020/21 is not finished" in page
    assert "Not sent: Early Help, MASH" in page
    assert 'href="/quarters/2020-21-q2/close/">Close Q2 2020/21' in page
    assert "Waiting for you" not in page


def test_the_director_is_led_to_its_report_when_all_is_approved(cast, last, home):
    approve_all(last)
    Quarter.objects.filter(pk=last.pk).update(state=QuarterState.CLOSED)
    page = home(cast.director)
    assert 'href="/reports/2020-21-q2/">Compile and issue Q2 2020/21' in page
    assert "It is closed, and not issued." in page


def test_analysts_and_viewers_have_nothing_left_to_do_in_it(cast, last, home):
    assert "is not finished" not in home(cast.analyst)
    assert "is not finished" not in home(cast.viewer)


def test_while_one_quarter_is_under_way_nothing_is_said(cast, quarter, home):
    Quarter.objects.filter(pk="2020-21-q1").update(state=QuarterState.ISSUED)
    for person in (cast.head, cast.director, cast.administrator):
        assert "is not finished" not in home(person)


def test_an_analyst_is_told_which_figures_of_it_are_still_to_come(cast, last, home):
    load_catalogue(by=User.objects.command_line())
    page = home(cast.analyst)
    assert "Q2 2020/21 is not finished" in page
    assert "Figures still to come: " in page
    assert 'href="/2020-21-q2/mash/indicators/">MASH' in page
    assert "Not sent" not in page


def test_but_not_of_areas_that_are_sent_or_quarters_that_are_closed(cast, last, home):
    load_catalogue(by=User.objects.command_line())
    make_sent(last, by=cast.head)
    assert 'href="/2020-21-q2/mash/indicators/">MASH' not in home(cast.analyst)
    Quarter.objects.filter(pk=last.pk).update(state=QuarterState.CLOSED)
    assert "is not finished" not in home(cast.analyst)


def test_a_head_is_told_of_figures_on_the_page_of_her_area(cast, last, home):
    load_catalogue(by=User.objects.command_line())
    assert "Figures still to come" not in home(cast.head)
