"""A second factor in a real browser, whose passkeys a virtual device keeps."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from playwright.sync_api import Page, expect

from selfassess.accounts.models import User
from selfassess.accounts.sessions import SIGNED_IN
from tests.accounts.test_second_factor import code_of

from .browsing import follow, heading, press, sign_in
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _asked_for(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def at_localhost(live_server) -> str:
    """A passkey belongs to a name, never to a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


def with_device(page: Page) -> Page:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def wait_a_quarter_of_an_hour() -> None:
    stored = Session.objects.get()
    session = stored.get_session_store_class()(stored.session_key)
    session[SIGNED_IN] -= 16 * 60
    session.save()


def arrive(page: Page, person: User, home: str = "") -> None:
    page.goto(f"{home}/accounts/login/")
    sign_in(page, person)


def is_sound(page: Page, person: User) -> None:
    assert faults_of(page, names=[person.name]) == []


@pytest.mark.parametrize("scripts", [True])
@pytest.mark.slow  # tests/accounts/test_second_factor.py asks the same pages
def test_an_app_and_recovery_codes(cast, browse):
    person = cast.viewer
    page = browse()
    arrive(page, person)
    heading(page, "Set up a second factor")
    is_sound(page, person)
    follow(page, "Set up an app")
    heading(page, "Set up an authenticator app")
    is_sound(page, person)
    secret = page.locator("code").inner_text()
    page.get_by_label("Code from the app").fill(code_of(secret, later=-1))
    press(page, "Confirm the app")
    heading(page, "Your recovery codes")
    is_sound(page, person)
    recovery = page.locator("li code").first.inner_text()
    follow(page, "I have them: go on")
    press(page, "Sign out")
    arrive(page, person)
    heading(page, "Your second factor")
    is_sound(page, person)
    page.get_by_label("Code").fill("000000")
    press(page, "Sign in")
    expect(page.get_by_role("alert").first).to_contain_text("The code is not right")
    page.get_by_label("Code").fill(code_of(secret))
    press(page, "Sign in")
    press(page, "Sign out")
    arrive(page, person)
    page.get_by_label("Code").fill(recovery)
    press(page, "Sign in")
    page.get_by_role("contentinfo").get_by_role("link", name="Your second factor").click()
    expect(page.get_by_text("9 are left")).to_be_visible()
    is_sound(page, person)
    call_command("forget_second_factor", person.email)  # all of it is lost
    page.reload()
    sign_in(page, person)
    heading(page, "Set up a second factor")


@pytest.mark.parametrize("scripts", [True])
def test_a_passkey_beside_the_password_and_alone(cast, browse, at_localhost):
    person = cast.viewer
    page = with_device(browse())
    arrive(page, person, at_localhost)
    follow(page, "Add a passkey")
    heading(page, "Add a passkey")
    is_sound(page, person)
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_label("Sign in with it alone").check()
    press(page, "Add the passkey")
    heading(page, "Your recovery codes")
    follow(page, "I have them: go on")
    press(page, "Sign out")
    arrive(page, person, at_localhost)
    heading(page, "Your second factor")
    press(page, "Use a passkey")
    press(page, "Sign out")
    press(page, "Use a passkey instead")
    page.get_by_role("contentinfo").get_by_role("link", name="Your second factor").click()
    expect(page.get_by_role("listitem").get_by_text("Work laptop").first).to_be_visible()
    is_sound(page, person)
    wait_a_quarter_of_an_hour()
    follow(page, "Rename Work laptop")
    heading(page, "Confirm that it is you")
    is_sound(page, person)
    follow(page, "Use a security key")
    press(page, "Use a passkey")
    heading(page, "Rename a passkey")


@pytest.mark.long
@pytest.mark.parametrize("scripts", [True])
def test_a_browser_that_gives_no_passkey_says_so_on_the_page(cast, browse, at_localhost):
    page = browse()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")  # and has no device
    arrive(page, cast.viewer, at_localhost)
    follow(page, "Add a passkey")
    page.evaluate("() => void (navigator.credentials.create = () => Promise.reject('none'))")
    press(page, "Add the passkey")
    expect(page.get_by_role("alert")).to_contain_text("did not get a passkey")
