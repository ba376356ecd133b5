"""In the public edition of demo and sample nothing tells a figure that the tables hold back: with
no word released, and with every word that has no mark. Which sentences are true was listed by hand.
"""

import io
import json
import re
import subprocess
from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pikepdf
import pytest
from django.template.loader import render_to_string
from docx import Document
from lxml import html
from python_calamine import CalamineWorkbook

from selfassess.reporting import editions, pdf
from selfassess.reporting.content.schema import AreaContent, IndicatorContent, ReportContent
from selfassess.reporting.editions.released_words import NOTHING, places
from selfassess.reporting.editions.suppression import HELD
from selfassess.reporting.formats.registry import FORMATS
from selfassess.reporting.models import Report
from selfassess.reporting.release.marking import marked_texts

from .conftest import demo_rows, loaded, sample_rows

# Beginnings of the sentences of the demo that tell a number from 1 to 5, or what is missing.
TRUE_OF_THE_DEMO = [
    "Five of eight pre-birth assessments",
    "Pre-birth assessments, April 2020: 1 good",
    "Re-referrals, June 2020: 1 good",
    "Early help had been offered to the family in 6 of 8",
    "In 5 cases the same kind of concern",
    "Two were late because the chair",
    "Among those in care for longer than four months, a single child",
    "For others a matching assessment is dated",
    "Of 349 children, one who has been in care",
    "Apart from two cases, plans were ready",
    "Care orders were discharged for 7 children",
    "with legal services, to be made ready: 3",
    "In May we audited 7 cases",
    "Go on bringing down the number of children in care",
    "One was good and 6 require improvement",
]
# Of the sample also those that state a share which its tables hold back.
TRUE_OF_THE_SAMPLE = [
    "Families of many children weigh heavily on it, and two",
    "It hangs on a few large families",
    "The others are known one by one",
    "The number behind it is small, and two families",
    "70.6% of audits in assessment",
    "75% of the audited plans",
    "Outcomes that last (69.3%) and audits at good or better (75%)",
    "Audits at good or better: 70.6%",
    "Audits at good or better (70.6%) show",
    "2.1% of open plans",
    "Plans reviewed in time: 97.7%",
    "Looked after reviews held in time: 98.4%",
    "Initial health assessments in time: 82.6%",
    "We are out of touch with 4.4%",
    "77.5% of education, health and care plans",
    "Young people with a transition assessment",
    "Reports on time: 96.6%",
]
MOST_HARMLESS = 8
DATE = re.compile(r"\b20\d\d-\d\d-(?:\d\d|q\d)\b")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@pytest.fixture(scope="module", params=["demo", pytest.param("sample", marks=pytest.mark.slow)])
def issued(request, django_db_setup, django_db_blocker) -> tuple[ReportContent, list[str]]:
    """The newest issued report, and its true sentences. The rows are gone by then."""
    rows, true = {
        "demo": (demo_rows, TRUE_OF_THE_DEMO),
        "sample": (sample_rows, TRUE_OF_THE_SAMPLE),
    }[request.param]
    with loaded(django_db_blocker, rows):
        report = Report.objects.issued().order_by("-quarter_id", "-number").first()
        return report.frozen, true


def unmarked(content: ReportContent) -> dict:
    """A release of everything that has no mark."""
    texts = [text for of_area in marked_texts(content).values() for text in of_area]
    return {text.identity: text.unmarked for text in texts}


def test_every_true_sentence_is_marked_and_few_others_are(issued):
    content, true = issued
    texts = [text for of_area in marked_texts(content).values() for text in of_area]
    marked = [sentence.text for text in texts for sentence in text.marked]
    assert [one for one in true if not any(s.startswith(one) for s in marked)] == []
    harmless = [s for s in marked if not any(s.startswith(one) for one in true)]
    assert len(harmless) <= MOST_HARMLESS, harmless


@pytest.fixture(scope="module", params=["nothing", "everything unmarked"])
def public(request, issued) -> tuple[ReportContent, ReportContent]:
    content, _ = issued
    released = NOTHING if request.param == "nothing" else unmarked(content)
    return content, editions.make(content, editions.SCRUTINY, released=released, number=1)


def held(
    content: ReportContent, shown: ReportContent
) -> Iterator[tuple[AreaContent, IndicatorContent]]:
    """Every indicator whose figure is held back for its own sake, as it is and as it is shown."""
    areas = {area.slug: area for area in shown.areas}
    for area in content.included:
        pairs = zip(area.indicators, areas[area.slug].indicators, strict=True)
        yield from ((areas[area.slug], one) for one, other in pairs if other.value == HELD)


def secrets(one: IndicatorContent) -> set[tuple[Decimal, bool]]:
    """Its figures, each with whether it is a share."""
    measure = one.measure
    found = {(measure.number, not one.is_count)}
    if measure.numerator is not None and measure.denominator is not None:
        missing = measure.denominator - measure.numerator
        counts = (measure.numerator, measure.denominator, missing)
        found |= {(number, False) for number in counts if number}
    return found


