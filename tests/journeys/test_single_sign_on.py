"""Single sign-on in a real browser, with a provider that is another program's."""

import re
from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from oidc_provider_mock import User as Subject
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Page, expect

from selfassess.accounts.models import User
from selfassess.oidc import Provider
from selfassess.people.links import invitation_link
from selfassess.single_sign_on import discovery

from .browsing import follow, heading, press
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ELSEWHERE = "https://cdn.jsdelivr.net/"
PEOPLE = [
    Subject(sub="viewer-7f3a", claims={"roles": ["SelfAssessment.User"]}),
    Subject(sub="administrator-91c2", claims={"roles": ["SelfAssessment.User"]}),
    Subject(sub="without-a-role", claims={}),
]


@pytest.fixture
def provider(settings, live_server) -> Iterator[Provider]:
    """Set up as in production."""
    discovery.keys_at.cache_clear()
    with run_server_in_thread(user_claims=PEOPLE) as server:
        found = Provider(
            issuer=f"http://localhost:{server.server_port}",
            client_id="selfassess",
            client_secret="a secret of the tests",
            name="your Example Council account",
            roles=("SelfAssessment.User",),
        )
        settings.SINGLE_SIGN_ON, settings.SECOND_FACTOR = found, True
        settings.PUBLIC_URL = live_server.url
        settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": ["'self'", found.origin]}
        yield found


def authorise(page: Page, subject: str) -> None:
    """At the provider: sign in as one of those whom it knows."""
    heading(page, "Authorize Client")
    page.get_by_role("button", name=f"Authorize as {subject}").click()


def is_sound(page: Page, person: User) -> None:
    assert faults_of(page, names=[person.name]) == []


@pytest.fixture
def browse_both(browse, provider, troubles):
    """To the provider, too, whose pages want a style sheet from elsewhere and do not get it. The
    portal's own pages ask no other host."""

    def open_page() -> Page:
        page: Page = browse()
        page.context.route(ELSEWHERE + "**", lambda route: route.abort())
        return page

    yield open_page
    its = (provider.issuer, ELSEWHERE)
    troubles[:] = [told for told in troubles if not any(address in told for address in its)]


def sign_out(page: Page) -> None:
    """Here, and then at the provider, which leads back."""
    press(page, "Sign out")
    page.get_by_role("button").first.click()
    heading(page, "Sign in to Self-assessment")


@pytest.mark.parametrize("scripts", [True])
def test_an_invitation_a_sign_out_and_the_next_sign_in(cast, browse_both, provider):
    person, page = cast.viewer, browse_both()
    page.goto(invitation_link(person))
    heading(page, "Accept your invitation")
    is_sound(page, person)
    follow(page, "Sign in with your Example Council account")
    authorise(page, "viewer-7f3a")
    expect(page.get_by_text(person.name, exact=True)).to_be_visible()
    assert SocialAccount.objects.get().user == person
    sign_out(page)
    is_sound(page, person)
    follow(page, "Sign in with your Example Council account")
    authorise(page, "viewer-7f3a")
    expect(page.get_by_role("link", name="Your sessions")).to_be_visible()
    page.goto("/accounts/single-sign-on/again/?next=/reports/")
    expect(page).to_have_url(re.compile("/reports/$"))


@pytest.mark.parametrize("scripts", [True])
def test_whoever_may_not_come_in_is_told_why_and_whom_to_ask(cast, browse_both, provider):
    page = browse_both()
    for subject, title in [
        ("without-a-role", "You have no access to this portal"),
        ("viewer-7f3a", "This portal does not know you yet"),
    ]:
        page.goto("/accounts/login/")
        follow(page, "Sign in with your Example Council account")
        authorise(page, subject)
        heading(page, title)
        is_sound(page, cast.viewer)


@pytest.mark.parametrize("scripts", [True])
def test_an_administrator_tries_the_connection_out(cast, browse_both, provider):
    SocialAccount.objects.create(
        user=cast.administrator, provider=provider.issuer, uid="administrator-91c2"
    )
    page = browse_both()
    page.goto("/accounts/break-glass/")
    is_sound(page, cast.administrator)
    page.goto("/accounts/login/?next=/people/single-sign-on/")
    follow(page, "Sign in with your Example Council account")
    authorise(page, "administrator-91c2")
    expect(page.get_by_text("works, as far as can be told")).to_be_visible()
    is_sound(page, cast.administrator)
    page.goto(f"/people/{cast.administrator.pk}/")
    is_sound(page, cast.administrator)
