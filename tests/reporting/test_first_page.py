"""The short lists with which a report opens."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from selfassess.plain_text import shortened
from selfassess.reporting import editions, first_page, ranking
from selfassess.reporting.content.schema import (
    FindingContent,
    IndicatorContent,
    MeasureContent,
    PastFigure,
    TestedContent,
    UsualRange,
)
from selfassess.reporting.does_not_add_up import quotation

from .sample import content


def indicator(code="MA03", **fields) -> IndicatorContent:
    now = fields.pop("now", "80")
    before = fields.pop("before", "80")
    return IndicatorContent(
        code=code,
        name=f"Indicator {code}",
        unit=fields.pop("unit", "%"),
        direction_code=fields.pop("direction", "higher"),
        target=f"{fields.get('target_value', 95)}%",
        trend=fields.pop("trend", ""),
        target_value=Decimal(fields.pop("target_value", 95)),
        measure=MeasureContent(shown=f"{now}%", number=Decimal(now)),
        value=f"{now}%",
        status=fields.pop("status", "Off target"),
        status_code=fields.pop("status_code", "Off target"),
        series=[
            PastFigure(quarter="Q4 2019/20", shown=f"{before}%", value=Decimal(before)),
            PastFigure(quarter="Q1 2020/21", shown=f"{now}%", value=Decimal(now)),
        ],
        **fields,
    )


def report(*indicators: IndicatorContent):
    made = content()
    for area in made.areas:
        area.indicators = []
    made.areas[0].indicators = list(indicators)
    return made


def codes(ranked: first_page.Ranked) -> list[str]:
    return [line.anchor.rpartition("-")[2] for line in ranked.lines]


def test_the_widest_gap_to_its_target_stands_first():
    found = first_page.off_target(report(indicator("A", now="90"), indicator("B", now="60")))
    assert codes(found) == ["B", "A"]
    assert found.lines[0].said == "60% against 95%; worse than last quarter."


def test_a_target_of_nought_is_missed_by_the_whole():
    missed = indicator("A", unit="count", now="14", target_value=0, direction="lower")
    assert ranking.gap(missed) == 1


def test_a_band_is_missed_by_the_distance_to_its_nearer_end():
    band = {"target_value": 0, "direction": "higher"}
    below, above, within = (indicator("A", now=now, **band) for now in ("30", "75", "50"))
    for one in (below, above, within):
        one.target_value, one.target_low, one.target_high = None, Decimal(40), Decimal(60)
    assert [ranking.gap(one) * 50 for one in (below, above, within)] == [10, 15, 0]


def test_of_two_as_far_off_the_one_that_is_getting_worse_stands_first():
    found = first_page.off_target(
        report(indicator("A", now="60", before="60"), indicator("B", now="60", before="70"))
    )
    assert codes(found) == ["B", "A"]


def test_large_numbers_are_written_with_separators():
    one = indicator("A", now="74.6")
    one.measure.numerator, one.measure.denominator = Decimal(1380), Decimal(1850)
    (line,) = first_page.off_target(report(one)).lines
    assert line.said == "74.6% against 95%, 1,380 of 1,850; worse than last quarter."


def usual(said: str) -> UsualRange:
    return UsualRange(low=Decimal(78), high=Decimal(86), shown="78 to 86%", quarters=15, said=said)


def test_what_chance_does_not_explain_stands_first_and_what_is_usual_last():
    found = first_page.moved(
        report(
            indicator("USUAL", now="79", before="85", usual=usual("")),
            indicator("FEW", now="79", before="80"),
            indicator("SPECIAL", now="77", before="79", usual=usual("below its usual range")),
        )
    )
    assert codes(found) == ["SPECIAL", "FEW", "USUAL"]


def test_a_line_says_what_is_usual_and_whether_it_is():
    moved = indicator("A", now="74", before="82", trend="Down 8 points; 3 points below England.")
    moved.usual = usual("below its usual range")
    (line,) = first_page.moved(report(moved)).lines
    assert line.said == "74%. Down 8 points, worse; below its usual range (78 to 86%)."
    moved.usual = usual("")
    (line,) = first_page.moved(report(moved)).lines
    assert line.said == "74%. Down 8 points, worse; within its usual range (78 to 86%)."


def test_what_got_better_has_room_too():
    worse = [indicator(f"W{n}", now="70", before="80") for n in range(9)]
    better = [indicator(f"B{n}", now="80", before="70") for n in range(9)]
    found = first_page.moved(report(*worse, *better))
    assert [code[0] for code in codes(found)] == ["W", "W", "W", "B", "B"]
    assert codes(first_page.moved(report(*worse))) == [f"W{n}" for n in range(5)]


def test_a_doubt_is_never_cut_before_its_numbers():
    one = FindingContent(
        tier="contradicts",
        quoted="Children’s views come first: they are gathered at reviews, by the children in care "
        "council and in a yearly survey that four in five answered.",
        written="four in five",
        beside="The figure that the weekly report of the case management system gives for children "
        "taking part in their reviews is 1,098.4 (Q1 2020/21, a source with a long name).",
        source="Q1 2020/21, a source with a long name",
    )
    made = report()
    made.schema, made.areas[0].tested = 4, TestedContent(findings=[one])
    (line,) = first_page.does_not_add_up(made).lines
    assert line.said.startswith("“… and in a yearly survey that four in")
    assert "four in five answered.”" in line.said
    assert line.said.endswith("taking part in their reviews is 1,098.4.")


def test_a_long_quotation_is_cut_around_its_number_and_stands_in_one_line():
    words = "Many words lead up to it. " * 9
    long = f"Reviews were held.\n- {words}On time were 84.4% of them."
    said = quotation(FindingContent(tier="contradicts", quoted=long, written="84.4%"))
    assert said.startswith("… ")
    assert said.endswith("On time were 84.4% of them.")
    assert "\n" not in said
    assert len(said) <= 200
    short = FindingContent(tier="contradicts", quoted="We held:\n- 9.", written="9")
    assert quotation(short) == "We held: 9."


def test_a_text_that_is_cut_at_its_freezing_keeps_no_marks_of_lists():
    words = "Many words follow it, and they fill the line. " * 2
    long = f"Reviews were held.\n\n- {words}\n- Children take part - mostly. {words}\n- {words}"
    kept = shortened(long, 300)
    assert kept.startswith("Reviews were held. Many words")
    assert "Children take part - mostly." in kept
    assert ". - " not in kept


def table_of(one: IndicatorContent) -> str:
    made = report(one)
    told = {"area": made.areas[0], "content": made, "edition": editions.description_of(made)}
    return render_to_string("report/indicators.html", told)


def test_the_mark_of_a_figure_of_another_period_is_explained():
    one = indicator(now="80", before="75")
    table = table_of(one)
    assert "75%</td>" in table
    assert "* For another period" not in table
    one.series[0].alike = False
    table = table_of(one)
    assert "75%\u2009*</td>" in table
    assert "* For another period" in table


def test_figures_that_are_not_judged_are_counted_by_the_reason():
    reasons = (
        "no target",
        "only 12 cases",
        "only 7 cases",
        "target due by 30 September 2020",
        "the target does not fit the good direction",  # as older reports have it
    )
    found = report(
        *(
            indicator(f"A{n}", status_code="Not judged", reason=reason)
            for n, reason in enumerate(reasons)
        )
    )
    said = {line.about: line.said for line in first_page.not_known(found)}
    assert said["Not judged"] == (
        "5 figures: too few cases 2, no target 1, target not due yet 1, "
        "target is one number, not a range 1."
    )


def test_what_got_worse_stands_before_what_got_better():
    found = first_page.moved(
        report(indicator("A", now="90", before="50"), indicator("B", now="78", before="80"))
    )
    assert codes(found) == ["B", "A"]


def test_fewer_is_better_where_the_indicator_says_so():
    found = first_page.moved(
        report(
            indicator("A", now="30", before="20", direction="lower"),
            indicator("B", now="40", before="20", direction="higher"),
        )
    )
    assert codes(found) == ["A", "B"]


def test_figures_of_other_periods_are_not_compared():
    other = indicator("A", now="90", before="50")
    other.series[0].alike = False
    assert first_page.moved(report(other)).all == 0


def test_a_list_says_how_many_more_there_are():
    found = first_page.off_target(report(*(indicator(f"A{n}", now=str(50 + n)) for n in range(9))))
    assert (len(found.lines), found.others) == (first_page.MOST, 9 - first_page.MOST)


def test_what_is_not_known_is_counted_where_it_lacks():
    made = report(indicator("A", status_code="No data"), indicator("B", status_code="No data"))
    said = {line.about: line.said for line in first_page.not_known(made)}
    assert said["No data"] == "2 indicators that are due: Early Help 2."
    assert said["No owner"].startswith("8 open actions: Early Help 1, ")


def test_nothing_is_not_known_where_all_is_there():
    made = report()
    for area in made.areas:
        area.actions = []
        area.rating.value = Decimal(6)
    assert first_page.not_known(made) == []


@pytest.mark.parametrize(
    ("grades", "said"),
    [
        (
            [{"good": "8", "inadequate": "1"}, {"outstanding": "1", "requires_improvement": "2"}],
            "12 graded cases in 2 audits: 9 good or better (75%), 1 inadequate.",
        ),
        (
            [{"good": "5", "inadequate": "1"}],
            "6 graded cases in 1 audit: 5 good or better, 1 inadequate.",
        ),
        (
            [{"good": "5", "requires_improvement": "35"}],  # 12.5%, which is 13 to people
            "40 graded cases in 1 audit: 5 good or better (13%), 0 inadequate.",
        ),
        ([], ""),
    ],
)
def test_audits_are_put_together_and_few_cases_give_no_percentage(grades, said):
    area = content().areas[0]
    example = area.evidence.audits[0]
    area.evidence.audits = [
        type(example)(theme=example.theme, unit="cases", grades=g) for g in grades
    ]
    assert first_page.audits_together(area) == said


def test_the_public_is_not_told_that_nothing_is_off_target_where_a_small_figure_is_held_back():
    few = indicator("A", unit="count", now="3", before="9", target_value=0, direction="lower")
    public = editions.make(report(few), editions.SCRUTINY)
    page = render_to_string("report/glance.html", {"content": public, "edition": public.cut})
    assert "Indicator A" not in page
    assert "No indicator is off target." not in page
    assert "No figure that is published is off target." in page
    assert "No figure that is published can be compared with last quarter." in page
