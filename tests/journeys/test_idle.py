"""Before a session ends its person is warned, and what she typed stays where it is."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from selfassess.accounts.sessions import ACTIVE, SIGNED_IN

from .browsing import press
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACTION = "/2020-21-q2/mash/development/actions/add/"  # nothing is saved here while one types


@pytest.fixture
def scripts() -> bool:
    return True


def pass_time(page: Page, *, minutes: int, of_sign_in: int = 0) -> None:
    """On the server, then in the browser, until its question is answered."""
    stored = Session.objects.get()
    session = stored.get_session_store_class()(stored.session_key)
    session[ACTIVE] -= minutes * 60
    session[SIGNED_IN] -= (minutes + of_sign_in) * 60
    session.save()
    with page.expect_response("**/accounts/session/"):
        page.clock.run_for(minutes * 60_000)


def warning(page: Page):
    return page.get_by_role("region", name="Your session")


def test_a_warning_comes_before_the_end(cast, quarter, browse):
    page = browse(cast.head)
    page.clock.install()
    page.goto(ACTION)
    page.wait_for_load_state()
    pass_time(page, minutes=56)
    expect(warning(page).get_by_role("alert")).to_contain_text(
        "You will be signed out in 4 minutes"
    )
    assert faults_of(page, names=[cast.head.name]) == []
    press(page, "Stay signed in")
    expect(warning(page)).to_be_hidden()

    words = page.get_by_role("textbox").first
    words.fill("Ask families.")
    pass_time(page, minutes=56)  # she was typing: that is activity, so no warning comes
    expect(warning(page)).to_be_hidden()
    pass_time(page, minutes=61)
    expect(warning(page)).to_contain_text(
        "You are signed out. What you typed is still on this page"
    )
    expect(words).to_have_value("Ask families.")


@pytest.mark.long
def test_after_twelve_hours_nobody_stays(cast, quarter, browse):
    page = browse(cast.head)
    page.clock.install()
    page.goto(ACTION)
    page.wait_for_load_state()
    pass_time(page, minutes=56, of_sign_in=11 * 60)
    expect(warning(page)).to_contain_text("one sign-in lasts no longer")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()
