"""What nobody has decided about does not go unseen into a report: the director is told, and nothing
stops her."""

import pytest

from selfassess.accounts.models import User
from selfassess.identifying.models import Override
from selfassess.identifying.operations import override
from selfassess.identifying.reading import undecided
from selfassess.reporting.models import Build, Kind
from tests.factories import approve_all, get_assessment, make_quarter, make_report, write
from tests.pages import fill_in, words_on
from tests.test_budgets import cost_of

QUARTER = "2020-21-q2"
REVIEW = f"/{QUARTER}/mash/review/"
PAGE = f"/{QUARTER}/mash/identifying/"
TOLD = f'href="{PAGE}">MASH & Assessment: 1 passage may identify a child</a> and nobody has decided'
TEXT = "Kayden, 7, was seen once."


@pytest.fixture
def mash(cast):
    mash = get_assessment(make_quarter())
    write(mash, know=TEXT, by=cast.head)
    return mash


@pytest.fixture
def approved(mash):
    approve_all(mash.quarter, text=TEXT)
    return mash


@pytest.fixture
def director(cast, mash, sign_in):
    return sign_in(cast.director)


def pages_of(report) -> list[str]:
    return [
        REVIEW,
        f"{REVIEW}approve/",
        f"/reports/{QUARTER}/",
        f"/reports/{QUARTER}/{report.key}/issue/",
    ]


@pytest.fixture
def report(approved, cast, quick_pdf):
    return make_report(approved.quarter, by=cast.director, kind=Kind.FINAL)


def test_the_director_is_told_wherever_she_decides_and_led_to_them(director, report):
    said = {page: TOLD in words_on(director.get(page)) for page in pages_of(report)}
    assert said == dict.fromkeys(pages_of(report), True)


def test_she_reads_them_and_only_their_writers_decide(director, mash):
    page = words_on(director.get(PAGE))
    assert "<mark>Kayden, 7</mark>, was seen once." in page
    assert "change it if it says" not in page
    assert "Approved words are changed after reopening" in page
    assert "It is not about a child<" not in page
    assert ">Change it" not in page
    assert f'href="{REVIEW}"' in page


def test_once_decided_the_review_tells_how_many_were(cast, director, report, mash):
    for assessment in mash.quarter.assessments.all():
        for found in undecided(assessment, cast.head):
            override(assessment, found.digest, by=cast.head)
    assert Override.objects.exists()
    for page in pages_of(report):
        assert f'href="{PAGE}"' not in words_on(director.get(page))
    assert "1 passage that looked as if it might identify a child was confirmed as not about" in (
        words_on(director.get(REVIEW))
    )


def test_nothing_is_blocked(director, approved):
    assert fill_in(director, f"/reports/{QUARTER}/", kind="final").status_code == 302
    assert Build.objects.exists()


def test_what_is_left_out_is_not_counted_where_it_is_issued(director, report, mash):
    other = get_assessment(QUARTER, "early-help")
    type(other).objects.filter(pk=other.pk).update(
        state="returned", approved_at=None, approved_by=None
    )
    page = words_on(director.get(f"/reports/{QUARTER}/{report.key}/issue/"))
    assert TOLD in page
    assert "early-help/identifying/" not in page


def test_eight_areas_are_counted_in_as_many_queries_as_one(cast, director, mash):
    one = cost_of(lambda: director.get(f"/reports/{QUARTER}/"))
    for assessment in mash.quarter.assessments.of_areas():
        write(assessment, TEXT, by=User.objects.command_line())
    page = words_on(director.get(f"/reports/{QUARTER}/"))
    assert page.count("may identify a child</a>") == 8
    assert cost_of(lambda: director.get(f"/reports/{QUARTER}/")) == one
