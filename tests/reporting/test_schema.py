"""The schema says of every field what must be known of it; the files about it are true."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from django.conf import settings

from selfassess.reporting.content import json_schema
from selfassess.reporting.content.schema import SCHEMA, ReportContent
from selfassess.schema_fields import ContentPart, about, fields_of

WRITE_THEM = "run manage.py describe_content"


def parts_of(kind: Any) -> list[type[ContentPart]]:
    if isinstance(kind, type) and issubclass(kind, ContentPart):
        held = [part for field in fields_of(kind) for part in parts_of(field.type)]
        return [kind, *held]
    return [part for inner in get_args(kind) for part in parts_of(inner)]


KINDS = list(dict.fromkeys(parts_of(ReportContent)))
FIELDS = [(kind, field) for kind in KINDS for field in fields_of(kind)]


def test_every_field_says_what_it_is_about():
    """A class whose field does not is refused when it is walked, see below."""
    assert [f"{kind.__name__}.{f.name}" for kind, f in FIELDS if not f.about.label] == []
    assert {f.about.since for _, f in FIELDS} == set(range(1, SCHEMA + 1))


def test_a_field_that_came_later_has_a_default_for_earlier_reports():
    later = [(kind, field) for kind, field in FIELDS if field.about.since > 1]
    assert later
    assert [f for _, f in later if f.default is msgspec.NODEFAULT] == []


def test_what_is_held_back_leaves_something_that_can_be_drawn():
    """Typed text becomes fixed words; anything else becomes its default, or a blank text."""
    held = [field for _, field in FIELDS if not field.about.public and not field.is_text]
    assert held
    assert [f for f in held if f.default is msgspec.NODEFAULT and f.type is not str] == []


def test_a_field_that_says_nothing_is_refused():
    class Silent(ContentPart):
        barrier: str

    with pytest.raises(TypeError, match="does not say what it is about"):
        fields_of(Silent)


def test_whoever_says_nothing_of_the_public_holds_back():
    assert about("Barrier").extra["about"].public is False


def test_the_json_schema_is_true():
    path = Path(settings.BASE_DIR, json_schema.SCHEMA_FILE)
    assert path.read_bytes() == json_schema.json_schema(), WRITE_THEM


def test_the_guide_is_true_and_has_every_field():
    guide = Path(settings.BASE_DIR, json_schema.GUIDE_FILE).read_text()
    assert guide == json_schema.guide(), WRITE_THEM
    assert len(re.findall(r"^\| `", guide, re.M)) == len(FIELDS)
