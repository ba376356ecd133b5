"""The reports of demo and sample are short, and yet whole: nothing is lost, nothing said twice."""

import io
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from lxml import html
from pypdf import PdfReader

from selfassess.quarters.models import Quarter
from selfassess.reporting import pdf
from selfassess.reporting.content.schema import AreaContent, ReportContent
from selfassess.reporting.models import Report
from tests import factories
from tests.reporting import margins
from tests.reporting.test_nothing_is_lost import bare, pieces

from .conftest import demo_rows, loaded, sample_rows

MOST_PAGES = 45
FEWEST_LINES = 8  # with the header and footer of a page
UNIT = re.compile(r"(?<=\d) (?:per 10,000|weeks|cases)$")
QUOTES = "//*[@id='at-a-glance' or @id='does-not-add-up' or contains(@class, 'begins')]"
WORDS = 6  # shorter sentences may say the same by chance


@pytest.fixture(scope="module", params=["demo", pytest.param("sample", marks=pytest.mark.slow)])
def contents(request, django_db_setup, django_db_blocker) -> tuple[ReportContent, ReportContent]:
    """The newest issued report, and the quarter that is being written as it would be compiled."""
    with loaded(django_db_blocker, {"demo": demo_rows, "sample": sample_rows}[request.param]):
        issued = Report.objects.issued().latest("quarter_id")
        written = Quarter.objects.filter(code__gt=issued.quarter_id).latest("code")
        with transaction.atomic():
            return issued.frozen, factories.freeze_now(written)


@pytest.fixture
def content(contents) -> ReportContent:
    return contents[0]


def text_of(content: ReportContent, *, quotes: bool = True) -> str:
    """What the print says, with or without the places that quote others."""
    tree = html.fromstring(pdf.report_html(content))
    for element in [] if quotes else tree.xpath(QUOTES):
        element.drop_tree()
    return tree.text_content()


def prose(area: AreaContent) -> Iterator[str]:
    yield from (answer.answer for part in area.sections for answer in part.answers)
    yield from (strength.text for strength in area.strengths)
    yield from (action.progress for action in area.actions)
    yield from (one.comment for one in area.indicators)
    yield from (audit.learning for audit in area.evidence.audits)
    for voice in area.evidence.voices:
        yield from (voice.said, voice.changed)


def test_every_sentence_and_figure_is_printed(content):
    printed = bare(text_of(content))
    said = [UNIT.sub("", one) for one in pieces(content)]  # stands once, at the newest figure
    assert [piece for piece in said if bare(piece) not in printed] == []


def test_no_sentence_is_printed_twice(content):
    printed = bare(text_of(content, quotes=False))
    texts = [text for area in content.included for text in prose(area)]
    written = bare("\n".join(texts))
    sentences = {one for text in texts for one in re.split(r"(?<=[.!?])\s|\n+-? ?", text)}
    told = [bare(one) for one in sentences if len(one.split()) >= WORDS]
    assert len(told) > 50
    assert [one for one in told if printed.count(one) > written.count(one)] == []


@pytest.mark.long  # two drawings
def test_it_is_short_keeps_its_margins_and_no_page_is_nearly_empty(content):
    assert_is_short(content)


@pytest.mark.long
def test_so_is_the_draft_of_the_next_quarter(contents):
    assert_is_short(contents[1])


def assert_is_short(content: ReportContent) -> None:
    drawn = pdf.draw_here(content)
    assert [word for word in margins.words(drawn) if word.is_outside] == []
    reader = PdfReader(io.BytesIO(drawn))
    lines = [page.extract_text().strip().count("\n") + 1 for page in reader.pages]
    assert len(lines) <= MOST_PAGES
    assert [number for number, many in enumerate(lines, 1) if many < FEWEST_LINES] == []
