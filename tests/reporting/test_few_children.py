"""What the public edition of every quarter shows tells no count of few children: neither by itself,
nor beside its row, its column, its total, a share, or the edition of another quarter."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from performance.charts import chart_data
from performance.models import Period
from performance.rag import Status
from selfassess.reporting import editions
from selfassess.reporting.content.read import read
from selfassess.reporting.content.schema import AreaContent, CountsBefore, ReportContent
from selfassess.reporting.editions.suppression import HELD

from . import sample
from .few_children import Chapter, can_be_worked_out, chapters
from .sample import area_of
from .sample_lists import stored_chart

EXAMPLES = 60  # a turn; 50 turns are three thousand


@pytest.mark.trial("few", times=50)
def test_no_small_count_can_be_worked_out_from_all_quarters_editions(turn):
    @seed(turn)
    @settings(
        max_examples=EXAMPLES,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow],
        deadline=None,
    )
    @given(chapters())
    def check(chapter: Chapter) -> None:
        known = list(chapter.known())
        assert [one for one in chapter.secrets() if can_be_worked_out(one, known)] == []

    check()


def test_a_report_without_few_children_shows_every_count():
    """Or else the test above would pass on empty pages."""
    counts = [{"2020-21-q1": 40, "2020-21-q2": 70, "2020-21-q3": 55} for _ in range(2)]
    shown = list(Chapter(counts, (), Period.QUARTER).known())
    assert len(shown) == 2 * (3 + 1 + 2 + 3)


# --- What is not linear, one by one --------------------------------------------------------------


def public(*changes: dict, area: Callable[[AreaContent], None] = lambda area: None) -> AreaContent:
    """MASH in the public edition; each of its first indicators has one of the changes."""
    whole = sample.stored()
    mash = whole["areas"][1]
    blank = mash["indicators"][0]["measure"] | {"numerator": None, "denominator": None}
    for one, change in zip(mash["indicators"], changes, strict=False):
        one["measure"] = {**blank, **change.pop("measure", {})}
        one["measure"]["shown"] = change["value"]
        one |= {"series": [], "outturns": [], "target": "", "status": "On target"} | change
    mash["indicators"] = mash["indicators"][: len(changes)]
    content = read(whole)
    area(area_of(content))
    return area_of(editions.make(content, editions.SCRUTINY))


def share(value: str, part: int | None = None, whole: int | None = None, **other) -> dict:
    return {
        "value": value,
        "unit": "%",
        "measure": {"numerator": part, "denominator": whole},
        **other,
    }


def count(value: str, **other) -> dict:
    return {"value": value, "unit": "count", **other}


def values(area: AreaContent) -> list[str]:
    return [one.value for one in area.indicators]


def test_a_share_and_its_whole_tell_the_part_that_nobody_typed():
    assert values(public(share("66.7%", None, 9))) == [HELD]
    assert values(public(share("66.7%", 6, None))) == [HELD]
    assert values(public(share("66.7%", None, 90))) == ["66.7%"]


def test_a_share_of_a_count_that_is_shown_beside_it():
    assert values(public(share("66.7%"), count("9"))) == [HELD, "9"]
    assert values(public(share("66.7%"), count("90"))) == ["66.7%", "90"]


def test_a_share_beside_the_whole_of_another_that_is_shown():
    assert values(public(share("50%", 30, 60), share("95%"))) == ["50%", HELD]
    assert values(public(share("50%", 30, 60), share("75%"))) == ["50%", "75%"]


def test_a_share_beside_the_part_of_another_that_is_shown():
    """All of the one may be whom the other counts; and where 30 are 50%, the whole is 60."""
    assert values(public(share("50%", 60, 120), share("95%"))) == ["50%", HELD]
    assert values(public(share("50%", 30, None), share("95%"))) == ["50%", HELD]
    assert values(public(share("50%", 300, 600), share("95%"))) == ["50%", "95%"]


def test_an_earlier_share_beside_the_parts_of_another():
    """The edition of that quarter printed them."""
    past = {"quarter": "Q4 2019/20", "quarter_code": "2019-20-q4"}
    parts = {"value": "50", "numerator": "60", "denominator": "120"}
    of_many = share("50%", 300, 600, series=[past | parts])
    area = public(of_many, share("80%", series=[past | {"value": "95"}]))
    assert [[point.value for point in one.series] for one in area.indicators] == [[50], []]


def test_a_share_that_a_half_was_rounded_up_to():
    """2.5% and 12.5% of 40 children."""
    for written in ("2%", "3%", "13%"):
        assert values(public(count("40"), share(written))) == ["40", HELD]
    assert values(public(count("40"), share("16%"))) == ["40", "16%"]


def test_counts_of_the_part_and_the_whole_of_a_share():
    """20 and 17 beside each other tell that 3 are missing."""
    assert values(public(share("85%", 17, 20), count("20"), count("17"))) == [HELD, "20", HELD]


def test_shares_of_one_whole_that_add_up():
    """15, 35 and 50 per cent of 20 children."""
    shown = values(public(share("15%", 3, 20), share("35%", 7, 20), share("50%", 10, 20)))
    assert shown == [HELD, HELD, "50%"]


def test_the_rest_of_a_share():
    assert values(public(share("15%", 3, 20), share("85%"))) == [HELD, HELD]


def test_a_low_rate_of_all_children():
    """How many children live in the council is published."""
    of_all = {"value": "64", "unit": "per 10,000"}
    rates = [{**of_all, "measure": {"numerator": 320, "denominator": 50_000}}]
    rates.append({"value": "0.8", "unit": "per 10,000"})  # 4 of them
    rates.append({"value": "2.6", "unit": "per 10,000"})
    assert values(public(*rates)) == ["64", HELD, "2.6"]


def test_a_rate_or_share_of_a_known_number_tells_a_count_that_is_held_back():
    """17 is held back beside 3 and 20, and is 3.4 per 10,000 of 50,000, and 42.5% of 40."""
    counts = [count(number) for number in ("3", "17", "20", "40")]
    rate = {"value": "3.4", "unit": "per 10,000"}
    rate["measure"] = {"numerator": 17, "denominator": 50_000}
    shown = values(public(*counts, rate, share("42.5%", 17, 40)))
    assert shown == [HELD, HELD, "20", "40", HELD, HELD]


@pytest.mark.parametrize("unit", ["per quarter", "per month", "count", "children"])
def test_a_count_is_one_whatever_its_unit_is_called(unit):
    assert values(public({"value": "3", "unit": unit})) == [HELD]


def test_a_share_of_the_year_that_grew_by_few():
    """10 of 30, then 12 of 40: 2 of 10 in the quarter."""
    past = {"quarter": "Q1 2020/21", "quarter_code": "2020-21-q1", "value": "33.33"}
    parts = {"numerator": "10", "denominator": "30"}
    grown = share("30%", 12, 40, series=[past | parts])
    grown["measure"] |= {"period": "year to date"}
    assert values(_in_second_quarter(grown)) == [HELD]
    grown = share("34.29%", 24, 70, series=[past | parts])
    grown["measure"] |= {"period": "year to date"}
    assert values(_in_second_quarter(grown)) == ["34.29%"]


def _in_second_quarter(one: dict) -> AreaContent:
    whole = sample.stored()
    whole["quarter"]["code"] = "2020-21-q2"
    mash = whole["areas"][1]
    mash["indicators"] = mash["indicators"][:1]
    of = mash["indicators"][0]
    measure = of["measure"] | one.pop("measure") | {"shown": one["value"]}
    of |= one | {"measure": measure, "outturns": []}
    return area_of(editions.make(read(whole), editions.SCRUTINY))


def test_years_that_add_up():
    years = [[{"year": "2018/19", "shown": f"{n} in the year 2018/19"}] for n in (3, 17, 20)]
    rows = [count(str(n), outturns=of) for n, of in zip((30, 80, 170), years, strict=True)]
    for row in rows:
        row["measure"] = {"period": "at the end of the quarter"}
    shown = [[year.shown for year in one.outturns] for one in public(*rows).indicators]
    assert shown == [[], [], ["20 in the year 2018/19"]]


def test_a_year_of_few_quarters_counts():
    """34 in the year, of which earlier editions have shown three quarters."""
    year = [{"year": "2018/19", "shown": "34 in the year 2018/19"}]
    assert public(count("12", outturns=year)).indicators[0].outturns == []
    blank = [{"quarter": "Q4 2018/19", "value": None}]
    assert public(count("12", outturns=year, series=blank)).indicators[0].outturns != []


def test_what_is_said_of_how_many():
    said = {"reason": "only 12 cases", "status": "Not judged"}
    trend = "Up 2 points, only 12 cases: too few to judge."
    area = public(share("50%", 6, 12, **said, trend=trend), count("3"))
    assert area.indicators[0].reason == "too few cases"
    assert area.indicators[0].trend == "Up 2 points, too few cases: too few to judge."


def test_official_counts_of_few():
    figures = [{"label": "This council", "shown": "4"}, {"label": "England", "shown": "4,200"}]
    area = public(count("30", comparators=[{"period": "year 2018/19", "figures": figures}]))
    assert [one.shown for one in area.indicators[0].comparators[0].figures] == ["4,200"]


def test_a_chart_of_shares_draws_none_of_which_an_earlier_one_is_held_back():
    def draw(area: AreaContent) -> None:
        drawn = [(chart_data.OWN, "This council", [Decimal(75), Decimal(90)])]
        area.charts = [chart_data.lines("drawn", "Drawn", ["Q4", "Q1"], drawn, unit="%")]

    past = {"quarter": "Q4 2019/20", "value": "75", "numerator": "3", "denominator": "4"}
    assert public(share("90%", 90, 100, series=[past]), area=draw).charts == []


def test_how_many_had_which_status_a_quarter_ago_is_in_the_full_report_alone():
    """Beside what that quarter's public edition counts, it would tell of what it holds back."""
    whole = sample.content()
    counts = {str(status): 1 for status in Status}
    whole.indicator_counts = CountsBefore(now=counts, before=counts)
    assert editions.make(whole, editions.SCRUTINY).indicator_counts.before is None


