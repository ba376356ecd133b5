"""A cut only takes away: what each of a report's readers gets, and what the public never gets."""

import io
import re
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from functools import cache

import msgspec
import page as page_validation
import pdfua
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from performance.charts import chart_data
from performance.models import Period
from selfassess.reporting import editions, pdf
from selfassess.reporting.content.codes_of_first_schema import PERIODS
from selfassess.reporting.content.read import read
from selfassess.reporting.content.schema import (
    AreaContent,
    AuditContent,
    Heat,
    Overview,
    ReportContent,
)
from selfassess.reporting.content.schema.areas import DIRECTOR, HEAD
from selfassess.reporting.editions import suppressed_figures
from selfassess.reporting.editions.public import NOT_PUBLISHED
from selfassess.reporting.editions.summary import MOST_OVERDUE
from selfassess.reporting.editions.suppression import HELD
from selfassess.reporting.glance import glance
from selfassess.schema_fields import fields_by_name

from . import margins, sample
from .sample import area_of, change
from .sample_lists import STATUSES, stored_chart

TEXTS_OF_AUDITS = ("theme", "learning", "method")
CUTS = ("scrutiny", "summary", "mash", "lac")
FIXED = {
    HELD,
    HEAD,
    DIRECTOR,
    NOT_PUBLISHED,
    suppressed_figures.TOO_SMALL,
    fields_by_name(AreaContent)["left_out_reason"].about.instead,
    editions.PUBLIC,
    "Not judged",
    "",
}


def stored_few() -> dict:
    """A report in which MASH has small numbers in every list, and in its words."""
    report = sample.stored()
    mash = report["areas"][1]
    one, two, three = mash["indicators"][:3]
    one["measure"].update(numerator="98", denominator="100", shown="98%")
    one.update(value="98%", trend="Up 2 points.")
    two.update(unit="count", value="3", target="4", target_value="4", series=[], comment="")
    two["measure"].update(numerator=None, denominator=None, shown="3")
    three["series"][0].update(value="75", numerator="3", denominator="4")
    mash["evidence"]["facts"] = [
        {**mash["evidence"]["facts"][0], "group": "Where they went", "label": label, "shown": shown}
        for label, shown in (("Home", "2"), ("Fostering", "12"), ("Kin", "9"), ("All", "23"))
    ]
    mash["charts"][0]["rows"][0].update(value=98.0, shown="98%")
    mash["sections"][0]["answers"][0]["answer"] = (
        "Visits stood at 98% in June. Three children went home. All is well.\n\n"
        "- A mother said: “Nobody ever asked me before what I wanted.”"
    )
    mash["actions"][1].update(owner="Jo Bloggs", owner_role="Team manager")
    report["areas"][7].update(included=False, left_out_reason="Its head is ill.", sections=[])
    for key in ("indicators", "actions", "evidence", "strengths", "charts", "indicator_counts"):
        report["areas"][7].pop(key)
    return report


def few(also: Callable[[dict], None] = lambda mash: None) -> ReportContent:
    """The same, read. `also` changes what is stored of MASH before."""
    report = stored_few()
    also(report["areas"][1])
    return read(report)


def fewest() -> ReportContent:
    """The area with small numbers and the one that is left out, to be drawn."""
    report = few()
    report.areas = [report.areas[1], report.areas[7]]
    return report


def texts(value) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(texts, value.values()), ())
    if isinstance(value, list):
        return set().union(*map(texts, value), ())
    return {value} if isinstance(value, str) else set()


def public_mash(report: ReportContent) -> AreaContent:
    return area_of(editions.make(report, "scrutiny"))


# --- For every cut ---------------------------------------------------------------------------


