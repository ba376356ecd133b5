"""A year's reports under the three questions: what is said, what is not, and since when."""

from decimal import Decimal

import msgspec
import pytest

from selfassess.quarters.dates import FinancialYear
from selfassess.reporting.annual.chapters import QUESTIONS, chapters
from selfassess.reporting.annual.glance import glance
from selfassess.reporting.annual.schema import Annual, AnnualArea, Change, EarlierAnswer
from selfassess.reporting.content.schema import AreaContent, ReportContent

from .sample import issue, year


def area_of(content: Annual | ReportContent, slug: str = "mash") -> AnnualArea | AreaContent:
    return next(area for area in content.areas if area.slug == slug)


def stored_area_of(content: dict, slug: str = "mash") -> dict:
    return next(area for area in content["areas"] if area["slug"] == slug)


def with_area(**fields):
    """A change to the content of a report: what MASH says otherwise in it."""

    def change(content: dict) -> None:
        stored_area_of(content).update(fields)

    return change


def saying(text: str):
    def change(content: dict) -> None:
        stored_area_of(content)["sections"][0]["answers"][0]["answer"] = text

    return change


def rated(value: str | None):
    return with_area(rating={"value": value, "shown": value or "Not rated"})


def figure(value: str, *, period: str = "the quarter", **fields):
    """A change to the content of a report: MASH's first indicator has this figure, or none."""

    def change(content: dict) -> None:
        one = stored_area_of(content)["indicators"][0]
        measure = {**one["measure"], "shown": value, "period": period} if value else None
        one |= {"value": value, "measure": measure} | fields

    return change


def moved(*issues) -> str:
    return area_of(year(*issues)).indicators[0].over_the_year.words


def test_a_financial_year_has_four_quarters_from_april_to_march():
    found = FinancialYear.parse("2020-21")
    assert (found.name, found.months) == ("2020/21", "April 2020 to March 2021")
    assert [p.code for p in found.periods] == [f"2020-21-q{n}" for n in (1, 2, 3, 4)]
    with pytest.raises(ValueError, match="2020-21"):
        FinancialYear.parse("2020-22")


def test_it_names_every_report_that_it_is_made_from_with_its_fingerprint():
    content = year()
    assert [(s.quarter, s.version, s.sha256) for s in content.sources] == [
        (f"Q{n} 2020/21", "Version 2", f"{n}" * 64) for n in (1, 2, 3, 4)
    ]
    assert content.missing == []


def test_the_order_in_which_reports_come_does_not_matter():
    assert year(issue(2), issue(1)) == year(issue(1), issue(2))


def test_it_is_plain_data():
    content = year()
    assert msgspec.json.decode(msgspec.json.encode(content), type=Annual) == content


def test_a_year_with_fewer_quarters_says_which_are_missing():
    content = year(issue(1), issue(4))
    assert content.missing == ["Q2 2020/21", "Q3 2020/21"]
    assert glance(content)[:2] == [
        "Made from the issued reports of 2 of 4 quarters.",
        "Missing, because no report is issued: Q2 2020/21, Q3 2020/21.",
    ]


def test_the_three_questions_stand_in_ofsteds_order():
    assert [c.title for c in chapters(year()) if c.number] == [title for _, title in QUESTIONS]


def test_an_area_speaks_with_its_newest_words_and_keeps_what_was_said_before():
    content = year(issue(1, change=saying("Old.")), issue(2, change=saying("New words.")))
    answer = area_of(content).know[0]
    assert (answer.answer, answer.since) == ("New words.", "")
    assert answer.earlier == [EarlierAnswer(["Q1 2020/21"], "Old.", "2 words added, 1 removed.")]


def test_unchanged_words_say_since_when():
    said = [issue(n, change=saying(t)) for n, t in enumerate(["A.", "B.", "B.", "B."], 1)]
    answer = area_of(year(*said)).know[0]
    assert answer.since == "Q2 2020/21"
    assert [before.quarters for before in answer.earlier] == [["Q1 2020/21"]]


def test_words_that_came_back_are_not_called_unchanged():
    said = [issue(n, change=saying(t)) for n, t in enumerate(["A.", "B.", "A."], 1)]
    answer = area_of(year(*said)).know[0]
    assert answer.since == ""
    assert [before.answer for before in answer.earlier] == ["B."]


def test_a_blank_in_between_ends_it_too_and_is_no_other_words():
    said = [issue(n, change=saying(t)) for n, t in enumerate(["A.", "", "A."], 1)]
    answer = area_of(year(*said)).know[0]
    assert (answer.since, answer.earlier) == ("", [])


