"""What a session from the provider may do, how it ends, and when its person is asked again."""

import html
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from selfassess.accounts.proof import PROVED_AT, is_proved
from selfassess.audit.models import AccessEntry, AccessKind
from tests.sessions import age

from .steps import bound, come_back, go, is_in, sign_in

AGAIN = "/accounts/single-sign-on/again/"
ASK = "/accounts/single-sign-on/again/go/?next=/reports/"
MINUTE = 60


@pytest.fixture
def hers(cast, provider, visitor) -> Client:
    """The browser of the viewer, who has signed in."""
    bound(cast.viewer, provider)
    sign_in(visitor, provider)
    return visitor


def ago(seconds):
    """A number counts from now; anything else stays."""
    return int(time.time()) + seconds if type(seconds) is int else seconds


def is_trusted(browser: Client) -> bool:
    """Within a quarter of an hour of saying who she is."""
    return is_proved(browser.get("/help/").wsgi_request)


# --- App roles -----------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [None, [], "", ["Another.Program"], {"a": 1}, [7], "User2"])
def test_without_the_app_role_there_is_no_access_and_a_page_that_says_so(
    cast, provider, visitor, settings, roles
):
    settings.SINGLE_SIGN_ON = provider.configuration(roles=("User",))
    bound(cast.viewer, provider)
    answer = sign_in(visitor, provider, roles=roles)
    assert (answer.status_code, "You have no access to this portal" in answer.text) == (403, True)
    assert "Ask whoever looks after sign-in in your council" in answer.text
    assert not is_in(visitor)


@pytest.mark.parametrize("roles", [["User"], ["Another.Program", "User"], "User"])
def test_with_it_there_is(cast, provider, visitor, settings, roles):
    settings.SINGLE_SIGN_ON = provider.configuration(roles=("User", "Administrator"))
    bound(cast.viewer, provider)
    sign_in(visitor, provider, roles=roles)
    assert is_in(visitor)


def test_a_role_may_stand_at_the_second_address(cast, provider, visitor, settings):
    settings.SINGLE_SIGN_ON = provider.configuration(roles=("User",), userinfo=True)
    bound(cast.viewer, provider)
    provider.userinfo = {"sub": "subject-of-the-viewer", "roles": ["User"]}
    sign_in(visitor, provider)
    assert is_in(visitor)


@pytest.mark.parametrize("said", [{}, {"sub": "somebody-else", "roles": ["User"]}, [], "text"])
def test_the_second_address_must_speak_of_the_same_person(cast, provider, visitor, settings, said):
    settings.SINGLE_SIGN_ON = provider.configuration(roles=("User",), userinfo=True)
    bound(cast.viewer, provider)
    provider.userinfo = said
    assert "could not be trusted" in sign_in(visitor, provider).text
    assert not is_in(visitor)


# --- Signing out ---------------------------------------------------------------------------------


