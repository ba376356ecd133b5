"""What a file has no column for stays as it is, as long as its figure does."""

from datetime import date
from decimal import Decimal

import pytest

from performance.imports import operations
from performance.models import Measure

from .planning import csv, planned

WHOLE = csv(
    "kpi,value,numerator,denominator,note,as_at",
    "MA03,77.51%,1451,1872,Checked,2020-09-15",
    "MA01,1872,,,By hand,2020-09-15",
)


@pytest.fixture
def stored(cast, bring):
    operations.apply(bring(WHOLE), by=cast.analyst)


def kept(code: str = "MA03") -> tuple:
    one = Measure.objects.get(kpi=code)
    return one.value, one.numerator, one.denominator, one.note, one.as_at


ON_RECORD = (Decimal("77.51"), 1451, 1872, "Checked", date(2020, 9, 15))


@pytest.mark.parametrize(
    "lines",
    [
        ("kpi,value", "MA03,77.51%"),
        ("kpi,value,numerator", "MA03,77.51%,1451"),
        ("kpi,numerator,denominator", "MA03,1451,1872"),
        ("kpi,value,note", "MA03,77.51%,Checked"),
        ("kpi,value,as_at", "MA03,77.51%,"),
    ],
)
def test_a_figure_that_stays_the_same_loses_nothing(cast, stored, bring, lines):
    brought = bring(csv(*lines))
    assert len(planned(brought).unchanged) == 1
    operations.apply(brought, by=cast.analyst)
    assert kept() == ON_RECORD


def test_what_a_column_says_is_changed_and_nothing_else(cast, stored, bring):
    operations.apply(bring(csv("kpi,value,note", "MA03,77.51%,Counted again")), by=cast.analyst)
    assert kept() == (*ON_RECORD[:3], "Counted again", ON_RECORD[4])


def test_an_empty_cell_of_a_column_that_is_there_empties(cast, stored, bring):
    operations.apply(bring(csv("kpi,value,note", "MA03,77.51%,")), by=cast.analyst)
    assert kept() == (*ON_RECORD[:3], "", ON_RECORD[4])


def test_with_another_value_goes_what_was_said_of_the_old_one(cast, stored, bring):
    brought = bring(csv("kpi,value", "MA03,80%", "MA01,1900"))
    with_parts, without = planned(brought).comparisons()
    assert with_parts.figure.told == (
        "with the old figure go its parts (1,451 of 1,872), its note and its day "
        "(15 September 2020), of which the file says nothing"
    )
    assert without.figure.told == (
        "with the old figure go its note and its day (15 September 2020), of which the file says "
        "nothing"
    )
    operations.apply(brought, by=cast.analyst)
    assert kept() == (80, None, None, "", date(2020, 9, 30))


def test_parts_that_still_make_the_new_value_stay(cast, stored, bring):
    brought = bring(csv("kpi,value,note,as_at", "MA03,77.5%,Rounded,2020-09-15"))
    assert planned(brought).comparisons()[0].figure.told == ""
    operations.apply(brought, by=cast.analyst)
    assert kept() == (Decimal("77.5"), 1451, 1872, "Rounded", date(2020, 9, 15))


def test_a_part_that_the_file_corrects_does_not_stand_beside_the_old_other(cast, stored, bring):
    brought = bring(csv("kpi,value,numerator", "MA03,90%,1500"))
    assert "its parts (1,451 of 1,872)" in planned(brought).comparisons()[0].figure.told
    operations.apply(brought, by=cast.analyst)
    assert kept()[:3] == (90, 1500, None)


def test_undoing_it_gives_all_of_it_back(cast, stored, bring):
    done = operations.apply(bring(csv("kpi,value", "MA03,80%")), by=cast.analyst)
    operations.undo(done, by=cast.analyst)
    assert kept() == ON_RECORD


def test_the_page_and_the_command_say_what_goes(cast, stored, bring, sign_in):
    brought = bring(csv("kpi,value", "MA03,80%"))
    page = sign_in(cast.analyst).get(brought.get_absolute_url()).text
    assert "With the old figure go its parts (1,451 of 1,872), its note and its day" in page
    assert any("its parts (1,451 of 1,872)" in str(one) for one in planned(brought).told())
