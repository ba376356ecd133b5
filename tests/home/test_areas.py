"""The areas of a quarter as a table: what each reader may read of them, and no more."""

from decimal import Decimal

import pytest

from selfassess.assessments.operations.lifecycle import return_for_changes, send
from tests.factories import (
    approve_all,
    get_assessment,
    make_approved,
    make_issued,
    make_quarter,
    make_user,
    write,
)
from tests.pages import words_on

Q2 = "/2020-21-q2/"


@pytest.fixture
def areas(sign_in):
    return lambda person, address=Q2: words_on(sign_in(person).get(address))


@pytest.fixture
def sent(cast, quarter):
    mash = get_assessment(quarter)
    write(mash, by=cast.head, rating=Decimal("7.5"))
    send(mash, by=cast.head)
    return mash


def test_a_row_says_how_an_area_stands(cast, sent, areas):
    page = areas(cast.director)
    assert "With the director" in page
    assert "<b>7.5</b>" in page
    assert "6 of 6" in page


def test_what_was_given_back_no_longer_counts_as_sent(cast, sent, areas):
    assert "<small>sent " in areas(cast.director)
    return_for_changes(sent, comments={"know": "How do you know it?"}, by=cast.director)
    page = areas(cast.director)
    assert "<small>returned " in page
    assert "<small>sent " not in page


def test_the_change_since_last_quarter_stands_beside_the_rating(cast, quarter, areas):
    make_approved(make_quarter("2020-21-q1"), head=cast.head, director=cast.director)
    write(get_assessment(quarter), by=cast.head, rating=Decimal("7.5"))
    assert "<b>7.5</b> up 1.5" in areas(cast.head)


def test_a_head_sees_her_own_area_alone(cast, quarter, areas):
    page = areas(cast.head)
    assert "Your areas" in page
    assert "MASH & Assessment" in page
    assert "Early Help" not in page


def test_the_analyst_finds_indicators_and_no_ratings(cast, sent, areas):
    page = areas(cast.analyst)
    assert f'href="{Q2}mash/indicators/"' in page
    for word in ("Rating", "7.5", "Sections completed", "Last saved"):
        assert word not in page, word


@pytest.mark.usefixtures("quick_pdf")
def test_viewers_read_what_is_issued(cast, areas):
    make_issued("2020-21-q1")
    page = areas(cast.viewer, "/2020-21-q1/")
    assert "Issued. Everything here is read-only." in page
    assert "Rating" in page
    assert "Last saved" not in page


def test_the_worst_stands_first_unless_asked_otherwise(cast, quarter, areas):
    write(get_assessment(quarter, "mash"), by=cast.head, rating=Decimal(8))
    write(get_assessment(quarter, "early-help"), by=cast.other_head, rating=Decimal(3))
    write(get_assessment(quarter, "lac"), by=make_user(("head", "lac")), rating=Decimal(2))

    def order(page: str) -> list[str]:
        names = ("Early Help", "MASH & Assessment", "Looked After Children")
        return sorted(names, key=lambda name: page.index(f">{name}</a>"))

    assert order(areas(cast.director))[0] == "Looked After Children"
    assert order(areas(cast.director, f"{Q2}?sort=order"))[0] == "Early Help"


def test_another_quarter_is_one_link_away(cast, quarter, areas):
    make_quarter("2020-21-q1")
    page = areas(cast.director)
    assert '<a class="govuk-link" href="/2020-21-q1/">Q1 2020/21</a>' in page
    assert 'aria-current="page">Q2 2020/21</a>' in page


def test_headings_of_pages_differ(cast, quarter, sign_in):
    client = sign_in(cast.director)
    found = [words_on(client.get(p)) for p in ("/", Q2, f"/reports{Q2}")]
    titles = [page.split("<h1")[1].split(">")[1].split("<")[0] for page in found]
    assert titles == ["Quarter 2, 2020 to 2021", "Areas, Q2 2020/21", "Reports, Q2 2020/21"]


class TestTheNextStep:
    def test_once_all_are_approved_it_comes_first(self, cast, quarter, sign_in):
        assert "what is next" not in words_on(sign_in(cast.director).get("/"))
        approve_all(quarter)
        page = words_on(sign_in(cast.director).get("/"))
        assert "areas approved: what is next" in page
        assert page.index("what is next") < page.index("What does not add up")
        assert "Waiting for you" not in page
        assert "An administrator closes Q2 2020/21." in page
