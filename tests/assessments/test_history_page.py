"""The history tells everything that happened to an assessment, and shows every text there was."""

import pytest

from selfassess.assessments.models import KeptText
from selfassess.assessments.operations.lifecycle import return_for_changes, send
from selfassess.assessments.operations.writing import Draft, save_section, settle
from tests.factories import approve_all, write
from tests.pages import words_on

HISTORY = "/2020-21-q2/mash/history/"


@pytest.mark.parametrize("outcome", ["mine", "theirs", "combined"])
def test_the_losing_text_is_shown_whatever_was_decided(cast, mash, sign_in, outcome):
    save_section(mash, [Draft("know", "The head’s.")], by=cast.head)
    save_section(mash, [Draft("know", "The deputy’s.")], by=cast.deputy)
    settle(KeptText.objects.get(), outcome=outcome, text="Both.", version=1, by=cast.deputy)
    page = words_on(sign_in(cast.head).get(HISTORY))
    assert "The head’s." in page
    assert "The deputy’s." in page
    assert "could not be saved and was kept" in page


def test_the_latest_comes_first(cast, mash, sign_in):
    write(mash, by=cast.head)
    send(mash, by=cast.head)
    return_for_changes(mash, comments={"know": "More."}, by=cast.director)
    page = words_on(sign_in(cast.head).get(HISTORY))
    assert (
        page.index("Director returned the assessment")
        < page.index("Head of MASH sent the assessment")
        < page.index("Head of MASH started writing")
    )


def test_another_areas_history_is_not_in_it(cast, mash, sign_in):
    write(mash, "Ours.", by=cast.head)
    page = words_on(sign_in(cast.director).get("/2020-21-q2/early-help/history/"))
    assert "Ours." not in page
    assert "Nothing has happened yet." in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("head", 200),
        ("deputy", 200),
        ("director", 200),
        ("administrator", 200),
        ("other_head", 404),
        ("analyst", 404),
        ("viewer", 404),
    ],
)
def test_it_is_for_those_who_write_review_and_administer(cast, mash, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get(HISTORY).status_code == status


@pytest.mark.parametrize("who", ["other_head", "viewer"])
def test_an_issued_quarter_has_no_history_for_its_readers(cast, mash, sign_in, who):
    approve_all(mash.quarter)
    type(mash.quarter).objects.update(state="issued")
    assert sign_in(getattr(cast, who)).get(HISTORY).status_code == 403


def test_the_overview_has_one_too(cast, quarter, sign_in):
    overview = quarter.assessments.get(area="overview")
    save_section(overview, [Draft("overview", "My words.")], by=cast.director)
    page = words_on(sign_in(cast.director).get("/2020-21-q2/overview/history/"))
    assert "My words." in page
    assert "What should readers take from this quarter?" in page