def test_another_figure_in_its_place_leaves_no_trace():
    """Two reports that differ in nothing but what is held back have one public edition, so that no
    form of it, no order of a list and no count can tell which of the two it was made from."""
    assert _with_few(("4", "31", "Off target", "95.24")) == _with_few(
        ("2", "33", "On target", "90.24")
    )


def _with_few(figures: tuple[str, str, str, str]) -> ReportContent:
    few, others, status, share_of_them = figures
    whole = sample.stored()
    mash = whole["areas"][1]
    rows = [(few, "count", None), (others, "count", None), ("35", "count", None)]
    rows.append((share_of_them, "%", "41"))
    for one, (value, unit, whole_of_it) in zip(mash["indicators"][:4], rows, strict=True):
        is_told = value == "35"
        one.update(value=value, unit=unit, series=[], outturns=[], comparators=[], target="")
        one["measure"] = measure = {**mash["indicators"][0]["measure"]}
        measure.update(shown=value, numerator=None, denominator=whole_of_it)
        if not is_told:
            past = {"quarter": "Q4 2019/20", "shown": value, "value": value}
            one.update(status=status, reason=value, trend=f"Up {value}.", series=[past])
            one.update(outturns=[{"year": "2018/19", "shown": f"{few} in the year 2018/19"}])
            whole["indicator_counts"]["before"][status] += 1
    drawn = [(few, Decimal(few), Decimal(others)), (others, Decimal(others), None)]
    shares = [("Share", Decimal(share_of_them), None), ("Other", Decimal(60), None)]
    mash["charts"] = [
        stored_chart(chart_data.bars("counts", "Counts", drawn, unit="")),
        stored_chart(chart_data.bars("shares", "Shares", shares, unit="%")),
    ]
    return editions.make(read(whole), editions.SCRUTINY)
