"""A cut only takes away: what each of a report's readers gets, and what the public never gets."""

import io
import json
import re
from copy import deepcopy
from decimal import Decimal
from functools import cache

import page as page_validation
import pdfua
import pytest
from pypdf import PdfReader

from performance.charts import chart_data
from performance.models import Period
from selfassess.reporting import editions, pdf, summary
from selfassess.reporting.editions import public as scrutiny
from selfassess.reporting.editions import suppressed_figures
from selfassess.reporting.editions.published import NOT_PUBLISHED
from selfassess.reporting.editions.suppression import HELD
from selfassess.reporting.frozen import YEAR_TO_DATE

from . import margins, sample
from .sample_lists import STATUSES

CUTS = ("scrutiny", "summary", "mash", "lac")
FIXED = {
    HELD,
    scrutiny.HEAD,
    scrutiny.DIRECTOR,
    NOT_PUBLISHED,
    suppressed_figures.TOO_SMALL,
    scrutiny.PRIVATE,
    editions.PUBLIC,
    "Not judged",
    "",
}


def few() -> dict:
    """A report in which MASH has small numbers in every list, and in its words."""
    report = sample.content()
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


def fewest() -> dict:
    """The area with small numbers and the one that is left out, to be drawn."""
    report = few()
    report["areas"] = [report["areas"][1], report["areas"][7]]
    return report


def texts(value) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(texts, value.values()), ())
    if isinstance(value, list):
        return set().union(*map(texts, value), ())
    return {value} if isinstance(value, str) else set()


def mash_of(content: dict) -> dict:
    return next(area for area in content["areas"] if area["slug"] == "mash")


def held_back_in_mash(content: dict) -> dict:
    """Its figures as they are suppressed; of further figures and audits nothing is published."""
    mash = mash_of(content)
    suppressed_figures.hold_back(mash)
    return mash


# --- For every cut ---------------------------------------------------------------------------


@pytest.mark.parametrize("make", [sample.content, sample.words_only, sample.extreme, few])
@pytest.mark.parametrize("key", CUTS)
def test_a_cut_holds_nothing_that_the_full_content_does_not(make, key):
    report = make()
    made = editions.make(report, key)
    allowed = texts(report) | FIXED | texts(made.pop("cut")) | set(summary.glance(report))
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
        assert editions.description_of(editions.make(report, edition["key"])) == edition


# --- One area ----------------------------------------------------------------------------------


def test_one_area_has_that_area_and_nothing_of_the_others_or_of_the_director():
    report = sample.content("draft")
    report["overview"] = dict.fromkeys(report["overview"], "The director’s own words.")
    told = json.dumps(editions.make(report, "mash"))
    assert "own words" not in told
    assert report["areas"][0]["name"] not in told
    assert mash_of(editions.make(report, "mash")) == mash_of(report)


# --- The summary -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [sample.content, sample.extreme, few])
def test_the_summary_has_two_pages_at_most_whatever_was_written(make):
    report = make()
    report["overview"]["first_page"] = "A long sentence that goes on and on. " * 250
    for area in report["areas"]:
        for one in area.get("indicators", ()):
            one.update(status="Off target", name="A long name of an indicator " * 7)
        for action in area.get("actions", ()):
            action.update(overdue=True, is_finished=False, text="w" * 900, owner="o" * 200)
    assert len(PdfReader(io.BytesIO(pdf.draw_here(editions.make(report, "summary")))).pages) <= 2


def test_the_summary_keeps_its_margins_with_six_quarters_of_ratings():
    report = sample.content()
    quarters = [f"Q{number} 20{year}/{year + 1}" for year in (19, 20) for number in (1, 2, 3)]
    ratings = {area["slug"]: ["6.5"] * 6 for area in report["areas"]}
    report["heat"] = {"quarters": quarters, "by_area": ratings}
    words = margins.words(pdf.draw_here(editions.make(report, "summary")))
    assert len(words) > 300
    assert [word for word in words if word.is_outside] == []


def test_the_summary_says_how_much_it_leaves_to_the_full_report():
    report = sample.content()
    brief = editions.make(report, "summary")
    late = sum(a["overdue"] for area in report["areas"] for a in area["actions"])
    assert brief["overdue"]["all"] == late > len(brief["overdue"]["shown"])
    assert f"The first {editions.MOST_OVERDUE} of {late}, by date." in pdf.report_html(brief)


# --- Scrutiny ----------------------------------------------------------------------------------


