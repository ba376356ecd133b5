"""`manage.py check` finds each way to declare an area badly, and says what to do about it."""

from dataclasses import replace
from types import ModuleType

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from services import common
from services.base import NO_ANCHORS, Anchors, Chart, FigureSet, Question, Section, ServiceConfig
from services.checks import check_area, check_together

HEADING = "code,name,direction,frequency\n"
KNOW = common.SECTIONS[0]


@pytest.fixture
def declare(tmp_path):
    """Makes an area that is sound but for what a test gives."""

    def make(kpis: str | None = HEADING, name: str = "walking", **declaration) -> ServiceConfig:
        folder = tmp_path / name
        folder.mkdir()
        if kpis is not None:
            (folder / "kpis.csv").write_text(kpis)
        sound = {
            "path": str(folder),
            "slug": "walking",
            "order": 10,
            "sections": common.SECTIONS,
            "anchors": Anchors(ten="We stride.", zero="We stumble."),
        }
        config = type("Walking", (ServiceConfig,), {"__module__": __name__, **sound, **declaration})
        return config(name, ModuleType(name))

    return make


def errors(found) -> list[str]:
    found = list(found)
    assert all(error.hint for error in found)
    return [error.id.removeprefix("services.") for error in found]


def know(*questions: Question) -> tuple[Section, ...]:
    return (replace(KNOW, questions=questions),)


def test_a_sound_area_passes(declare):
    assert errors(check_area(declare())) == []


def test_an_error_names_its_area_and_says_what_to_do(declare):
    area = declare(slug="")
    (error,) = check_area(area)
    assert error.obj is area
    assert error.hint == 'Add one, as in an address: slug = "early-help".'


def test_a_slug_is_needed(declare):
    assert errors(check_area(declare(slug=""))) == ["E001"]


@pytest.mark.parametrize("slug", ["Walking", "a_b", "-a", "a--b", "a b", "1st", "é", "a" * 41])
def test_a_slug_fits_an_address(declare, slug):
    (error,) = check_area(declare(slug=slug))
    assert error.id == "services.E002"
    assert "small letters, digits and single hyphens" in str(error.hint)


@pytest.mark.parametrize("slug", ["overview", "history", "reports", "static", "healthz"])
def test_a_slug_is_not_the_address_of_another_page(declare, slug):
    (error,) = check_area(declare(slug=slug))
    assert error.id == "services.E004"
    assert slug in str(error.hint)


def test_an_area_asks_something(declare):
    assert errors(check_area(declare(sections=()))) == ["E005"]


def test_a_section_is_one_that_the_address_knows(declare):
    walks = Section("walks", "Walks", "", (Question("walks", "Where?"),))
    (error,) = check_area(declare(sections=(walks,)))
    assert error.id == "services.E006"
    assert "know, evidence, strengths, development, indicators, rating" in str(error.hint)


def test_a_section_is_there_once(declare):
    assert errors(check_area(declare(sections=(KNOW, KNOW)))) == ["E007", "E010"]


@pytest.mark.parametrize("questions", [(), (Question("know-walks", "Where?"),)])
def test_a_section_begins_with_the_question_of_its_own_key(declare, questions):
    (error,) = check_area(declare(sections=know(*questions)))
    assert error.id == "services.E008"
    assert "'know'" in str(error.hint)


@pytest.mark.parametrize("key", ["Walks", "know_walks", "know.walks", "", "k" * 41])
def test_a_question_key_fits_a_form(declare, key):
    area = declare(sections=know(Question("know", "?"), Question(key, "?")))
    assert errors(check_area(area)) == ["E009"]


def test_a_question_key_is_used_once(declare):
    area = declare(sections=know(Question("know", "?"), Question("know", "Again?")))
    assert errors(check_area(area)) == ["E010"]


@pytest.mark.parametrize("when", [{"first_quarter": "2020-q1"}, {"last_quarter": "June"}])
def test_a_question_is_asked_from_or_until_a_quarter(declare, when):
    assert errors(check_area(declare(sections=know(Question("know", "?", **when))))) == ["E019"]


@pytest.mark.parametrize("anchors", [NO_ANCHORS, Anchors("", "Low"), Anchors("High", "")])
def test_the_ends_of_the_rating_scale_mean_something(declare, anchors):
    assert errors(check_area(declare(anchors=anchors))) == ["E011"]


@pytest.mark.parametrize(
    ("keys", "drawn", "expected"),
    [
        (["paths"], "paths", []),
        (["Paths!"], "", ["E020"]),
        (["paths", "paths"], "", ["E021"]),
        (["paths"], "By path", ["E022"]),
    ],
)
def test_a_set_of_figures_has_a_key_of_its_own_and_a_chart_draws_a_declared_one(
    declare, keys, drawn, expected
):
    sets = tuple(FigureSet(key, "By path") for key in keys)
    charts = (Chart(key="by-path", title="By path", kind="group", group=drawn),)
    assert errors(check_area(declare(sets=sets, charts=charts))) == expected


def test_an_area_has_a_file_of_kpis(declare):
    assert errors(check_area(declare(kpis=None))) == ["E013"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (",Steps,higher,quarterly\n", ["E014"]),
        ("W1,Steps,higher,quarterly\nW1,Miles,higher,annual\n", ["E014"]),
        ("W1,Steps,neutral,quarterly\n", ["E016"]),
        ("W1,Steps,lower,weekly\n", ["E017"]),
        ("W1,Steps\n", ["E016", "E017"]),
        ("W1,Steps,band,termly\nW2,Miles,none,annual\n", []),
    ],
)
def test_a_kpi_has_a_code_a_direction_and_a_frequency(declare, rows, expected):
    assert errors(check_area(declare(kpis=HEADING + rows))) == expected


def test_two_areas_need_different_slugs(declare):
    (error,) = check_together([declare(order=1), declare(name="rambling", order=2)])
    assert error.id == "services.E003"
    assert "walking and rambling" in error.msg


def test_two_areas_need_different_places(declare):
    areas = [declare(), declare(name="rambling", slug="rambling")]
    assert errors(check_together(areas)) == ["E012"]


def test_a_kpi_belongs_to_one_area(declare):
    kpis = HEADING + "W1,Steps,higher,quarterly\n"
    areas = [declare(kpis), declare(kpis, name="rambling", slug="rambling", order=2)]
    assert errors(check_together(areas)) == ["E015"]


@override_settings(SERVICE_AREAS=["services.mash", "services", "services.walking"])
def test_a_settings_line_that_brings_no_area_is_reported():
    found = run_checks(tags=["services"])
    assert errors(found) == ["E018", "E018"]
    assert "'services.walking'" in found[1].msg


@override_settings(SERVICE_AREAS=["services.mash.apps.Mash"])
def test_a_settings_line_may_name_the_class():
    assert run_checks(tags=["services"]) == []
