"""Somebody else has taken away what a page is about, between its opening and its button."""

from datetime import date
from decimal import Decimal

import pytest

from performance.imports import csv_file
from performance.imports.operations import apply, bring, explain, take_back, undo
from performance.models import Kpi, Measure
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure, adopt, settle
from selfassess.accounts.models import Assignment
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.people.operations.accounts import unassign
from tests.factories import get_assessment, make_quarter


@pytest.fixture
def quarter(cast):
    load_catalogue(by=cast.administrator)
    return make_quarter()


@pytest.fixture
def measures(cast, quarter) -> list[Measure]:
    mash, kpi = get_assessment(quarter), Kpi.objects.get(code="MA01")
    given = {"as_at": date(2020, 9, 30), "by": cast.head}
    return [
        add_measure(mash, kpi, source=source, value=Decimal(value), **given)
        for source, value in (("A list", 7), ("Another list", 9))
    ]


def test_a_source_that_was_removed_does_not_count(cast, quarter, measures):
    Measure.objects.filter(pk=measures[1].pk).delete()
    with pytest.raises(Refused, match="Somebody removed this source"):
        adopt(get_assessment(quarter), measures[1], reason="Counted anew.", by=cast.head)
    assert Measure.objects.get().adopted


def test_nor_is_it_settled(cast, quarter, measures):
    Measure.objects.filter(pk=measures[0].pk).delete()
    with pytest.raises(Refused, match="Somebody removed this source"):
        settle(get_assessment(quarter), measures[0], because="Counted anew.", by=cast.head)


@pytest.mark.parametrize("name", ["apply", "explain", "undo"])
def test_an_upload_that_was_taken_back_is_not_carried_out(cast, quarter, name):
    table = csv_file.read_text("kpi,value\nMA01,12\n")
    brought = bring(table, quarter=quarter, name="a.csv", data=b"", by=cast.analyst)
    take_back(brought, by=cast.analyst)
    do = {
        "apply": lambda: apply(brought, by=cast.analyst),
        "explain": lambda: explain(brought, brought.mapping, by=cast.analyst),
        "undo": lambda: undo(brought, by=cast.analyst),
    }
    with pytest.raises(Refused, match="has since been taken back"):
        do[name]()
    assert not Measure.objects.exists()


def test_a_page_of_an_upload_that_goes_meanwhile_leads_to_the_others(
    cast, quarter, sign_in, monkeypatch
):
    table = csv_file.read_text("kpi,value\nMA01,12\n")
    brought = bring(table, quarter=quarter, name="a.csv", data=b"", by=cast.analyst)

    def first_taken_back(*args, **kwargs):
        take_back(brought, by=cast.analyst)
        return apply(*args, **kwargs)

    monkeypatch.setattr("performance.imports.operations.apply", first_taken_back)
    answer = sign_in(cast.analyst).post(f"/imports/{brought.pk}/apply/")
    assert answer.url == "/imports/"


def test_a_role_that_was_taken_away_already_is_gone(cast):
    held = Assignment.objects.get(user=cast.viewer)
    for _ in range(2):
        unassign(held, by=cast.administrator)
    assert Event.objects.filter(verb="person.unassign").count() == 1
