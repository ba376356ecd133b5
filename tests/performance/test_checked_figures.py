"""A figure and its parts are looked at in the same way, whether they are typed or in a file."""

from decimal import Decimal

import pytest

from performance.imports import operations, plan, read
from performance.models import Measure
from selfassess.access import Role
from tests.factories import make_user
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