@pytest.mark.parametrize("make", [sample.content, sample.words_only, sample.extreme, few])
@pytest.mark.parametrize("key", CUTS)
def test_a_cut_holds_nothing_that_the_full_content_does_not(make, key):
    report = make()
    made = msgspec.to_builtins(editions.make(report, key))
    ours = FIXED | texts(made.pop("cut")) | set(glance(report))
    allowed = texts(msgspec.to_builtins(report)) | ours
    whole = [flat(text) for text in allowed]
    for text in texts(made) - allowed:
        pieces = [flat(piece) for piece in BETWEEN.split(text.removesuffix(" …"))]
        assert any(all(piece in one for piece in pieces) for one in whole), text


BETWEEN = re.compile(r"\n|^- |^\d+\. |(?<=\.) ", re.M)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("key", [editions.FULL, *CUTS])
def test_cutting_changes_nothing_of_what_is_frozen(key):
    report = few()
    before = deepcopy(report)
    editions.make(report, key)
    assert report == before


def test_the_full_cut_is_the_content_itself():
    report = sample.content()
    assert editions.make(report, "full") is report


@pytest.mark.parametrize("key", ["", "draft", "overview", "performance"])
def test_there_is_no_cut_of_another_name_or_of_an_area_left_out(key):
    with pytest.raises(LookupError):
        editions.make(few(), key)


def test_each_cut_there_is_can_be_made_and_says_what_it_is():
    report = few()
    for edition in editions.describe_all(report):
        assert editions.description_of(editions.make(report, edition.key)) == edition


# --- One area ----------------------------------------------------------------------------------


def test_one_area_has_that_area_and_nothing_of_the_others_or_of_the_director():
    report = sample.content("draft")
    own = "The director’s own words."
    report.overview = Overview(first_page=own, text=own, by=own)
    made = editions.make(report, "mash")
    told = msgspec.json.encode(made).decode()
    assert "own words" not in told
    assert report.areas[0].name not in told
    assert area_of(made) == area_of(report)


# --- The summary -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [sample.content, sample.extreme, few])
def test_the_summary_has_two_pages_at_most_whatever_was_written(make):
    report = make()
    report.overview.first_page = "A long sentence that goes on and on. " * 250
    for area in report.areas:
        for one in area.indicators:
            one.status = one.status_code = "Off target"
            one.name = "A long name of an indicator " * 7
        for action in area.actions:
            change(action, overdue=True, is_finished=False, text="w" * 900, owner="o" * 200)
    brief = editions.make(report, "summary")
    if any(area.indicators for area in report.areas):
        assert brief.off_target.shown
        assert brief.overdue.shown
    assert len(PdfReader(io.BytesIO(pdf.draw_here(brief))).pages) <= 2


def test_the_summary_keeps_its_margins_with_six_quarters_of_ratings():
    report = sample.content()
    quarters = [f"Q{number} 20{year}/{year + 1}" for year in (19, 20) for number in (1, 2, 3)]
    ratings = {area.slug: [Decimal("6.5")] * 6 for area in report.areas}
    report.heat = Heat(quarters=quarters, by_area=ratings)
    words = margins.words(pdf.draw_here(editions.make(report, "summary")))
    assert len(words) > 300
    assert [word for word in words if word.is_outside] == []


def test_the_summary_says_how_much_it_leaves_to_the_full_report():
    report = sample.content()
    brief = editions.make(report, "summary")
    late = sum(action.overdue for area in report.areas for action in area.actions)
    assert brief.overdue.all == late > len(brief.overdue.shown)
    assert f"The first {MOST_OVERDUE} of {late}, by date." in pdf.report_html(brief)


def test_the_summary_keeps_its_main_sentences_when_many_areas_are_left_out():
    report = sample.content()
    for area in report.areas[2:]:
        sample.leave_out(area, "The post is vacant")
    told = editions.make(report, "summary").sentences
    assert told[0] == "2 of 8 areas are approved."
    assert [line for line in told if line.startswith("Indicators: ")]
    assert [line for line in told if line.endswith(" actions are overdue.")]
    assert [" is left out." in line for line in told] == [False] * 5 + [True] * 4


# --- Scrutiny ----------------------------------------------------------------------------------


