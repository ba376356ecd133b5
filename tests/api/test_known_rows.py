"""A row is known again: by what the guide says, and an action by its number, where it has one."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings

from selfassess.records.models import Action
from selfassess.reporting.content.read import read
from selfassess.reporting.models import Report

from .conftest import ISSUED, OPEN
from .program import LISTS

pytestmark = pytest.mark.django_db


def test_of_an_action_that_was_frozen_without_a_number_none_is_guessed(
    program, council, monkeypatch
):
    stored = deepcopy(council.content) | {"schema": 4}
    for action in [action for area in stored["areas"] for action in area["actions"]]:
        del action["number"]
    monkeypatch.setattr(Report, "frozen", property(lambda report: read(stored)))
    first, second, _ = program.everything("actions")
    assert (first["quarter"], first["action"]) == (ISSUED, None)
    assert (second["quarter"], second["action"]) == (OPEN, Action.objects.get(raised_in=ISSUED).pk)


def test_a_row_is_known_by_what_the_guide_says(program):
    guide = Path(settings.BASE_DIR, "docs", "api.md").read_text()
    known_by = dict(re.findall(r"^\| `/api/v1/(\w+)` \| .*? \| (`.*?`) \| ", guide, re.M))
    assert set(known_by) == set(LISTS)
    for name, fields in known_by.items():
        rows = program.everything(name)
        keys = [tuple(row[field] for field in re.findall(r"\w+", fields)) for row in rows]
        assert len(set(keys)) == len(keys) > 0, name
        assert None not in {part for key in keys for part in key}, name
