"""Two people enter figures in browsers of their own: neither empties what the other has entered."""

import pytest
from playwright.sync_api import Locator, Page, expect

from performance.models import Measure
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User

from .browsing import press, told, without_scripts_it_is_long

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIGURES = "/2020-21-q2/mash/indicators/"


def figure(page: Page, code: str) -> Locator:
    return page.locator(f"#id_{code}-value")


def values() -> dict[str, int]:
    return {measure.kpi_id: int(measure.value) for measure in Measure.objects.all()}


@without_scripts_it_is_long
def test_a_blank_row_of_an_older_page_empties_nothing(cast, quarter, browse):
    load_catalogue(by=User.objects.command_line())
    head, analyst = browse(cast.head), browse(cast.analyst)
    head.goto(FIGURES)
    analyst.goto(FIGURES)
    for code in ("MA01", "MA03", "MA08"):
        figure(analyst, code).fill("50")
    press(analyst, "Save")
    told(analyst, "Saved")

    figure(head, "MA03").fill("80")
    figure(head, "MA09").fill("7")
    press(head, "Save and continue")
    problem = head.locator(".govuk-error-summary")
    expect(problem).to_contain_text("Analyst saved 50% while you were on this page.")
    expect(figure(head, "MA01")).to_have_value("50")
    expect(figure(head, "MA03")).to_have_value("80")
    assert values() == {"MA01": 50, "MA03": 50, "MA08": 50, "MA09": 7}

    press(head, "Save and continue")
    expect(problem).to_have_count(0)
    assert values() == {"MA01": 50, "MA03": 80, "MA08": 50, "MA09": 7}
