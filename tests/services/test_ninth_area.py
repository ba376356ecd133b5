"""A ninth area is a folder and a line in the settings. Fostering is made from its own page of the
documentation, so a reader who copies it gets what this test gets."""

import re
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import modify_settings
from django.urls import reverse

import services
from selfassess.demo.sample.figures import catalogue
from services.registry import all_areas, area_choices, get_area

PAGE = Path(__file__).parents[2] / "docs" / "add-a-service-area.md"


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE.read_text(), re.M | re.S)
    assert found
    return found[1]


@pytest.fixture
def fostering(tmp_path, monkeypatch):
    folder = tmp_path / "fostering"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "apps.py").write_text(block("python"))
    (folder / "kpis.csv").write_text(block("csv"))
    monkeypatch.setattr(services, "__path__", [*services.__path__, str(tmp_path)])
    line = {"append": "services.fostering"}
    catalogue.cache_clear()
    with modify_settings(INSTALLED_APPS=line, SERVICE_AREAS=line):
        yield get_area("fostering")
    catalogue.cache_clear()
    for module in ("services.fostering", "services.fostering.apps"):
        del sys.modules[module]
    del vars(services)["fostering"]


def test_it_takes_its_place_among_the_others(fostering):
    slugs = [area.slug for area in all_areas()]
    assert slugs.index("lac") + 1 == slugs.index("fostering") == slugs.index("care-leavers") - 1
    assert ("fostering", "Fostering") in area_choices()


def test_it_asks_what_the_page_says(fostering):
    asked = [question.key for question in fostering.questions("2020-21-q2")]
    assert asked == ["know", "know-recruitment", "evidence", "rating"]
    assert fostering.question("know").text.endswith("what it changes?")
    assert [kpi["code"] for kpi in fostering.kpis()] == ["FO01", "FO02"]


def test_the_checks_find_nothing(fostering):
    assert run_checks(tags=["services"]) == []


def test_it_has_an_address_already(fostering):
    assert reverse("area", args=["2020-21-q2", fostering.slug]) == "/2020-21-q2/fostering/"


@pytest.mark.django_db
def test_it_needs_no_migration(fostering):
    call_command("makemigrations", check=True, dry_run=True)


def test_it_is_gone_when_the_line_is_gone():
    assert "fostering" not in dict(area_choices())
