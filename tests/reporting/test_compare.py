"""Two versions side by side: what changed, and nothing that did not."""

from copy import deepcopy

import pytest

from selfassess.reporting.compare import GONE, changes, told
from selfassess.reporting.content.schema import ReportContent
from tests.factories import issued_before, make_issued, make_quarter, make_report
from tests.pages import words_on

from .sample import change, content, leave_out


@pytest.fixture
def old() -> ReportContent:
    return content()


@pytest.fixture
def new(old) -> ReportContent:
    return deepcopy(old)


def test_a_version_does_not_differ_from_itself(old):
    assert changes(old, old) == []
    assert told([]) == "No words, figures, ratings or actions differ."


def test_words_figures_ratings_and_actions_are_told_by_chapter(old, new):
    mash = new.areas[1]
    mash.sections[0].answers[0].answer += " One more thing."
    mash.rating.shown = "7"
    change(mash.indicators[0], value="99%", status="On target")
    change(mash.actions[0], due="2020-12-31")
    [found] = changes(old, new)
    assert found.name == "MASH & Assessment"
    assert found.words[0][1].summary == "3 words added."
    assert (found.ratings[0].was, found.ratings[0].now) == ("6.5", "7")
    assert found.figures[0].now == "99%, On target, target 90%"
    assert "due 31\u00a0Dec\u00a02020" in found.actions[0].now
    assert told([found]) == "1 text, 1 rating, 1 figure and 1 action differ."


def test_what_only_one_of_them_has_says_so(old, new):
    gone = new.areas[0].actions.pop()
    new.overview.text = ""
    overview, area = changes(old, new)
    assert overview.words[0][0] == "Overview"
    name = f"{gone.text} (number 4)"  # of four with the same words
    assert [line.name for line in area.actions] == [
        name,
        f"{name}: For children",
        f"{name}: Progress",
        f"{name}: Why the date moved",
    ]
    assert {line.now for line in area.actions} == {GONE}


def test_what_is_said_of_an_action_is_a_line_of_its_own(old, new):
    new.areas[0].actions[0].progress = "All of the plans are read."
    [area] = changes(old, new)
    [line] = area.actions
    assert line.name.endswith(": Progress")
    assert (line.was, line.now) == ("Half of the plans are read.", "All of the plans are read.")


def test_one_difference_differs(old, new):
    new.areas[0].rating.shown = "Not rated"
    assert told(changes(old, new)) == "1 rating differs."


def test_an_area_that_is_left_out_is_compared_as_empty(old, new):
    leave_out(new.areas[7], "Its head is ill.")
    [found] = changes(old, new)
    assert found.name == "Performance"
    assert found.ratings[0].now == GONE


@pytest.mark.django_db
@pytest.mark.usefixtures("quick_pdf")
class TestThePage:
    def test_it_compares_versions_of_two_quarters(self, cast, sign_in):
        issued_before("2020-21-q1", text="We knew little.")
        make_issued("2020-21-q2", text="We knew more.")
        client = sign_in(cast.viewer)
        address = "/reports/2020-21-q2/v1/compare/"
        assert "What changed in Version 1" in words_on(client.get(address))
        page = words_on(client.get(f"{address}?with=2020-21-q1/v1"))
        assert '<del><span class="govuk-visually-hidden">removed: </span>little.</del>' in page
        assert "1 word added, 1 removed." in page

    def test_nobody_compares_with_what_she_may_not_read(self, cast, sign_in):
        issued_before("2020-21-q1")
        make_report(make_quarter("2020-21-q2"), by=cast.director)
        address = "/reports/2020-21-q1/v1/compare/"
        with_draft = f"{address}?with=2020-21-q2/draft-1"
        assert sign_in(cast.viewer).get(with_draft).status_code == 404
        assert sign_in(cast.director).get(with_draft).status_code == 200
        assert "draft-1" not in words_on(sign_in(cast.viewer).get(address))
