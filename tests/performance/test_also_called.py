"""What people call a KPI: from its area's file, or as an analyst has it."""

from performance.also_called import declared, names_of, split
from performance.models import Kpi
from performance.operations.catalogue import change_kpi
from performance.operations.catalogue_from_files import load_catalogue
from services.registry import all_areas
from tests.pages import form_on, words_on


def test_every_kpi_of_the_files_has_names():
    without = [code for area in all_areas() for code, names in declared(area).items() if not names]
    assert without == []


def test_names_stand_on_lines_or_between_semicolons():
    assert split("PEPs;  education   plans\nPEPs\n\n; ") == ("PEPs", "education plans")


def test_a_kpi_without_names_has_those_of_its_file(catalogue):
    assert "PEPs" in names_of(Kpi.objects.get(code="LC13"))


def test_names_that_an_analyst_gives_take_their_place(cast, quarter, sign_in):
    analyst, address = sign_in(cast.analyst), "/kpis/LC13/"
    typed = {"also_called": "school plans\nplan of the term"}
    analyst.post(address + "change/", form_on(analyst.get(address + "change/")) | typed)
    assert names_of(Kpi.objects.get(code="LC13")) == ("school plans", "plan of the term")
    assert "plan of the term" in words_on(analyst.get(address))


def test_loading_again_leaves_them(cast, catalogue):
    change_kpi(Kpi.objects.get(code="LC13"), {"also_called": "school plans"}, by=cast.analyst)
    load_catalogue(by=cast.administrator)
    assert names_of(Kpi.objects.get(code="LC13")) == ("school plans",)


def test_a_council_s_own_kpi_may_have_none():
    assert names_of(Kpi(code="LC98", area="lac")) == ()