def test_signing_out_ends_the_session_here_and_leads_to_the_provider(hers, provider):
    answer = hers.post("/accounts/logout/")
    address = urlsplit(answer.headers["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.issuer}/sign-out"
    assert parse_qs(address.query) == {
        "client_id": ["selfassess"],
        "post_logout_redirect_uri": ["http://127.0.0.1:8000/accounts/login/"],
    }
    assert "Clear-Site-Data" in answer.headers
    assert not is_in(hers)


@pytest.mark.parametrize("where", [None, 7, "https://elsewhere.example.org/sign-out"])
def test_but_nowhere_else(cast, provider, visitor, where):
    provider.metadata["end_session_endpoint"] = where
    bound(cast.viewer, provider)
    sign_in(visitor, provider)
    assert visitor.post("/accounts/logout/").headers["Location"] == "/accounts/login/"


# --- A second factor, and saying again who one is -------------------------------------------------


def test_the_provider_asks_for_the_second_factor_so_the_portal_does_not(hers):
    assert is_in(hers)
    assert hers.get("/accounts/second-factor/").status_code == 404
    assert "Your second factor" not in hers.get("/").text


def test_a_sign_in_at_which_somebody_typed_something_proves_who_it_is(hers):
    assert is_trusted(hers)


@pytest.mark.parametrize("auth_time", [None, "now", True, -16 * MINUTE])
def test_one_that_only_passed_through_does_not(cast, provider, visitor, auth_time):
    """A computer left unlocked: the browser is still signed in at the provider."""
    auth_time = ago(auth_time)
    bound(cast.viewer, provider)
    sign_in(visitor, provider, auth_time=auth_time)
    assert is_in(visitor)
    assert not is_trusted(visitor)


def grow_old(browser: Client) -> None:
    age(browser, signed_in=16 * MINUTE)
    session = browser.session
    session[PROVED_AT] -= 16 * MINUTE
    session.save()


def test_whoever_is_asked_again_signs_in_at_the_provider_anew(hers, provider):
    grow_old(hers)
    assert not is_trusted(hers)
    assert "Sign in again with Example Council" in hers.get(f"{AGAIN}?next=/reports/").text
    asked = go(hers, ASK)
    assert (asked.values["prompt"], asked.values["max_age"]) == ("login", "0")
    answer = come_back(hers, provider, asked, provider.token(asked))
    assert answer.headers["Location"] == f"{AGAIN}?next=%2Freports%2F"
    assert is_trusted(hers)
    assert hers.get(answer.headers["Location"]).headers["Location"] == "/reports/"


@pytest.mark.parametrize("auth_time", [None, "now", -5 * MINUTE])
def test_whom_the_provider_did_not_ask_is_not_believed(hers, provider, auth_time):
    grow_old(hers)
    asked = go(hers, ASK)
    answer = come_back(hers, provider, asked, provider.token(asked, auth_time=ago(auth_time)))
    assert "without having signed in again" in answer.text
    assert not is_trusted(hers)


def test_nor_is_somebody_else(cast, hers, provider):
    grow_old(hers)
    bound(cast.director, provider, "the director")
    asked = go(hers, ASK)
    answer = come_back(hers, provider, asked, provider.token(asked, sub="the director"))
    assert "That was somebody else" in answer.text
    assert not is_trusted(hers)
    assert hers.get("/").wsgi_request.user == cast.viewer  # nor is she signed in as the director


def test_nor_somebody_whom_nobody_knows(hers, provider):
    grow_old(hers)
    asked = go(hers, ASK)
    answer = come_back(hers, provider, asked, provider.token(asked, sub="a stranger"))
    assert "That was somebody else" in answer.text


def test_whoever_has_signed_out_meanwhile_is_not_signed_in_by_it(hers, provider):
    asked = go(hers, ASK)
    session = hers.session
    del session["_auth_user_id"]
    session.save()
    come_back(hers, provider, asked, provider.token(asked))
    assert not is_in(hers)


@pytest.fixture
def administrators(cast, provider, visitor) -> Client:
    """The browser of the administrator, who signed in more than 15 minutes ago."""
    bound(cast.administrator, provider, "the administrator")
    sign_in(visitor, provider, sub="the administrator")
    grow_old(visitor)
    return visitor


def ask_and_come_back(browser: Client, provider, page: str):
    """From the page that asks to the provider, and back."""
    there = browser.get(page).text
    assert "Confirm that it is you" in there
    link = re.search(r'href="(/accounts/single-sign-on/again/go/[^"]*)"', there)[1]
    asked = go(browser, html.unescape(link))
    token = provider.token(asked, sub="the administrator")
    back = come_back(browser, provider, asked, token).headers["Location"]
    return browser.get(back)


def test_something_grave_waits_for_it(cast, administrators, provider):
    page = f"/people/{cast.viewer.pk}/"
    form = {"role": "analyst"}
    answer = administrators.post(page, form)
    assert answer.headers["Location"].startswith(AGAIN)
    assert not cast.viewer.assignments.filter(role="analyst").exists()
    back = ask_and_come_back(administrators, provider, answer.headers["Location"])
    assert back.headers["Location"].startswith(page)
    administrators.post(page, form)
    assert cast.viewer.assignments.filter(role="analyst").exists()


def test_and_so_does_djangos_admin(administrators, provider):
    page = "/admin/accounts/user/"
    answer = administrators.get(page, follow=True)
    assert answer.redirect_chain[-1][0].startswith(AGAIN)
    back = ask_and_come_back(administrators, provider, answer.redirect_chain[-1][0])
    assert back.headers["Location"] == page
    assert administrators.get(page).status_code == 200


def test_a_sign_in_is_in_the_access_log(cast, hers):
    assert AccessEntry.objects.get(kind=AccessKind.SIGNED_IN).person == cast.viewer


def test_a_session_that_began_with_a_password_ends_when_nobody_has_one_any_more(
    cast, provider, settings, visitor
):
    settings.SINGLE_SIGN_ON = None
    visitor.force_login(cast.viewer)
    settings.SECOND_FACTOR = False
    assert is_in(visitor)
    settings.SINGLE_SIGN_ON = provider.configuration()
    assert not is_in(visitor)


def test_an_hour_without_activity_ends_it_like_any_other(hers):
    age(hers, active=61 * MINUTE)
    assert not is_in(hers)
