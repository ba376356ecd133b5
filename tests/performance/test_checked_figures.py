"""A figure and its parts are looked at in the same way, whether they are typed or in a file."""

from datetime import date
from decimal import Decimal

import pytest

from performance.imports import cell_values, operations, plan, read
from performance.models import Kpi, Measure
from performance.number_format import disagreement
from selfassess.access import Role
from selfassess.accounts.models import User
from tests.factories import freeze_now, make_user
from tests.pages import form_on, words_on

CODE = "2020-21-q2"
NO_FIGURE = "Its parts are there and the figure is not."


@pytest.fixture
def save(quarter, sign_in):
    """What a head types into her page, sent with all that a browser sends."""

    def save(area: str, **typed: str):
        client = sign_in(make_user((Role.HEAD, area)))
        address = f"/{CODE}/{area}/indicators/"
        sent = {name.replace("_", "-"): text for name, text in typed.items()}
        return client.post(address, form_on(client.get(address)) | sent | {"stay": ""}, follow=True)

    return save


@pytest.fixture
def problems(cast, quarter):
    """What stands against a file with one row."""

    def problems(titles: str, row: str) -> list[str]:
        data = f"{titles}\n{row}".encode()
        table = read.read(data, plan.names_of_kpis())
        brought = operations.bring(table, quarter=quarter, name="x", data=data, by=cast.analyst)
        doing = plan.make(operations.table_of(brought), brought.mapping, quarter)
        return [str(problem) for problem in doing.problems]

    return problems


def numbers(code: str) -> tuple[Decimal, Decimal | None, Decimal | None]:
    return Measure.objects.values_list("value", "numerator", "denominator").get(kpi=code)


def old_measure(code: str, **numbers: int | Decimal) -> Measure:
    """A figure that no rule has looked at."""
    kpi = Kpi.objects.get(code=code)
    told = {"source": kpi.source, "as_at": date(2020, 9, 30), "period": "quarter"}
    by = User.objects.command_line()
    return Measure.objects.create(kpi=kpi, quarter_id=CODE, saved_by=by, **told, **numbers)


PARTS = "kpi,value,numerator,denominator"
PAIRS = [("1600", "100"), ("1600", ""), ("", "100")]


class TestPartsWithoutTheirFigure:
    """Only a share is worked out of its parts."""

    @pytest.mark.parametrize(("numerator", "denominator"), PAIRS)
    def test_are_not_dropped_by_the_page(self, save, numerator, denominator):
        answer = save("performance", PW01_numerator=numerator, PW01_denominator=denominator)
        assert NO_FIGURE in words_on(answer)
        sent = form_on(answer)
        assert (sent["PW01-numerator"], sent["PW01-denominator"]) == (numerator, denominator)

    @pytest.mark.parametrize(("numerator", "denominator"), PAIRS)
    def test_are_refused_of_a_file_in_the_same_words(self, problems, numerator, denominator):
        [said] = problems(PARTS, f"PW01,,{numerator},{denominator}")
        assert NO_FIGURE in said

    def test_take_no_stored_figure_away(self, save):
        save("performance", PW01_value="16", PW01_numerator="1600", PW01_denominator="100")
        answer = save("performance", PW01_value="", PW01_numerator="1700")
        assert NO_FIGURE in words_on(answer)
        assert numbers("PW01") == (16, 1600, 100)
        assert form_on(answer)["PW01-numerator"] == "1700"

    def test_hold_up_no_other_row(self, save):
        save("performance", PW01_numerator="1600", PW01_denominator="100", PW02_value="12")
        assert numbers("PW02") == (12, None, None)

    def test_go_with_it_when_all_are_emptied(self, save):
        save("performance", PW01_value="16", PW01_numerator="1600", PW01_denominator="100")
        save("performance", PW01_value="", PW01_numerator="", PW01_denominator="")
        assert not Measure.objects.exists()

    def test_make_a_share(self, save):
        save("mash", MA03_numerator="1451", MA03_denominator="1872")
        assert numbers("MA03") == (Decimal("77.51"), 1451, 1872)

    def test_a_figure_that_cannot_be_read_is_told_once(self, save):
        answer = save("performance", PW01_value="x", PW01_numerator="1", PW01_denominator="2")
        assert NO_FIGURE not in words_on(answer)


BELOW = [
    ("MA04", "", "-5", "100"),
    ("MA04", "50", "-5", ""),
    ("MA04", "0", "-5", "0"),
    ("MA04", "-5", "", ""),
    ("MA04", "5", "-5", "-100"),
    ("MA04", "", "-5", "-100"),
    ("MA01", "3", "-3", ""),
    ("PW01", "16", "-16", "1"),
]


