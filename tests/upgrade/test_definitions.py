"""What the upgrade makes of a KPI table that had no quarters: an issued report's words win."""

import json
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection

from performance.models import Kpi, KpiDefinition, Target
from performance.reading import indicators
from selfassess.reporting.models import Report

from .releases import empty_database, load

migration = import_module("performance.migrations.0006_definitions_as_issued")

ISSUED, FINAL, OPEN = "2020-21-q1", "2020-21-q2", "2020-21-q3"
TODAY = {"name": "Today", "unit": "%", "direction": "higher"}


def ask(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker) -> Iterator[None]:
    """MA03 was renamed after its report was issued, and its target changed under it."""
    with django_db_blocker.unblock(), empty_database():
        load("0.1.0")
        ask("UPDATE performance_kpi SET name = 'Renamed' WHERE code = 'MA03'")
        ask("UPDATE performance_target SET value = 1 WHERE kpi_id = 'MA03'")
        call_command("migrate", verbosity=0)
        yield


def said_in(quarter: str) -> dict:
    """What the quarter's report says of MA03."""
    areas = Report.objects.get(quarter=quarter).content["areas"]
    (mash,) = [area for area in areas if area["slug"] == "mash"]
    return next(one for one in mash["indicators"] if one["code"] == "MA03")


@pytest.mark.slow
@pytest.mark.usefixtures("council")
def test_an_issued_quarter_is_shown_as_its_report_says():
    one = next(one for one in indicators(["mash"], ISSUED)["mash"] if one.kpi.code == "MA03")
    said = said_in(ISSUED)
    assert (one.kpi.name, one.target.shown) == (said["name"], said["target"])
    assert str(one.approved.status) == said["status"] == "Off target"


@pytest.mark.slow
@pytest.mark.usefixtures("council")
def test_later_quarters_stay_as_they_were():
    for quarter in (FINAL, OPEN):
        assert Kpi.objects.in_force(quarter).get(code="MA03").name == "Renamed"
        assert Target.objects.in_force(quarter)["MA03"].value == 1
    (mash,) = [one for one in indicators(["mash"], OPEN)["mash"] if one.kpi.code == "MA03"]
    assert mash.approved is None


@pytest.mark.slow
@pytest.mark.usefixtures("council")
def test_every_kpi_has_a_definition_and_what_has_not_changed_has_one():
    assert Kpi.objects.count() == 97
    assert KpiDefinition.objects.filter(kpi="MA03").count() == 2
    assert [one.from_quarter for one in KpiDefinition.objects.filter(kpi="MA01")] == [""]


@pytest.mark.long
@pytest.mark.usefixtures("council")
def test_it_can_be_taken_back():
    call_command("migrate", "performance", "0004", verbosity=0)
    try:
        found = ask("SELECT name, unit, direction FROM performance_kpi WHERE code = 'MA03'")
        assert found == [("Renamed", "%", "higher")]
    finally:
        call_command("migrate", verbosity=0)


class TestDefinitions:
    def dated(self, *told: tuple[str, dict | None], core: bool = True) -> dict[str, str]:
        found = migration.definitions(TODAY, list(told), core=core)
        return {quarter: words["name"] for quarter, words in found.items()}

    def test_without_a_report_today_holds_from_the_beginning(self):
        assert self.dated() == {"": "Today"}

    def test_each_report_has_its_words_and_what_follows_has_todays(self):
        told = [(ISSUED, {"name": "First"}), (FINAL, {"name": "Second"})]
        assert self.dated(*told) == {"": "First", FINAL: "Second", OPEN: "Today"}

    def test_the_same_words_are_one_row(self):
        assert self.dated((ISSUED, {"name": "First"}), (FINAL, {"name": "First"})) == {
            "": "First",
            OPEN: "Today",
        }
        assert self.dated((ISSUED, {"name": "Today"}), (FINAL, {})) == {"": "Today"}

    def test_what_a_report_does_not_name_began_after_it(self):
        assert self.dated((ISSUED, None)) == {FINAL: "Today"}
        assert self.dated((ISSUED, None), (FINAL, {"name": "First"})) == {
            FINAL: "First",
            OPEN: "Today",
        }

    def test_optional_ones_were_only_not_chosen(self):
        assert self.dated((ISSUED, None), core=False) == {"": "Today"}

    @pytest.mark.parametrize(
        "row",
        [
            {},
            {"name": None, "unit": 5, "direction": "Sideways"},
            {"name": "", "unit": "x" * 21, "direction": ["higher"]},
            {"name": "x" * 201},
        ],
        ids=json.dumps,
    )
    def test_words_that_nobody_knows_change_nothing(self, row):
        assert migration.words_of(row) == {}


@pytest.mark.parametrize(
    ("row", "target"),
    [
        ({"target": "90%", "target_value": "90"}, (Decimal(90), None, None)),
        ({"target": "", "target_value": None}, (None, None, None)),
        ({"target": "18 to 25%", "target_value": None}, (None, Decimal(18), Decimal(25))),
        ({"target": "1,000 to 1,250.5", "target_value": None}, (None, 1000, Decimal("1250.5"))),
        ({"target": "about right", "target_value": None}, None),
        ({"target": "90%", "target_value": "ninety"}, None),
        ({"target": 90}, None),
        ({}, None),
    ],
    ids=str,
)
def test_a_target_is_read_or_left_alone(row, target):
    found = migration.target_of(row)
    assert (tuple(found.values()) if found else None) == target


@pytest.mark.parametrize(
    "content", [None, [], {}, {"areas": {}}, {"areas": ["x", {"slug": "mash"}, {"indicators": 1}]}]
)
def test_content_without_indicators_says_nothing(content):
    class Told:
        quarter_id = ISSUED

        class quarter:
            state = "issued"

    Told.content = content
    assert list(migration.said_by(Told, set())) == []