def numbers(text: str) -> set[tuple[Decimal, bool]]:
    return {
        (Decimal(match[0].replace(",", "")), text[match.end() :].startswith("%"))
        for match in NUMBER.finditer(text)
    }


def tells(text: str, one: IndicatorContent) -> bool:
    """Does a line that names an indicator say one of its figures?"""
    line = DATE.sub("", text).replace(one.name, "").replace(one.code, "").replace(one.target, "")
    return bool(numbers(line) & secrets(one))


def lines_of_page(shown: ReportContent) -> Iterator[str]:
    tree = html.fromstring(render_to_string("report/body.html", {"content": shown}))
    for element in tree.iter("tr", "li", "p", "caption", "h2", "h3", "h4", "title", "desc"):
        yield " ".join(element.text_content().split())
    for element in tree.iter():
        yield from (element.get(name, "") for name in ("alt", "aria-label", "title"))


def lines_of_word(shown: ReportContent) -> Iterator[str]:
    document = Document(io.BytesIO(FORMATS["docx"].draw(shown)))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from (" ".join(cell.text for cell in row.cells) for row in table.rows)
    yield from document.element.xpath("//wp:docPr/@descr")


def lines_of_excel(shown: ReportContent) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"].draw(shown)))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            yield " ".join(str(cell) for cell in row if isinstance(cell, str | int | float))


def lines_of_json(shown: ReportContent) -> Iterator[str]:
    told = json.loads(FORMATS["json"].draw(shown))
    for area in told["areas"]:
        for one in area["indicators"]:
            target = {"target_value", "target_due", "comparators", "outturns"}
            yield " ".join(str(v) for key, v in one.items() if key not in target)
        yield from (json.dumps(chart, ensure_ascii=False) for chart in area["charts"])


def lines_of_pdf(shown: ReportContent) -> Iterator[str]:
    """What is printed, line by line; bookmarks; what pictures and links say of themselves."""
    drawn = pdf.draw_here(shown)
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=drawn, capture_output=True, check=True
    )
    yield from told.stdout.decode().splitlines()
    with pikepdf.open(io.BytesIO(drawn)) as book:
        for thing in book.objects:
            if isinstance(thing, pikepdf.Dictionary):
                keys = ("/Alt", "/ActualText", "/E", "/T", "/Title", "/Contents", "/Subject")
                said = [thing.get(key) for key in keys]
                yield from (str(text) for text in said if isinstance(text, pikepdf.String))


FORMS = {
    "page": lines_of_page,
    "pdf": lines_of_pdf,
    "word": lines_of_word,
    "excel": lines_of_excel,
    "json": lines_of_json,
}


# A PDF takes seconds of processor, and prints the page.
CHECKED = [pytest.param(one, marks=pytest.mark.long) if one == "pdf" else one for one in FORMS]


@pytest.mark.parametrize("form", CHECKED)
def test_no_line_about_a_figure_says_what_is_held_back(public, form):
    content, shown = public
    lines = [line for line in FORMS[form](shown) if line]
    assert len(lines) > 50
    said = [
        (one.code, line[:200])
        for _, one in held(content, shown)
        for line in lines
        if (one.code in line or one.name in line) and tells(line, one)
    ]
    assert said == []


def test_no_figure_that_is_held_back_can_be_worked_out(public):
    """From its own row, from the other counts of its column, and from words about it."""
    content, shown = public
    found = []
    for area, one in held(content, shown):
        row = next(other for other in area.indicators if other.code == one.code)
        told = numbers(DATE.sub("", msgspec.json.encode(row.series).decode())) | words_about(
            one, area, shown
        )
        column = {(other.measure.number, False) for other in area.indicators if is_shown(other)}
        found += [(one.code, secret) for secret in worked_out(told, column) & secrets(one)]
    assert found == []


def is_shown(one: IndicatorContent) -> bool:
    return bool(one.is_count and one.measure and one.measure.number)


def words_about(
    one: IndicatorContent, area: AreaContent, shown: ReportContent
) -> set[tuple[Decimal, bool]]:
    """Numbers of the sentences that share two words with the name of an indicator."""
    name = set(re.findall(r"[a-z]{4,}", one.name.lower()))
    texts = [place.text for place in places(shown) if place.area in (area.slug, "overview")]
    found = set()
    for sentence in re.split(r"(?<=[.!?;:])\s|\n", " \n".join(texts)):
        if len(name & set(re.findall(r"[a-z]{4,}", sentence.lower()))) >= 2:
            found |= numbers(sentence)
    return found


def worked_out(told: set, column: set) -> set[tuple[Decimal, bool]]:
    """What is said, sums and differences of two counts, and a share of a count."""
    found = set(told)
    counts = [number for number, share in told | column if not share]
    found |= {(abs(one - other), False) for one in counts for other in counts if one != other}
    for share in (number for number, is_share in told if is_share):
        for whole in (number for number, is_share in told if not is_share):
            found.add(((share * whole / 100).quantize(Decimal(1)), False))
    return found