def test_two_quarters_that_said_the_same_stand_together():
    said = [issue(n, change=saying(t)) for n, t in enumerate(["A.", "A.", "B."], 1)]
    answer = area_of(year(*said)).know[0]
    assert [before.quarters for before in answer.earlier] == [["Q1 2020/21", "Q2 2020/21"]]


def test_an_area_that_the_last_report_leaves_out_speaks_with_the_one_before():
    gone = with_area(included=False, left_out_reason="Vacant.", sections=[])
    area = area_of(year(issue(3, change=saying("Known.")), issue(4, change=gone)))
    assert (area.quarter, area.know[0].answer) == ("Q3 2020/21", "Known.")
    assert [cell.shown for cell in area.ratings] == [
        "No report",
        "No report",
        "6.5",
        "Left out",
    ]


def test_an_area_left_out_the_whole_year_says_nothing():
    area = area_of(year(issue(1, change=with_area(included=False, sections=[]))))
    assert (area.quarter, area.know, area.open) == ("", [], [])


def test_not_rated_is_never_nought():
    area = area_of(year(issue(1, change=rated(None)), issue(2, change=rated("0"))))
    assert [cell.shown for cell in area.ratings[:2]] == ["Not rated", "0"]
    assert [cell.value for cell in area.ratings[:2]] == [None, Decimal(0)]


@pytest.mark.parametrize(
    ("first", "last", "shape", "words"),
    [
        ("5", "6.5", "up", "Up 1.5"),
        ("6", "5", "down", "Down 1"),
        ("6", "6.0", "level", "No change"),
        (None, "6", "", "Too few to compare"),
    ],
)
def test_ratings_are_compared_from_the_first_to_the_last(first, last, shape, words):
    area = area_of(year(issue(1, change=rated(first)), issue(4, change=rated(last))))
    assert area.over_the_year == Change(shape, words)


def test_actions_closed_in_the_year_name_their_quarter_and_what_they_changed():
    area = area_of(year(issue(1), issue(2)))
    assert [one.status for one in area.closed] == ["Done, Q1 2020/21", "Done, Q2 2020/21"]
    assert all(one.difference for one in area.closed)
    assert [one.is_finished for one in area.open] == [False] * 3


def test_audits_of_the_whole_year_stand_once_each():
    same, other = issue(1), issue(2)
    area_of(other.content).evidence.audits[0].theme = "Chronologies"
    themes = [audit.theme for audit in area_of(year(same, other)).evidence.audits]
    assert themes == ["Chronologies", "Supervision", "Plans for children"]


def test_an_indicator_has_a_value_for_each_quarter_and_a_gap_stays_a_gap():
    first, second = figure("80%"), figure("")
    row = area_of(year(issue(1, change=first), issue(2, change=second))).indicators[0]
    assert [cell.shown for cell in row.cells] == ["80%", "", "", ""]


@pytest.mark.parametrize(
    ("first", "last", "unit", "words"),
    [
        ("80", "83.1", "%", "Up 3.1 points"),
        ("80", "79", "%", "Down 1 point"),
        ("2000", "3500", "count", "Up 1,500"),
        ("0", "0", "count", "No change"),
    ],
)
def test_it_says_how_far_a_figure_moved_over_the_year(first, last, unit, words):
    assert words == moved(
        issue(1, change=figure(first, unit=unit)),
        issue(4, change=figure(last, unit=unit)),
    )


def test_a_figure_that_adds_up_over_the_year_has_not_grown():
    issues = [issue(n, change=figure(f"{n}0", period="year to date")) for n in (1, 2)]
    assert moved(*issues) == "Adds up over the year"


def test_figures_of_different_periods_are_not_compared():
    yearly = figure("9%", period="the year")
    assert moved(issue(1), issue(2, change=yearly)) == "Periods differ"


def test_a_target_that_changed_in_the_year_shows_both():
    row = area_of(
        year(
            issue(1, change=figure("80%", target="85%")),
            issue(2, change=figure("81%", target="90%")),
        )
    ).indicators[0]
    assert (row.target, row.other_targets) == ("90%", [("Q1 2020/21", "85%")])


def test_the_year_in_sentences():
    told = " ".join(glance(year()))
    # nothing differs between the quarters of the sample
    assert "Not rated in the whole year: Children with Disabilities." in told
    bare = "8 without an owner or a date"
    assert f"24 actions are open, 8 of them overdue, {bare}; 32 were closed in the year." in told
    assert "Ratings, from the first to the last of the year, in 7 of 8 areas: 7 the same." in told
