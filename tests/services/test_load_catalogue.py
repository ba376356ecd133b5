"""load_catalogue fills the KPI table once, and never overwrites what is there."""

from io import StringIO

import pytest
from django.core.management import call_command

from performance.models import Kpi, KpiDefinition
from selfassess.audit.models import Event
from services.registry import all_areas

pytestmark = pytest.mark.django_db


def load() -> str:
    output = StringIO()
    call_command("load_catalogue", stdout=output)
    return output.getvalue()


def test_it_adds_every_kpi_that_an_area_declares():
    declared = {row["code"] for area in all_areas() for row in area.kpis()}
    assert load() == f"{len(declared)} KPIs added.\n"
    assert set(Kpi.objects.values_list("code", flat=True)) == declared
    assert Event.objects.get(verb="catalogue.load").by.is_system


def test_a_second_time_it_changes_nothing():
    load()
    assert load() == "Every KPI is there already.\n"
    assert Event.objects.filter(verb="catalogue.load").count() == 1


def test_it_brings_back_what_is_missing_and_leaves_what_was_changed():
    load()
    Kpi.objects.filter(code="MA01").delete()
    Kpi.objects.filter(code="MA03").update(core=False)
    KpiDefinition.objects.filter(kpi="MA03").update(name="Decided by the next day")
    assert load() == "1 KPI added.\n"
    changed = Kpi.objects.get(code="MA03")
    assert (changed.name, changed.core) == ("Decided by the next day", False)