def test_the_reason_for_leaving_an_area_out_is_in_the_full_report():
    report = sample.content()
    sample.leave_out(report.areas[7], "The post is vacant")
    page = render_to_string("report/body.html", {"content": editions.make(report, "scrutiny")})
    assert "Performance is left out. The full report gives the reason." in page
    assert "Reason: The full report" not in page


def test_parts_of_a_share_are_printed_as_figures_are():
    report = sample.content()
    measure = next(one.measure for one in report.areas[0].indicators if one.measure)
    measure.numerator, measure.denominator = Decimal("375.0000"), Decimal(1872)
    page = render_to_string("report/body.html", {"content": report})
    assert "375 of 1,872" in page


def test_figures_of_1_to_5_and_shares_that_tell_them_are_held_back_with_their_status():
    public = public_mash(few())
    for one in public.indicators[:2]:
        assert (one.value, one.status, one.trend) == (HELD, "Not judged", "")
        assert (one.status_code, one.measure.shown, one.measure.number) == (one.status, HELD, None)
        assert (one.measure.numerator, one.measure.denominator) == (None, None)
    assert public.indicators[4].value == area_of(few()).indicators[4].value


def test_a_target_and_a_status_do_not_tell_a_held_back_figure_by_being_counted():
    public = editions.make(few(), "scrutiny")
    for area in public.included:
        statuses = [one.status for one in area.indicators]
        assert area.indicator_counts == {s: statuses.count(s) for s in STATUSES}
    now = public.indicator_counts.now
    assert sum(now.values()) == sum(len(area.indicators) for area in public.areas)


@pytest.mark.parametrize(
    "period",
    [
        {"period": "year to date"},  # frozen before the code was
        {"period": "since April", "period_code": "ytd"},
    ],
)
def test_a_count_that_grows_over_the_year_tells_no_differences(period):
    report = sample.stored()
    one = report["areas"][1]["indicators"][0]
    one.update(unit="count", value="40", series=[{"quarter": "Q4", "shown": "38", "value": "38"}])
    one["measure"] |= {"numerator": None, "denominator": None, "shown": "40"} | period
    assert public_mash(read(report)).indicators[0].series == []
    one["measure"] |= {"period": "the quarter", "period_code": "quarter"}
    assert public_mash(read(report)).indicators[0].series


def test_nor_does_a_share_of_the_year_whichever_release_froze_it():
    """12 of 40 so far, 10 of 30 a quarter before: 2 of 10 in the quarter."""
    report = sample.stored()
    one = report["areas"][1]["indicators"][0]
    past = {"quarter": "Q1", "shown": "33.3%", "value": "33.3"}
    one.update(value="30%", series=[past | {"numerator": "10", "denominator": "30"}])
    one["measure"] |= {"numerator": "12", "denominator": "40", "shown": "30%"}
    one["measure"] |= {"period": "year to date"}
    public = public_mash(read(report)).indicators[0]
    assert (public.series, public.trend, public.value) == ([], "", "30%")
    one["measure"] = None
    assert public_mash(read(report)).indicators[0].series == []


@pytest.mark.parametrize("unit", ["per cent", "percent", "% of children", "per 100", "per 1,000"])
def test_a_share_is_one_by_its_parts_whatever_its_unit_is_called(unit):
    def also(mash: dict) -> None:
        mash["indicators"][0].update(unit=unit, value="85")
        mash["indicators"][0]["measure"].update(numerator="17", denominator="20", shown="85")

    assert public_mash(few(also)).indicators[0].value == HELD


def test_beside_a_held_back_figure_no_parts_of_shares_are_told_nor_numbers_drawn():
    """20 of 40 and 17 of 40 would tell the 3, in figures as in the steps of a funnel."""
    report = few()
    mash = area_of(report)
    rows = [("Referred", Decimal(20), None), ("Assessed", Decimal(17), None)]
    mash.charts = [chart_data.bars("funnel", "Funnel", rows, unit="")]
    public = public_mash(report)
    told = [one.measure for one in public.indicators if one.measure]
    told += [point for one in public.indicators for point in one.series]
    assert {(figure.numerator, figure.denominator) for figure in told} == {(None, None)}
    assert public.charts == []
    assert public.indicators[4].value == mash.indicators[4].value


