"""Clicking twice does a thing once."""

import pytest
from playwright.sync_api import expect

from selfassess.audit.models import Event
from selfassess.reporting.models import Build
from tests.factories import get_assessment, write

from .browsing import box, choose, heading, with_scripts_it_is_long

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def events(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def test_saving_twice_saves_once(cast, quarter, browse):
    page = browse(cast.head)
    page.goto("/2020-21-q2/mash/know/")
    box(page).fill("Once.")
    page.get_by_role("button", name="Save and continue").dblclick()
    heading(page, "How do you know it?")
    assert get_assessment(quarter).answer_to("know").version == 1
    assert events("answer.save") == 1
    assert events("answer.keep") == 0


@with_scripts_it_is_long
def test_sending_twice_sends_once(cast, quarter, browse):
    write(get_assessment(quarter), by=cast.head)
    page = browse(cast.head)
    page.goto("/2020-21-q2/mash/check/")
    page.get_by_role("button", name="Send to the director").dblclick()
    heading(page, "MASH & Assessment")
    expect(page.get_by_text("MASH & Assessment is with the director.").first).to_be_visible()
    assert events("assessment.send") == 1


@with_scripts_it_is_long
def test_compiling_twice_compiles_once(cast, quarter, browse):
    page = browse(cast.director)
    page.goto("/reports/2020-21-q2/")
    choose(page, "A draft")
    page.get_by_role("button", name="Compile").dblclick()
    expect(page.get_by_role("heading", name="Compiling the report")).to_be_visible()
    assert Build.objects.count() == 1
    assert events("report.compile") == 1
