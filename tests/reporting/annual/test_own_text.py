"""The year has words of its own: what moved, what was closed, and no quarter's overview."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from lxml.html import fromstring

from selfassess.reporting.annual import own_text
from selfassess.reporting.annual.schema import AnswerRow
from selfassess.schema_fields import Prose

from .sample import issue, year

OVERVIEW = "In the quarter before, the director wrote this."


def overview(content: dict) -> None:
    content["overview"] |= {"first_page": OVERVIEW, "text": OVERVIEW}


def figure(value: str, **fields):
    """MASH's first indicator has this figure."""

    def change(content: dict) -> None:
        mash = next(area for area in content["areas"] if area["slug"] == "mash")
        one = mash["indicators"][0]
        measure = one["measure"] | {"shown": value, "number": value, "period": "the quarter"}
        one |= {"value": value, "measure": measure, "unit": "%", "direction_code": "higher"}
        one |= fields

    return change


def printed(*issues) -> str:
    html = render_to_string("report/annual/body.html", {"content": year(*issues)})
    return " ".join(fromstring(html).text_content().split())


def answer(text: str) -> AnswerRow:
    return AnswerRow(question="know", section="", asked="", answer=Prose(text))


def test_no_quarters_overview_stands_in_it():
    assert OVERVIEW not in printed(issue(1, change=overview), issue(2, change=overview))


@pytest.mark.parametrize(
    ("first", "last", "direction", "better"),
    [
        ("70", "80", "higher", True),
        ("80", "70", "higher", False),
        ("80", "70", "lower", True),
        ("70", "80", "none", None),
        ("70", "70", "higher", None),
    ],
)
def test_whether_a_figure_improved_hangs_on_what_is_good(first, last, direction, better):
    issues = [
        issue(n, change=figure(value, direction_code=direction))
        for n, value in enumerate((first, last), 1)
    ]
    mash = next(area for area in year(*issues).areas if area.slug == "mash")
    assert mash.indicators[0].is_better is better


def test_what_improved_most_is_listed_with_its_way_over_the_year_and_a_link():
    content = year(issue(1, change=figure("20")), issue(4, change=figure("90")))
    line = own_text.improved(content).lines[0]
    row = next(area for area in content.areas if area.slug == "mash").indicators[0]
    assert (line.anchor, line.about) == (f"year-{row.code}", row.name)
    assert line.said.startswith("20 to 90")
    assert row.moved_by == Decimal("1.4")


def test_one_quarter_alone_says_nothing_of_a_year():
    told = printed(issue(1))
    assert "Improved most" not in told
    assert "Too few to compare" not in told


def test_official_figures_stand_in_columns_of_their_own_with_their_year():
    lines = [
        {
            "period": "year 2018/19",
            "figures": [
                {"place": "england", "label": "England", "shown": "83.1%"},
                {"place": "authority", "label": "This council", "shown": "80%"},
            ],
        }
    ]
    content = year(issue(1, change=figure("70", comparators=lines)))
    assert "England" in own_text.official_places(content)
    assert "This council" not in own_text.official_places(content)
    html = render_to_string("report/annual/indicators.html", {"content": content})
    row = fromstring(html).xpath("//tr[th[@id='year-AA01']]")[1]  # early help's stands above
    assert [cell.text for cell in row.find_class("official") if cell.text != "–"] == ["83.1%"]
    assert "year 2018/19" in html


def test_what_was_closed_says_what_it_changed():
    told = printed()
    closed = [action for area in year().areas for action in area.closed]
    assert closed
    assert all(" ".join(action.difference.split()) in told for action in closed)


def test_an_answer_begins_with_whole_paragraphs():
    said = own_text.beginning(answer(f"First.\n\n{'x' * 400}.\n\n{'y' * 400}."))
    assert (said.text, said.goes_on) == (f"First.\n\n{'x' * 400}.", True)


def test_or_with_whole_sentences_where_the_first_paragraph_is_long():
    sentence = f"We {'know ' * 30}it."
    said = own_text.beginning(answer(" ".join([sentence] * 9)))
    assert said.text == " ".join([sentence] * 2)


def test_a_short_answer_stands_in_it_whole():
    said = own_text.beginning(answer("All of it.\n\n- One\n- Two"))
    assert (said.text, said.goes_on) == ("All of it.\n\n- One\n- Two", False)


def test_nothing_typed_begins_with_nothing():
    assert own_text.beginning(answer("")).text == ""