class TestBelowNought:
    """No KPI of the catalogue can be: a figure, and what it is worked out of, is 0 or more."""

    @pytest.mark.parametrize(("code", "value", "numerator", "denominator"), BELOW)
    def test_no_page_takes_it(self, save, code, value, numerator, denominator):
        area = {"MA": "mash", "PW": "performance"}[code[:2]]
        typed = {"value": value, "numerator": numerator, "denominator": denominator}
        answer = save(area, **{f"{code}_{part}": text for part, text in typed.items()})
        assert not Measure.objects.exists()
        assert "cannot be below 0" in words_on(answer)
        assert form_on(answer)[f"{code}-numerator"] == numerator

    @pytest.mark.parametrize(("code", "value", "numerator", "denominator"), BELOW)
    def test_no_file_brings_it(self, problems, code, value, numerator, denominator):
        [said] = problems(PARTS, f"{code},{value},{numerator},{denominator}")
        assert "cannot be below 0" in said

    def test_no_further_source_says_it(self, save, cast, sign_in):
        save("mash", MA04_value="50")
        typed = {"source": "List", "value": "50", "numerator": "-5", "period": "quarter"}
        address = f"/{CODE}/mash/indicators/MA04/"
        answer = sign_in(cast.head).post(address, typed | {"as_at": "30 September 2020"})
        assert "cannot be below 0" in words_on(answer)
        assert Measure.objects.count() == 1

    def test_nought_with_a_sign_is_nought(self, save):
        assert str(cell_values.number("-0", "").value) == "0"
        answer = save("mash", MA01_value="-0")
        assert form_on(answer)["MA01-value"] == "0"


class TestWhatIsOnRecord:
    """Rules have changed since it was let in. It opens, and holds up nothing."""

    @pytest.fixture
    def below(self, quarter):
        return old_measure("MA04", value=-5, numerator=-5, denominator=100)

    def test_its_page_is_saved_with_what_else_was_typed(self, below, save):
        assert "Saved." in words_on(save("mash", MA01_value="5", MA04_provisional="on"))
        assert numbers("MA01") == (5, None, None)
        assert numbers("MA04") == (-5, -5, 100)
        assert Measure.objects.get(kpi="MA04").provisional

    def test_a_change_of_it_is_looked_at(self, below, save):
        assert "below 0" in words_on(save("mash", MA04_value="-6"))
        assert numbers("MA04") == (-5, -5, 100)

    def test_a_file_that_says_the_same_has_no_problem(self, below, problems):
        assert not problems(PARTS, "MA04,-5,-5,100")

    def test_it_is_shown_and_reported(self, below, cast, sign_in):
        for page in ("", "check/", "indicators/", "indicators/MA04/"):
            assert sign_in(cast.head).get(f"/{CODE}/mash/{page}").status_code == 200
        shown = [one.value for area in freeze_now(below.quarter).areas for one in area.indicators]
        assert "-5%" in shown


def test_a_reason_for_no_figure_is_not_dropped_where_the_parts_make_one(save):
    save("mash", MA03_numerator="9", MA03_denominator="10")
    answer = save("mash", MA03_value="", MA03_missing="not_collected")
    assert "There is a figure and a reason for having none" in words_on(answer)
    assert numbers("MA03") == (90, 9, 10)


CONTRADICTED = [
    ("PW01", "16", "100", "100", "100 divided by 100 is 1, not 16."),
    ("PW01", "15.8", "1571", "100", "1,571 divided by 100 is 15.71, not 15.8."),
    ("CP09", "38", "650", "19", "650 divided by 19 is 34.21, not 38."),
    ("LC02", "98", "349", "36000", "349 of 36,000 is 96.94 per 10,000, not 98 per 10,000."),
    ("MA03", "50", "4", "10", "4 of 10 is 40%, not 50%."),
    ("MA01", "100", "90", "", "90 is not 100, and MA01 counts."),
    ("MA01", "12.5", "", "", "12.5 is no whole number, and MA01 counts."),
]
AGREED = [
    ("PW01", "16", "1571", "100"),
    ("CP09", "34.2", "650", "19"),
    ("LC02", "97", "349", "36000"),
    ("MA01", "90", "90", ""),
    ("LC11", "14.2", "", "20"),
]
AREAS = {"PW": "performance", "CP": "cp-court", "LC": "lac", "MA": "mash"}


class TestAFigureThatItsPartsContradict:
    @pytest.mark.parametrize(("code", "value", "numerator", "denominator", "says"), CONTRADICTED)
    def test_is_taken_by_no_page(self, save, code, value, numerator, denominator, says):
        typed = {"value": value, "numerator": numerator, "denominator": denominator}
        answer = save(AREAS[code[:2]], **{f"{code}_{part}": text for part, text in typed.items()})
        assert says in words_on(answer)
        assert form_on(answer)[f"{code}-value"] == value
        assert not Measure.objects.exists()

    @pytest.mark.parametrize(("code", "value", "numerator", "denominator", "says"), CONTRADICTED)
    def test_is_brought_by_no_file(self, problems, code, value, numerator, denominator, says):
        [said] = problems(PARTS, f"{code},{value},{numerator},{denominator}")
        assert says in said

    @pytest.mark.parametrize(("code", "value", "numerator", "denominator"), AGREED)
    def test_may_be_rounded(self, problems, code, value, numerator, denominator):
        assert not problems(PARTS, f"{code},{value},{numerator},{denominator}")

    @pytest.mark.parametrize("value", ["10", "20", "13.3", "40"])
    def test_may_be_the_rate_of_a_year(self, value):
        assert not disagreement(Decimal(value), Decimal(10), Decimal(10_000), unit="per 10,000")

    def test_is_none_where_the_unit_does_not_say_how_parts_make_it(self):
        assert not disagreement(Decimal(7), Decimal(10), Decimal(20), unit="£ per week")

    def test_stays_as_it_was_let_in(self, quarter, save):
        old_measure("MA01", value=Decimal("12.5"))
        assert "Saved." in words_on(save("mash", MA03_value="90"))
        assert numbers("MA01") == (Decimal("12.5"), None, None)
