"""Whatever the schema allows can be drawn in every form and edition, and is read back equal."""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, Phase, given, seed, settings

from selfassess.reporting import editions, pdf
from selfassess.reporting.compare import changes
from selfassess.reporting.content.read import read, to_stored
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.content.walk import copy
from selfassess.reporting.formats.registry import FORMATS, draw
from selfassess.schema_fields import Field

from .any_content import contents

# A turn; 50 turns of both are a thousand
EXAMPLES = pytest.mark.parametrize("examples", [5, pytest.param(15, marks=pytest.mark.slow)])
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def any_content(turn: int, examples: int):
    """Another draw of examples in each turn, the same ones whenever it is repeated."""

    def decorate(test):
        phases = (Phase.explicit, Phase.generate, Phase.shrink)
        limited = settings(max_examples=examples, suppress_health_check=SLOW, phases=phases)
        return seed(turn * 100 + examples)(limited(given(contents())(test)))

    return decorate


@EXAMPLES
@pytest.mark.trial("content", times=50)
def test_it_is_stored_and_read_back_equal(turn, examples):
    @any_content(turn, examples)
    def check(content: ReportContent) -> None:
        assert read(json.loads(json.dumps(to_stored(content)))) == content

    check()


@EXAMPLES
@pytest.mark.trial("content", times=50)
def test_every_form_of_every_edition_is_drawn(turn, examples):
    @any_content(turn, examples)
    def check(content: ReportContent) -> None:
        before = deepcopy(content)
        for described in editions.describe_all(content):
            edition = editions.make(content, described.key)
            assert render_to_string("report/body.html", {"content": edition})
            for format in FORMATS if not isinstance(edition, editions.Summary) else ["docx"]:
                assert draw(edition, format)
        assert content == before
        assert changes(content, content) == []

    check()


@pytest.mark.trial("content", times=50)
def test_the_pdf_of_it_is_drawn(turn):
    @any_content(turn, examples=1)
    def check(content: ReportContent) -> None:
        assert pdf.draw_here(content).startswith(b"%PDF")

    check()


@EXAMPLES
@pytest.mark.trial("content", times=50)
def test_nothing_that_is_not_declared_public_is_in_the_public_edition(turn, examples):
    @any_content(turn, examples)
    def check(content: ReportContent) -> None:
        marked = with_marks(content)
        public = json.dumps(to_stored(editions.make(marked, editions.SCRUTINY)), ensure_ascii=False)
        assert MARK not in public

    check()


MARK = "Xylophone"


def with_marks(content: ReportContent) -> ReportContent:
    """The same, with a mark in every text that is not declared public."""

    def mark(field: Field, value: Any) -> Any:
        is_public = field.about.public and not field.about.instead
        return value if is_public else marked(value)

    return copy(content, mark)


def marked(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value}{MARK}"
    if isinstance(value, list):
        return [marked(one) for one in value]
    if isinstance(value, dict):
        return {marked(key): marked(one) for key, one in value.items()}
    return value