def test_figures_of_1_to_5_and_shares_that_tell_them_are_held_back_with_their_status():
    public = mash_of(editions.make(few(), "scrutiny"))
    for one in public["indicators"][:2]:
        assert (one["value"], one["status"], one["trend"]) == (HELD, "Not judged", "")
        assert (one["measure"]["numerator"], one["measure"]["denominator"]) == (None, None)
    assert public["indicators"][4]["value"] == mash_of(few())["indicators"][4]["value"]


def test_a_target_and_a_status_do_not_tell_a_held_back_figure_by_being_counted():
    public = editions.make(few(), "scrutiny")
    for area in public["areas"]:
        if area["included"]:
            statuses = [one["status"] for one in area["indicators"]]
            assert area["indicator_counts"] == {s: statuses.count(s) for s in STATUSES}
    now = public["indicator_counts"]["now"]
    assert sum(now.values()) == sum(len(a.get("indicators", ())) for a in public["areas"])


@pytest.mark.parametrize(
    "period",
    [
        {"period": "year to date"},  # frozen before the code was
        {"period": "since April", "period_code": "ytd"},
    ],
)
def test_a_count_that_grows_over_the_year_tells_no_differences(period):
    report = sample.content()
    one = mash_of(report)["indicators"][0]
    one.update(unit="count", value="40", series=[{"quarter": "Q4", "shown": "38", "value": "38"}])
    one["measure"] |= {"numerator": None, "denominator": None} | period
    assert mash_of(editions.make(report, "scrutiny"))["indicators"][0]["series"] == []
    one["measure"] |= {"period": "the quarter", "period_code": "quarter"}
    assert mash_of(editions.make(report, "scrutiny"))["indicators"][0]["series"]


def test_the_code_is_that_of_the_figures():
    assert YEAR_TO_DATE == Period.YEAR_TO_DATE


def test_earlier_figures_of_few_go_too():
    assert mash_of(editions.make(few(), "scrutiny"))["indicators"][2]["series"] == []


def test_of_a_group_that_adds_up_the_next_smallest_is_held_back_too():
    facts = held_back_in_mash(few())["evidence"]["facts"]
    assert [fact["shown"] for fact in facts] == [HELD, "12", HELD, "23"]


def test_of_an_audit_the_next_smallest_grade_goes_with_a_small_one():
    first, second = held_back_in_mash(few())["evidence"]["audits"]
    assert [first["grades"][g] for g in ("good", "requires_improvement", "inadequate")] == [
        "15",
        HELD,
        HELD,
    ]
    assert first["cases"] == 24
    assert second["oddity"] == ""  # it would say the sum


def test_an_audit_of_few_cases_tells_nothing_but_that_it_was_made():
    report = few()
    mash_of(report)["evidence"]["audits"][0].update(cases=4)
    audit = held_back_in_mash(report)["evidence"]["audits"][0]
    assert audit["cases"] == audit["grades"]["good"] == HELD
    assert audit["theme"] == "Plans for children"


def test_a_chart_that_draws_a_held_back_figure_is_left_out():
    assert [d["kind"] for d in mash_of(editions.make(few(), "scrutiny"))["charts"]] == ["lines"]


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
    report = few()
    mash = mash_of(report)
    one = mash["indicators"][0]
    one.update(value=value, unit=unit)
    one["measure"].update(measure, shown=value)
    rows = [("Here", Decimal(number), None) for number in drawn]
    mash["charts"] = [chart_data.bars("drawn", "Drawn", rows, unit=sign)]
    assert held_back_in_mash(report)["charts"] == []


def test_a_chart_of_other_figures_stays_beside_a_held_back_one():
    report = few()
    rows = [("Here", Decimal(100), None), ("There", Decimal(97), None)]
    mash_of(report)["charts"] = [chart_data.bars("drawn", "Drawn", rows, unit="%")]
    assert held_back_in_mash(report)["charts"]


def test_disputes_and_reasons_stay_inside():
    public = json.dumps(editions.make(few(), "scrutiny"), ensure_ascii=False)
    for inside in ("team’s own count", "is ill"):
        assert inside not in public


def test_people_appear_by_their_role():
    mash = mash_of(editions.make(few(), "scrutiny"))
    assert (mash["heads"], mash["approved_by"]) == ([scrutiny.HEAD], scrutiny.DIRECTOR)


def test_only_a_final_is_marked_for_publication():
    assert editions.make(sample.content(), "scrutiny")["marking"] == editions.PUBLIC
    assert editions.make(sample.content("draft"), "scrutiny")["marking"] == "OFFICIAL-SENSITIVE"


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