def test_every_period_that_the_first_schema_could_state_has_its_code():
    assert set(PERIODS.values()) == {period for period in Period if period.is_known}


def test_earlier_figures_of_few_go_too():
    assert public_mash(few()).indicators[2].series == []


def test_of_audits_and_further_figures_the_public_reads_no_number():
    evidence = public_mash(few()).evidence
    assert evidence.audits == [AuditContent(**dict.fromkeys(TEXTS_OF_AUDITS, NOT_PUBLISHED))] * 2
    assert {fact.shown for fact in evidence.facts} == {""}
    assert {fact.label for fact in evidence.facts} == {NOT_PUBLISHED}


def test_a_chart_that_draws_a_held_back_figure_is_left_out():
    assert [type(chart) for chart in public_mash(few()).charts] == [chart_data.Lines]


@pytest.mark.parametrize(
    ("measure", "value", "unit", "drawn", "sign"),
    [
        ({"numerator": "1197", "denominator": "1200"}, "99.75%", "%", ("1200", "1197"), ""),
        ({"numerator": "10", "denominator": "12"}, "83.3333%", "%", ("83.3333", "90"), "%"),
        ({"numerator": "4", "denominator": "5000"}, "8 per 10,000", "per 10,000", ("8", "61"), ""),
    ],
    ids=["its parts", "rounded", "without its unit"],
)
def test_a_chart_tells_a_held_back_figure_in_no_other_way(measure, value, unit, drawn, sign):
    rows = [("Here", Decimal(number), None) for number in drawn]

    def also(mash: dict) -> None:
        one = mash["indicators"][0]
        one.update(value=value, unit=unit)
        one["measure"].update(measure, shown=value)
        mash["charts"] = [stored_chart(chart_data.bars("drawn", "Drawn", rows, unit=sign))]

    assert public_mash(few(also)).charts == []


def test_a_chart_of_other_figures_stays_beside_a_held_back_one():
    report = few()
    rows = [("Here", Decimal(100), None), ("There", Decimal(97), None)]
    area_of(report).charts = [chart_data.bars("drawn", "Drawn", rows, unit="%")]
    assert public_mash(report).charts


def test_disputes_and_reasons_stay_inside():
    public = msgspec.json.encode(editions.make(few(), "scrutiny")).decode()
    for inside in ("team’s own count", "is ill"):
        assert inside not in public


def test_people_appear_by_their_role():
    mash = public_mash(few())
    assert (mash.heads, mash.approved_by) == ([HEAD], DIRECTOR)


def test_only_a_final_is_marked_for_publication():
    assert editions.make(sample.content(), "scrutiny").marking == editions.PUBLIC
    assert editions.make(sample.content("draft"), "scrutiny").marking == "OFFICIAL-SENSITIVE"


# --- On paper ----------------------------------------------------------------------------------

DRAWN = {"scrutiny": fewest, "summary": sample.content, "lac": lambda: sample.content("draft")}


@cache
def drawn(key: str) -> bytes:
    return pdf.draw_here(editions.make(DRAWN[key](), key))


@pytest.mark.parametrize("key", DRAWN)
def test_every_cut_passes_both_checkers(key, tmp_path):
    path = tmp_path / "cut.pdf"
    path.write_bytes(drawn(key))
    found = page_validation.validate_pdf_bytes(drawn(key), profile="ua1").failures
    assert [(failure.rule_id, failure.message) for failure in found] == []
    assert [f.rule_id for f in pdfua.validate(str(path)).findings] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [("scrutiny", "Scrutiny edition"), ("summary", "Summary"), ("lac", "Looked After Children")],
)
def test_the_first_page_says_which_cut_it_is(key, name):
    assert name in PdfReader(io.BytesIO(drawn(key))).pages[0].extract_text()
