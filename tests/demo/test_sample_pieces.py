"""The sample's pieces: fewer quarters, and figures that are worked out."""

import pytest
from django.core.management import CommandError, call_command

from performance.counted import is_counted
from performance.models import Kpi
from selfassess.accounts.models import User
from selfassess.demo.sample import figures
from selfassess.demo.sample.building_blocks import areas_with_texts
from selfassess.demo.sample.calendar import LAST, QUARTERS
from selfassess.demo.sample.evidence_and_actions import lists
from selfassess.demo.sample.load import load_sample
from selfassess.demo.sample.texts import texts
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import plan_quarter
from selfassess.records.models import Action
from tests.rows import put_back

from .conftest import sample_rows

AREAS = areas_with_texts()
MARKED = {"not_collected", "not_ready", "not_trusted"}


@pytest.mark.django_db
@pytest.mark.usefixtures("quick_pdf")
class TestFewerQuarters:
    @pytest.mark.parametrize("quarters", [1, pytest.param(2, marks=pytest.mark.slow)])
    def test_the_latest_are_loaded_and_every_area_is_full(self, quarters):
        put_back(sample_rows(quarters))
        assert set(Quarter.objects.values_list("code", flat=True)) == set(QUARTERS[-quarters:])
        raised = Action.objects.filter(raised_in=LAST)
        assert set(raised.values_list("area", flat=True)) == set(AREAS)
        first = Quarter.objects.earliest("code").name
        with pytest.raises(Refused, match=f"begins with {first}"):
            load_sample(quarters=quarters + 1, say=str)

    def test_the_sample_is_not_loaded_over_another_quarter(self):
        plan_quarter(LAST, by=User.objects.command_line())
        with pytest.raises(CommandError, match="1 other quarters"):
            call_command("load_demo", sample=True)
        assert not Kpi.objects.exists()


class TestNothingIsRandom:
    def test_the_same_quarter_gives_the_same_lists_and_texts(self):
        once = {area: (lists(area, LAST, head="x"), texts(area, LAST)) for area in AREAS}
        for cached in (figures.catalogue, figures._plan):
            cached.cache_clear()
        again = {area: (lists(area, LAST, head="x"), texts(area, LAST)) for area in AREAS}
        assert again == once

    def test_a_figure_is_known_beforehand(self):
        assert [figures.shown("MA03", number) for number in range(8)] == [
            *("72.6%", "75.4%", "78.6%", "77.9%"),
            *("84.2%", "89.1%", "91.3%", "93.1%"),
        ]

    def test_every_kpi_of_an_area_with_texts_has_a_series_with_known_marks(self):
        declared = {kpi for kpi, row in figures.catalogue().items() if row["area"] in AREAS}
        assert set(figures._plan()) == {kpi for kpi in declared if not is_counted(kpi)}
        marked = {m for code in figures._plan() for n in range(8) for m in figures.marks(code, n)}
        assert marked == MARKED | {"provisional"}

    def test_shares_agree_with_their_parts(self):
        for kpi in figures._plan():
            row = figures.catalogue()[kpi]
            for number in range(len(QUARTERS)):
                found = figures.figure(kpi, number)
                assert found.value >= 0, (kpi, number)
                if row["unit"] == "%":
                    share = 100 * found.numerator / found.denominator
                    assert abs(share - found.value) <= figures.Decimal("0.05"), (kpi, number)
                    assert found.numerator <= found.denominator, (kpi, number)

    def test_sets_of_further_figures_add_up(self, subtests):
        for number, code in enumerate(QUARTERS):
            contacts = figures.figure("MA01", number).value
            for area, whole in (("mash", contacts), ("early-help", 100)):
                with subtests.test(area, quarter=code):
                    rows = [row for row in figures.facts(area, code) if row["group"]]
                    assert sum(row["value"] for row in rows) == whole
                    assert all(row["value"] > 0 for row in rows)
