"""The catalogue: what is measured, added to, chosen from, retired and never deleted."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from performance.models import Kpi
from performance.operations.catalogue import change_kpi, choose
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.reading import indicators
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter
from services.registry import all_areas
from tests.factories import get_assessment
from tests.ui.page import Page

DECLARED = [kpi for area in all_areas() for kpi in area.kpis()]
NEW = {
    "code": "MA51",
    "area": "mash",
    "name": "Calls answered within a minute",
    "unit": "%",
    "denominator": "calls",
    "direction": "higher",
    "frequency": "quarterly",
    "smallest_denominator": "10",
}


def asked(area: str = "mash", quarter: str = "2020-21-q2") -> set[str]:
    return {indicator.kpi.code for indicator in indicators([area], quarter).get(area, [])}


class TestWhatIsThere:
    def test_there_are_as_many_as_the_areas_declare(self, catalogue):
        assert Kpi.objects.count() == len(DECLARED) >= 97
        core = [kpi for kpi in DECLARED if kpi["core"] == "Y"]
        assert Kpi.objects.filter(core=True).count() == len(core) >= 64

    def test_each_says_what_it_is(self, catalogue):
        assert not Kpi.objects.filter(definition="").exists()
        assert not Kpi.objects.filter(unit="").exists()
        assert not Kpi.objects.filter(unit="%", denominator="").exists()
        assert not Kpi.objects.filter(source="").exists()

    def test_a_suggested_target_says_what_it_rests_on(self, catalogue):
        suggested = [kpi for kpi in Kpi.objects.all() if kpi.has_suggestion]
        assert len(suggested) > 50
        assert all(kpi.suggested_because for kpi in suggested)

    def test_the_areas_files_have_every_column(self):
        for area in all_areas():
            with Path(area.kpis_file).open(newline="") as file:
                columns = csv.DictReader(file).fieldnames or []
            assert {"annex_a_list", "national_framework_outcome", "lait_code"} <= set(columns)

    def test_a_viewer_cannot_load_it(self, cast):
        with pytest.raises(PermissionDenied):
            load_catalogue(by=cast.viewer)

    def test_loading_again_overwrites_nothing(self, cast, catalogue):
        change_kpi(Kpi.objects.get(code="MA03"), {"name": "Our words"}, by=cast.analyst)
        assert load_catalogue(by=cast.administrator) == 0
        assert Kpi.objects.get(code="MA03").name == "Our words"


class TestChoosing:
    def test_core_kpis_are_asked_and_optional_ones_when_chosen(self, cast, quarter):
        optional = Kpi.objects.get(code="MA05")
        assert "MA03" in asked()
        assert "MA05" not in asked()
        choose(optional, asked=True, from_quarter="2020-21-q2", reason="New.", by=cast.analyst)
        assert "MA05" in asked()
        assert "MA05" not in asked(quarter="2020-21-q1")

    def test_a_retired_kpi_stays_in_the_quarters_before(self, cast, quarter):
        kpi = Kpi.objects.get(code="MA03")
        choose(kpi, asked=False, from_quarter="2020-21-q3", reason="Replaced.", by=cast.analyst)
        assert "MA03" in asked(quarter="2020-21-q2")
        assert "MA03" not in asked(quarter="2020-21-q3")
        assert "MA03" not in asked(quarter="2021-22-q1")

    def test_it_can_be_brought_back(self, cast, quarter):
        kpi = Kpi.objects.get(code="MA03")
        for code, is_asked in (("2020-21-q2", False), ("2020-21-q4", True)):
            choose(kpi, asked=is_asked, from_quarter=code, reason="So.", by=cast.analyst)
        assert [("MA03" in asked(quarter=f"2020-21-q{n}")) for n in (1, 2, 3, 4)] == [
            True,
            False,
            False,
            True,
        ]

    def test_an_issued_quarter_keeps_what_it_was_asked(self, cast, quarter):
        Quarter.objects.update(state="issued")
        with pytest.raises(Refused, match="is issued"):
            choose(
                Kpi.objects.get(code="MA03"),
                asked=False,
                from_quarter="2020-21-q2",
                reason="No.",
                by=cast.analyst,
            )

    def test_a_kpi_without_a_good_direction_says_so(self, cast, quarter, sign_in):
        client = sign_in(cast.analyst)
        for address in ("/kpis/", "/kpis/MA01/", "/targets/?area=mash"):
            page = client.get(address).text
            assert "No good direction" in page
            assert "Neither is better" not in page

    def test_the_page_says_what_it_will_do_and_does_it(self, cast, quarter, sign_in):
        client = sign_in(cast.analyst)
        assert "Stop reporting it" in client.get("/kpis/MA03/choose/").text
        post = {"asked": "no", "from_quarter": "2020-21-q2", "reason": "Nobody can count it."}
        client.post("/kpis/MA03/choose/", post)
        assert "MA03" not in asked()
        assert "Nobody can count it." in client.get("/kpis/MA03/").text


class TestKpisOfTheCouncilsOwn:
    def test_an_analyst_adds_one_and_it_is_reported(self, cast, quarter, sign_in):
        client = sign_in(cast.analyst)
        answer = client.post("/kpis/add/", NEW, follow=True)
        assert "Calls answered within a minute" in answer.text
        assert "MA51" in asked()
        assert Event.objects.filter(verb="kpi.add", subject="MA51").exists()

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("code", "ma51", "two capital letters"),
            ("code", "MA03", "is taken"),
            ("denominator", "", "the whole of which this is a percentage"),
            ("area", "nowhere", "Select"),
            ("smallest_denominator", "-1", "0"),
        ],
    )
    def test_a_bad_one_is_refused_beside_the_field(
        self, cast, quarter, sign_in, field, value, says
    ):
        answer = sign_in(cast.analyst).post("/kpis/add/", NEW | {field: value})
        assert answer.status_code == 200
        assert says in Page(answer.text).words(f"//*[@id='id_{field}_error']")
        assert Kpi.objects.count() == len(DECLARED)

    def test_the_direction_stands_once_there_are_figures(self, cast, quarter):
        kpi = Kpi.objects.get(code="MA03")
        save_indicators(get_assessment(quarter), [Entry(kpi, Decimal(90))], by=cast.analyst)
        with pytest.raises(Refused, match="good direction stand"):
            change_kpi(kpi, {"direction": "lower"}, by=cast.analyst)

    def test_a_head_reads_and_does_not_change(self, cast, quarter, sign_in):
        client = sign_in(cast.head)
        assert client.get("/kpis/MA03/").status_code == 200
        assert client.get("/kpis/LC01/").status_code == 404
        assert client.get("/kpis/add/").status_code == 403
        assert client.get("/kpis/MA03/change/").status_code == 403


class TestTheList:
    def test_it_is_searched_and_filtered_without_a_script(self, cast, quarter, sign_in):
        client = sign_in(cast.analyst)
        page = Page(client.get("/kpis/?q=supervision&area=cp-court").text)
        codes = [link.get("href") for link in page.all("//tbody//th//a")]
        assert codes == ["/kpis/CP04/", "/kpis/CP05/"]
        assert "No KPI matches" in client.get("/kpis/?q=zzz").text

    def test_it_costs_the_same_whatever_the_number(
        self, cast, quarter, sign_in, django_assert_max_num_queries
    ):
        client = sign_in(cast.analyst)
        with django_assert_max_num_queries(9):
            client.get("/kpis/")
