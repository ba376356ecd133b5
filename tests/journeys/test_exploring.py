"""The chart that can be pointed at: it is drawn, and the security policy has nothing to refuse."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from selfassess.accounts.models import User
from tests.factories import get_assessment, make_quarter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_still_picture_gives_way_to_a_live_one_with_scripts(cast, quarter, browse, scripts):
    load_catalogue(by=User.objects.command_line())
    make_quarter("2020-21-q1")
    for code, value in (("2020-21-q1", "68.1"), ("2020-21-q2", "74.6")):
        entry = Entry(Kpi.objects.get(code="MA03"), Decimal(value))
        save_indicators(get_assessment(code), [entry], by=cast.analyst)
    page = browse(cast.analyst)
    page.goto("/kpis/MA03/explore/")
    alt = "from 68.1% in Q1 2020/21 to 74.6% in Q2 2020/21"
    page.get_by_text("Point at values, or enlarge a part").click()
    if scripts:
        expect(page.locator(".js-plotly-plot .scatterlayer .point")).to_have_count(2)
        expect(page.get_by_role("group", name=alt)).to_be_visible()
    else:
        expect(page.locator("svg.chart circle")).to_have_count(2)
    page.locator("tbody").last.scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Download them as CSV")).to_be_visible()
