"""Ten figures are entered on a page that is soon scrolled through."""

from decimal import Decimal

import pytest

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import NewTarget, set_targets
from selfassess.accounts.models import User
from tests.factories import get_assessment, make_quarter

from .conftest import DESK, PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUARTERS = ("2019-20-q3", "2019-20-q4", "2020-21-q1", "2020-21-q2")
LONGEST = {DESK: 1300, PHONE: 3000}  # pixels


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture
def improving(cast) -> None:
    """Ten figures, of which each has more to say of its past than “no change”, and three have a
    comment."""
    load_catalogue(by=User.objects.command_line())
    kpis = Kpi.objects.of_area("mash").filter(core=True)
    for number, code in enumerate(QUARTERS):
        entries = [
            Entry(
                kpi,
                value=Decimal(70 + 3 * number),
                period="quarter",
                comment="Two workers began in May." * (place < 3),
            )
            for place, kpi in enumerate(kpis)
        ]
        save_indicators(get_assessment(make_quarter(code)), entries, by=cast.head)


@pytest.mark.parametrize("width", LONGEST)
def test_ten_figures_fit(cast, improving, browse: Browse, width: int):
    page = browse(cast.head, width=width)
    page.goto("/2020-21-q2/mash/indicators/")
    assert page.locator(".sa-entry > tbody:visible").count() == 10
    assert page.evaluate("document.documentElement.scrollHeight") <= LONGEST[width]


def test_why_a_figure_is_not_judged_makes_no_row_taller(cast, improving, browse: Browse):
    one_number = NewTarget(Kpi.objects.get(code="MA02"), value=Decimal(20))
    set_targets([one_number], from_quarter=QUARTERS[-1], reason="Agreed.", by=cast.analyst)
    page = browse(cast.analyst)
    page.goto("/2020-21-q2/mash/indicators/")
    row, of_two_lines = (page.locator(f"#id_{code} > tr").first for code in ("MA02", "MA03"))
    assert "Not judged: target is one number, not a range" in row.inner_text()
    assert row.bounding_box()["height"] <= of_two_lines.bounding_box()["height"] + 1
