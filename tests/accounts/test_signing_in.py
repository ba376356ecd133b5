"""One door: an e-mail address and a password, for invited people, and nothing else."""

import pytest
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.people.operations.accounts import invite
from tests.factories import PASSWORD


def sign_in_with(email: str, password: str = PASSWORD, **extra) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": password} | extra)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.parametrize(
    "typed", ["viewer@example.org", "VIEWER@Example.ORG", " viewer@example.org"]
)
def test_people_sign_in_by_e_mail_however_they_write_it(cast, typed):
    assert is_signed_in(sign_in_with(typed))


def test_capitals_in_the_invitation_do_not_matter_either(cast):
    user = invite(email="First.Last@Example.org ", role=Role.VIEWER, by=cast.administrator)
    user.set_password(PASSWORD)
    user.save()
    assert is_signed_in(sign_in_with("first.last@example.org"))
    assert is_signed_in(sign_in_with("First.Last@Example.org"))


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("viewer@example.org", "a wrong but long password"),
        ("viewer@example.org", ""),
        ("viewer@example.org", PASSWORD.upper()),
        ("Viewer", PASSWORD),
        ("stranger@example.org", PASSWORD),
    ],
)
def test_anything_else_does_not_sign_in(cast, email, password):
    assert not is_signed_in(sign_in_with(email, password))


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast):
    def answer(email: str) -> str:
        typed = {"login": email, "password": "a wrong but long password"}
        page = Client().post("/accounts/login/", typed)
        return page.text.replace(email, "…").split("<main", 1)[1].split("csrfmiddlewaretoken")[0]

    assert answer("viewer@example.org") == answer("stranger@example.org")


def test_the_page_speaks_our_words(db):
    page = Client().get("/accounts/login/").text
    assert "Work e-mail address" in page
    assert 'autocomplete="username"' in page


def test_after_signing_in_one_is_where_one_wanted_to_go(cast):
    client = Client()
    response = client.get("/reports/")
    assert response.headers["Location"] == "/accounts/login/?next=/reports/"
    typed = {"login": "viewer@example.org", "password": PASSWORD, "next": "/reports/"}
    assert client.post("/accounts/login/", typed).headers["Location"] == "/reports/"


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_but_never_on_another_site(cast, where):
    typed = {"login": "viewer@example.org", "password": PASSWORD, "next": where}
    assert Client().post("/accounts/login/", typed).headers["Location"] == "/"


def test_somebody_whose_account_is_closed_is_told_so_and_stays_outside(cast):
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    client = Client()
    typed = {"login": "viewer@example.org", "password": PASSWORD}
    response = client.post("/accounts/login/", typed, follow=True)
    assert "Your account is closed" in response.text
    assert not is_signed_in(client)


def test_the_command_lines_account_cannot_sign_in(db):
    system = User.objects.command_line()
    system.set_password(PASSWORD)
    system.save()
    assert not is_signed_in(sign_in_with(system.email))


def test_guessing_is_stopped_and_the_right_password_then_waits_as_well(cast):
    for _ in range(6):
        sign_in_with("viewer@example.org", "a wrong but long password")
    assert not is_signed_in(sign_in_with("viewer@example.org"))
    assert is_signed_in(sign_in_with("director@example.org"))  # others are not shut out


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["signup", "email", "confirm-email", "password/set"])
def test_there_is_no_signing_up(cast, sign_in, method, page):
    typed = {"email": "stranger@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for client in (Client(), sign_in(cast.viewer)):
        assert getattr(client, method)(f"/accounts/{page}/", typed).status_code == 404
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_signing_out_takes_a_post(cast, sign_in):
    client = sign_in(cast.viewer)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_a_changed_password_ends_the_other_sessions(cast, sign_in):
    here, elsewhere = sign_in(cast.viewer), sign_in(cast.viewer)
    chosen = "a password of her own"
    here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen},
    )
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert is_signed_in(sign_in_with("viewer@example.org", chosen))


def test_changing_it_needs_the_old_one(cast, sign_in):
    chosen = "a password of her own"
    sign_in(cast.viewer).post(
        "/accounts/password/change/",
        {"oldpassword": "not the old one", "password1": chosen, "password2": chosen},
    )
    assert not is_signed_in(sign_in_with("viewer@example.org", chosen))


def test_a_whole_council_may_come_from_one_address_within_a_minute(cast):
    """On the morning of a deadline, through the council's own proxy."""
    assert all(is_signed_in(sign_in_with("viewer@example.org")) for _ in range(40))
