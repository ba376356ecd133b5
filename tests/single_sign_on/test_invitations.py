"""An account is bound to a person of the provider once, by an invitation."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.people.links import invitation_link
from selfassess.people.operations.accounts import invite, send_link
from selfassess.people.operations.binding import bind, invite_again, unbind
from selfassess.people.operations.leaving import come_back, leave
from tests.sessions import log_in
from tests.tasks import work_off

from .steps import bound, go, is_in, path_of, sign_in
from .steps import come_back as come_back_from_provider

ANOTHER = "another-subject"


def link_to(person: User) -> str:
    return path_of(invitation_link(person))


def accept(browser: Client, provider, link: str, **token):
    return sign_in(browser, provider, f"{link}accept/", **token)


@pytest.fixture
def invited(cast, provider) -> User:
    new = {"email": "new@example.org", "name": "Somebody New", "role": "viewer"}
    return invite(**new, by=cast.administrator)


def test_the_mail_leads_to_the_provider_and_back_into_the_portal(cast, invited, provider, visitor):
    send_link(invited, by=cast.administrator)
    work_off()
    letter = mail.outbox[0]
    assert (letter.to, "password" in letter.body) == (["new@example.org"], False)
    link = path_of(re.search(r"http\S+", letter.body)[0])
    page = visitor.get(link)
    assert "Somebody New" in page.text
    assert "Sign in with Example Council" in page.text
    asked = go(visitor, f"{link}accept/")
    assert asked.values["prompt"] == "select_account"
    come_back_from_provider(visitor, provider, asked, provider.token(asked))
    assert is_in(visitor)
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid) == (
        invited,
        provider.issuer,
        "subject-of-the-viewer",
    )
    visitor.post("/accounts/logout/")
    sign_in(visitor, provider)
    assert is_in(visitor)


def test_it_is_an_event_and_told_to_the_address(cast, invited, provider, visitor):
    accept(visitor, provider, link_to(invited))
    assert Event.objects.get(verb="person.bind").by == invited
    work_off()
    assert mail.outbox[-1].to == ["new@example.org"]
    assert "was accepted" in mail.outbox[-1].subject


def test_nothing_of_a_token_is_kept(invited, provider, visitor):
    accept(visitor, provider, link_to(invited))
    assert not SocialToken.objects.exists()
    kept = SocialAccount.objects.get().extra_data | visitor.session.load()
    assert "secret-access" not in str(kept)
    assert "somebody@example.org" not in str(kept)
    assert "nonce" not in str(kept)
    assert "eyJ" not in str(kept)


def test_what_was_there_before_ends(cast, provider, visitor):
    """A password that somebody knows opens nothing afterwards, also where single sign-on ends."""
    person, there = cast.viewer, Client()
    there.force_login(person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    accept(visitor, provider, link_to(person))
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert not Authenticator.objects.exists()
    assert not is_in(there)
    assert is_in(visitor)


def test_whoever_is_signed_in_with_a_password_accepts_in_the_same_browser(cast, provider, visitor):
    """From a time before single sign-on."""
    visitor.force_login(cast.viewer)
    link = link_to(User.objects.get(pk=cast.viewer.pk))
    answer = accept(visitor, provider, link)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_in(visitor)


def test_whoever_is_signed_in_as_somebody_else_is_so_no_more(cast, invited, provider, visitor):
    visitor.force_login(cast.director)
    accept(visitor, provider, link_to(invited))
    assert visitor.get("/").wsgi_request.user == invited


def test_whoever_is_bound_accepts_another_invitation_in_the_same_browser(cast, provider, visitor):
    """Her session ends while its own request is under way."""
    bound(cast.viewer, provider)
    sign_in(visitor, provider)
    cast.viewer.refresh_from_db()
    answer = accept(visitor, provider, link_to(cast.viewer), sub=ANOTHER)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_in(visitor)


def test_a_link_works_once(invited, provider, visitor):
    link = link_to(invited)
    accept(visitor, provider, link)
    assert "no longer works" in Client().get(link).text
    assert "no longer works" in Client().get(f"{link}accept/").text


def test_of_two_who_follow_it_at_the_same_time_the_second_is_too_late(invited, provider):
    link, one, other = link_to(invited), Client(), Client()
    asked, asked_too = go(one, f"{link}accept/"), go(other, f"{link}accept/")
    come_back_from_provider(one, provider, asked, provider.token(asked))
    token = provider.token(asked_too, sub=ANOTHER)
    answer = come_back_from_provider(other, provider, asked_too, token)
    assert (answer.status_code, "no longer works" in answer.text) == (404, True)
    assert SocialAccount.objects.get().uid == "subject-of-the-viewer"


def test_even_at_the_same_moment(invited, provider):
    """Both have found that the link holds."""
    one, other = User.objects.get(pk=invited.pk), User.objects.get(pk=invited.pk)
    bind(one, issuer=provider.issuer, subject="first", by=one)
    with pytest.raises(Refused, match="accepted already"):
        bind(other, issuer=provider.issuer, subject="second", by=other)
    assert SocialAccount.objects.get().uid == "first"


@pytest.mark.parametrize("link", ["1-abc", "zzzzzzzzzzzzzzzzzzzzzzzz-abc", "0-0"])
def test_a_made_up_link_is_none(provider, visitor, link):
    answer = visitor.get(f"/accounts/invitation/{link}/")
    assert (answer.status_code, "no longer works" in answer.text) == (404, True)


def test_somebody_who_is_bound_already_takes_no_second_account(cast, invited, provider, visitor):
    bound(cast.viewer, provider)
    answer = accept(visitor, provider, link_to(invited))
    assert (answer.status_code, "belongs to somebody else" in answer.text) == (403, True)
    assert SocialAccount.objects.get().user == cast.viewer
    assert not is_in(visitor)


def test_a_refused_token_binds_nobody(invited, provider, visitor):
    accept(visitor, provider, link_to(invited), aud="another-program")
    assert not SocialAccount.objects.exists()


def test_whoever_is_not_invited_gets_no_account(cast, provider, visitor):
    answer = sign_in(visitor, provider)
    assert (answer.status_code, "does not know you yet" in answer.text) == (401, True)
    assert User.objects.count() == 8
    assert not SocialAccount.objects.exists()
    assert not is_in(visitor)


def test_a_closed_account_stays_closed(cast, provider, visitor):
    bound(cast.viewer, provider)
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    assert sign_in(visitor, provider).headers["Location"] == "/accounts/inactive/"
    assert not is_in(visitor)


# --- Binding anew, and leaving ------------------------------------------------------------------


def test_an_administrator_ends_a_binding_and_a_new_invitation_makes_another(
    cast, provider, visitor
):
    bound(cast.viewer, provider)
    sign_in(visitor, provider)
    invite_again(cast.viewer, by=cast.administrator)
    assert Event.objects.get(verb="person.unbind").by == cast.administrator
    assert not is_in(visitor)
    assert "does not know you yet" in sign_in(Client(), provider).text
    cast.viewer.refresh_from_db()
    accept(visitor, provider, link_to(cast.viewer), sub=ANOTHER)
    assert is_in(visitor)
    assert SocialAccount.objects.get().uid == ANOTHER


def test_a_printed_link_replaces_who_was_bound(cast, provider, visitor):
    bound(cast.viewer, provider)
    accept(visitor, provider, link_to(cast.viewer), sub=ANOTHER)
    assert SocialAccount.objects.get().uid == ANOTHER
    assert Event.objects.get(verb="person.bind").after["again"] is True


def test_nobody_else_may(cast, provider):
    bound(cast.viewer, provider)
    with pytest.raises(PermissionDenied):
        unbind(cast.viewer, by=cast.director)
    with pytest.raises(Refused):
        bind(cast.viewer, issuer=provider.issuer, subject=ANOTHER, by=cast.administrator)


def test_whoever_leaves_is_bound_no_more(cast, provider, visitor):
    bound(cast.viewer, provider)
    leave(cast.viewer, by=cast.administrator)
    come_back(cast.viewer, by=cast.administrator)
    assert "does not know you yet" in sign_in(visitor, provider).text


def test_the_pages_of_people_say_who_is_bound(cast, provider, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    bound(cast.viewer, provider)
    admin = Client()
    bound(cast.administrator, provider, "administrator")
    sign_in(admin, provider, sub="administrator")
    page = admin.get("/people/").text
    assert page.count("Needs an invitation") == 6
    person = admin.get(f"/people/{cast.viewer.pk}/").text
    assert "With Example Council, since" in person
    assert "Let the person sign in with another account" in person
    assert "That ends at once" in admin.get(f"/people/{cast.viewer.pk}/link/").text
    admin.post(f"/people/{cast.viewer.pk}/link/")
    assert "Not yet: no invitation is accepted" in admin.get(f"/people/{cast.viewer.pk}/").text
    assert Event.objects.filter(verb="person.link", subject=cast.viewer.email).exists()


def test_the_command_prints_an_invitation(cast, provider, capsys):
    call_command("invite", "new@example.org", "--role", "viewer")
    printed = capsys.readouterr().out
    assert "accepts the invitation here" in printed
    assert "/accounts/invitation/" in printed


def test_everybody_who_is_not_bound_is_invited_by_command(cast, provider):
    bound(cast.viewer, provider)
    call_command("invite_to_single_sign_on")
    work_off()
    assert len(mail.outbox) == 7
    assert cast.viewer.email not in {letter.to[0] for letter in mail.outbox}


def test_but_not_where_it_is_not_set_up(cast, settings):
    settings.SINGLE_SIGN_ON = None
    with pytest.raises(CommandError, match="OIDC_ISSUER is empty"):
        call_command("invite_to_single_sign_on")


def test_switched_off_again_people_get_links_for_passwords(cast, provider, settings):
    bound(cast.viewer, provider)
    settings.SINGLE_SIGN_ON = None
    assert "/password/reset/key/" in invitation_link(cast.viewer)
    settings.SECOND_FACTOR, client = False, Client()
    log_in(client, cast.head)
    assert is_in(client)
