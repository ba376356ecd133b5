"""Nothing that people typed is in the public edition, in whatever form it is read.

Every text of a report becomes a word that stands nowhere else, but for those that the portal itself
chose, which are listed here by the key above them and their own.
"""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache

import msgspec
import pytest
from django.conf import settings
from django.template.loader import render_to_string

from performance.charts.chart_data import Bars, Lines
from selfassess.reporting import editions, pdf
from selfassess.reporting.content.read import read
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.editions.public import NOT_PUBLISHED, public_edition
from selfassess.reporting.formats.registry import FORMATS
from selfassess.schema_fields import ContentPart, Field, fields_of

from . import sample

TYPED = "Xylophone"
CHOSEN = {
    "": "authority marking missing",
    "quarter": "code name long_name months starts ends due",
    "version": "key kind name compiled_at",
    "previous_quarter": "code name",
    "overview": "at",
    "areas": "slug name state state_name sent_at approved_at",
    "anchors": "ten zero",
    "sections": "key title",
    "answers": "question text last_quarter",
    "rating": "value shown previous change",
    "actions": "status first_due due",
    "indicators": "code name unit direction status reason value trend "
    "target target_value target_due",
    "measure": "shown period as_at numerator denominator",
    "others": "as_at numerator denominator",
    "series": "quarter shown value numerator denominator role name values",
    "outturns": "year shown",
    "charts": "key kind title unit mark note alt quarters",
    "rows": "label shown target_shown better",
    "heat": "quarters",
    "by_area": " ".join(sample.AREAS),
    "settle": "by",
    "history": "name compiled_at issued_at sha256",
}
NEW_KEYS = {"barrier": TYPED, "barriers": [{"text": TYPED}]}
NEW_ENTRIES = {  # of mappings that have numbers
    "by_area": {"barrier": ["7"]},
    **{key: {"barrier": 7} for key in ("indicator_counts", "now", "before")},
}
CHOSEN_KEYS = {(above, key) for above, keys in CHOSEN.items() for key in keys.split()}


def with_words_typed(value, above: str = "", key: str = ""):
    """The same content; every text that is not listed is TYPED, and each mapping has a new key."""
    if isinstance(value, dict):
        typed = {name: with_words_typed(one, key, name) for name, one in value.items()}
        if key == "grades":
            return typed
        has_parts = any(isinstance(one, dict) for one in value.values())
        return typed | (NEW_KEYS if has_parts else NEW_ENTRIES.get(key, NEW_KEYS))
    if isinstance(value, list):
        return [
            with_words_typed(one, above, key) if not isinstance(one, list) else one for one in value
        ]
    is_typed = isinstance(value, str) and (above, key) not in CHOSEN_KEYS
    return TYPED if is_typed else value


def stored() -> dict:
    whole = sample.stored()
    whole["quarter"]["note"] = "A note."
    first = whole["areas"][0]
    first["left_out_reason"] = "A reason."
    first["evidence"]["facts"][0].update(group="A set", note="A note of the figure.")
    first["evidence"]["audits"][0].update(aspect="An aspect")
    first["strengths"][0].update(evidence="How we know")
    first["actions"][0].update(owner_role="A role", reason="A reason.", difference="A difference.")
    first["indicators"][0].update(settle={"owner": "Somebody", "by": "2020-09-30"})
    first["indicators"][0].update(others=[deepcopy(first["indicators"][0]["measure"])])
    first["indicators"][0].update(comment="A comment.", why_adopted="A reason.")
    return with_words_typed(whole)


def report() -> ReportContent:
    return read(stored())


@cache
def public() -> ReportContent:
    return editions.make(report(), editions.SCRUTINY)


def told(content: ReportContent) -> str:
    return msgspec.json.encode(content).decode()


@cache
def pdf_text() -> str:
    """Of two areas with everything: the page, whose body is the same, has all."""
    content = public()
    two = [area for area in content.areas if area.slug in sample.TWO]
    drawn = pdf.draw_here(msgspec.structs.replace(content, areas=two))
    said = subprocess.run(["pdftotext", "-", "-"], input=drawn, capture_output=True, check=True)
    return said.stdout.decode()


def unpacked(form: str) -> str:
    with zipfile.ZipFile(io.BytesIO(FORMATS[form].draw(public()))) as file:
        return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


