"""A section's part says itself how it is written and what it wants: the pages ask no part which one
it is."""

import ast
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

from selfassess.assessments import parts
from selfassess.assessments.forms import SectionForm, form_for
from selfassess.assessments.forms.rating import RatingForm
from selfassess.assessments.operations.lifecycle import send
from selfassess.errors import Refused
from services.common import SECTIONS
from tests.factories import get_assessment, write

KEYS = {section.key for section in SECTIONS}
ASKING = ("selfassess/assessments", "selfassess/records", "performance", "services/common.py")


class WeatherForm(SectionForm):
    weather = forms.CharField(label="How was the weather?")


class Weather(parts.Part):
    read_template = write_template = "assessments/read_rating.html"
    form = WeatherForm

    def content(self, assessment):
        return None

    def count(self, content):
        return 0

    def hint(self, content):
        return "no weather yet"

    def missing(self, assessment):
        return "Say how the weather was."


@pytest.fixture
def weather(monkeypatch):
    monkeypatch.setitem(parts._parts, "know", Weather())


def test_a_part_names_the_form_that_writes_it(mash, weather):
    assert [form_for(key) for key in ("know", "evidence")] == [WeatherForm, SectionForm]
    assert form_for("rating") is RatingForm


def test_an_area_is_not_sent_without_what_a_part_misses(cast, mash, weather):
    write(mash, by=cast.head)
    with pytest.raises(Refused, match=r"Say how the weather was\."):
        send(get_assessment(mash.quarter), by=cast.head)


def test_nobody_asks_a_section_which_one_it_is():
    """Where `section == "rating"` stands in shared code, the next part needs its own `if`."""
    root = Path(settings.BASE_DIR)
    files = [p for place in ASKING for p in [root / place, *(root / place).rglob("*.py")]]
    found = [
        f"{path.relative_to(root)}: {ast.unparse(node)}"
        for path in files
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Compare)
        and ast.unparse(node.left).rpartition(".")[2] in ("key", "section")
        and {getattr(c, "value", None) for c in node.comparators} & KEYS
    ]
    assert found == []