FORMS = {
    "content": lambda: told(public()),
    "page": lambda: render_to_string("report/body.html", {"content": public()}),
    "pdf": pdf_text,
    "docx": lambda: unpacked("docx"),
    "xlsx": lambda: unpacked("xlsx"),
    "json": lambda: FORMATS["json"].draw(public()).decode(),
}


def test_the_full_report_has_the_word_in_every_text():
    """Or else the tests below would look for nothing."""
    assert told(stored()).count(TYPED) > 1_500
    assert told(report()).count(TYPED) > 750
    assert TYPED in render_to_string("report/body.html", {"content": report()})


@pytest.mark.parametrize("form", FORMS)
def test_nothing_typed_and_no_unknown_key_is_in_it(form):
    text = FORMS[form]()
    assert len(text) > 5_000
    assert TYPED not in text
    assert "barrier" not in text


def test_of_what_no_field_declares_public_nothing_is_left():
    """In a report that has everything: closed by default, whatever is declared later."""
    checked = set()
    for field, value in fields_in(public_edition(report())):
        if not field.about.public:
            checked.add(field.about)
            assert value in BLANK, field.name
    assert len(checked) > 30


BLANK = ("", None, [], {}, NOT_PUBLISHED, [NOT_PUBLISHED])


def fields_in(value) -> Iterator[tuple[Field, object]]:
    """Every field of every part of the content, and what it has."""
    if isinstance(value, ContentPart):
        for field in fields_of(type(value)):
            yield field, field.of(value)
            yield from fields_in(field.of(value))
    elif isinstance(value, list):
        for one in value:
            yield from fields_in(one)


def test_a_reader_sees_that_something_is_not_published_and_once_for_a_section():
    page = FORMS["page"]()
    assert "The overview is not published." in page
    assert "What the actions are, and who owns them, is not published." in page
    assert "<td" not in page[page.index('id="all-actions"') : page.index('id="about"')]
    chapter = page[page.index('id="area-mash"') : page.index('id="area-safeguarding"')]
    know = chapter[chapter.index("What do you know?") : chapter.index("How do you know it?")]
    assert know.count("not published") == 1
    answers = public().areas[0].sections[0].answers
    assert {answer.answer for answer in answers} == {NOT_PUBLISHED}


@pytest.mark.browser
def test_on_a_phone_its_actions_need_no_scrolling(page):
    """They have three short columns left."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.add_style_tag(path=settings.BASE_DIR / "static" / "report.css")
    page.evaluate("body => document.body.innerHTML = body", FORMS["page"]())
    tables = "[...document.querySelectorAll('.wide:has(.actions)')]"
    assert page.evaluate(f"{tables}.length") > 5
    assert page.evaluate(f"{tables}.filter(one => one.scrollWidth > one.clientWidth).length") == 0


def test_a_question_without_an_answer_says_so():
    whole = sample.content("draft")
    page = render_to_string("report/body.html", {"content": editions.make(whole, "scrutiny")})
    assert "No answer was given." in page


def test_ratings_states_and_figures_are_printed():
    area, whole = public().areas[1], sample.content().areas[1]
    for name in ("name", "state_name", "approved_at", "rating", "questions_answered"):
        assert getattr(area, name) == getattr(whole, name)
    for one, other in zip(area.indicators, whole.indicators, strict=True):
        for name in ("code", "name", "target", "value", "status", "outturns"):
            assert getattr(one, name) == getattr(other, name)
    assert area.charts == whole.charts


def test_a_chart_of_further_figures_is_left_out_because_its_labels_are_typed():
    whole = sample.stored()
    mash = whole["areas"][1]
    mash["charts"][0]["rows"][0]["label"] = "Health visitors"
    mash["evidence"]["facts"][0]["label"] = "Key workers: health visitors"
    assert kinds_of_charts(read(whole)) == [Lines]


def test_a_chart_that_says_so_is_left_out_too():
    whole = sample.content()
    assert kinds_of_charts(whole) == [Bars, Lines]
    whole.areas[1].charts[0].is_typed = True
    assert kinds_of_charts(whole) == [Lines]


def kinds_of_charts(whole: ReportContent) -> list[type]:
    return [type(chart) for chart in editions.make(whole, "scrutiny").areas[1].charts]
