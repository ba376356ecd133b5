"""The access log tells who came and from where, what left the portal, and what was refused."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client

from selfassess.audit import access_log
from selfassess.audit.access_log import note, purge, sentence
from selfassess.audit.models import AccessEntry, AccessKind, Event
from selfassess.people.links import invitation_link
from selfassess.quarters import clock
from tests.factories import PASSWORD, get_assessment, make_issued, make_quarter

HERE = "10.1.2.3"
WRONG = "a wrong but long password"


def visitor(client: Client | None = None) -> Client:
    client = client or Client()
    client.defaults["REMOTE_ADDR"] = HERE
    return client


def type_in(email: str, password: str = PASSWORD) -> None:
    visitor().post("/accounts/login/", {"login": email, "password": password})


def lines() -> list[tuple[str, str, str | None]]:
    """Kind, whose account and from where, the oldest first."""
    found = AccessEntry.objects.select_related("person").order_by("id")
    return [(e.kind, e.person.email if e.person else e.email, e.address) for e in found]


def test_a_sign_in_is_noted_and_a_failed_one(cast):
    type_in("viewer@example.org")
    type_in("Viewer@example.org", WRONG)
    type_in("stranger@example.org", WRONG)
    assert lines() == [
        ("signed_in", "viewer@example.org", HERE),
        ("failed", "viewer@example.org", HERE),
        ("failed", "stranger@example.org", HERE),
    ]


def test_a_closed_account_that_is_tried_is_noted(cast):
    cast.viewer.is_active = False
    cast.viewer.save()
    type_in("viewer@example.org")
    assert lines() == [("failed", "viewer@example.org", HERE)]


def test_a_lock_out_is_noted(cast):
    for _ in range(6):
        type_in("viewer@example.org", WRONG)
    assert lines()[-1] == ("locked_out", "viewer@example.org", HERE)


def test_too_many_requests_are_noted_as_well(cast):
    client = visitor()
    for _ in range(8):
        client.post("/accounts/password/reset/", {"email": "viewer@example.org"})
    last = AccessEntry.objects.order_by("id").last()
    assert (last.kind, last.about) == (AccessKind.LOCKED_OUT, "/accounts/password/reset/")


def test_changed_passwords_are_told_from_those_chosen_with_a_link(cast, sign_in):
    chosen = {"password1": "a password of her own", "password2": "a password of her own"}
    client = visitor(sign_in(cast.viewer))
    client.post("/accounts/password/change/", chosen | {"oldpassword": PASSWORD})
    other = visitor()
    link = invitation_link(cast.head).removeprefix("http://127.0.0.1:8000")
    other.post(other.get(link).headers["Location"], chosen)
    assert lines() == [
        ("changed", "viewer@example.org", HERE),
        ("reset", "head.of.mash@example.org", HERE),
    ]


def test_what_is_refused_is_noted_with_person_and_address_here_and_in_the_log(
    cast, sign_in, caplog
):
    make_quarter()
    with caplog.at_level(logging.WARNING, access_log.__name__):
        path = "/2020-21-q2/mash/review/"
        assert visitor(sign_in(cast.head)).get(path).status_code == 403
    assert lines() == [("refused", "head.of.mash@example.org", HERE)]
    said = [r.getMessage() for r in caplog.records if r.name == access_log.__name__]
    assert said == [f"Head of MASH was refused {path}. (head.of.mash@example.org, from {HERE})"]


def test_what_is_out_of_sight_is_noted_and_what_is_no_page_is_not(cast, sign_in):
    make_quarter()
    client = visitor(sign_in(cast.head))
    for path in ("/2020-21-q2/lac/know/", "/no/such/page/"):
        assert client.get(path).status_code == 404
    visitor().get("/2020-21-q2/lac/know/")
    assert lines() == [("unseen", "head.of.mash@example.org", HERE)]
    assert AccessEntry.objects.get().about == "/2020-21-q2/lac/know/"


def test_a_form_from_another_site_is_noted_with_the_person_too(cast, sign_in):
    client = visitor(sign_in(cast.viewer))
    client.post("/emails/", {}, headers={"sec-fetch-site": "cross-site"})
    assert lines() == [("refused", "viewer@example.org", HERE)]


def test_so_is_a_form_without_a_token_from_nobody(db):
    client = visitor(Client(enforce_csrf_checks=True))
    client.post("/accounts/login/", {"login": "a", "password": "b"})
    entry = AccessEntry.objects.get()
    assert (entry.kind, entry.person, entry.who) == (
        "refused",
        None,
        "Somebody who is not signed in",
    )


def test_every_file_that_leaves_is_noted(cast, sign_in, quick_pdf):
    make_issued("2020-21-q2")
    client = visitor(sign_in(cast.director))
    for name in ("v1.pdf", "everything.zip", "v1/full.json", "v1/"):
        assert client.get(f"/reports/2020-21-q2/{name}").status_code == 200
    found = AccessEntry.objects.order_by("id").values_list("kind", "about")
    assert list(found) == [
        ("download", "/reports/2020-21-q2/v1.pdf"),
        ("export", "/reports/2020-21-q2/everything.zip"),
        ("export", "/reports/2020-21-q2/v1/full.json"),
    ]


def test_a_save_writes_no_line_of_it(cast, sign_in):
    assessment = get_assessment(make_quarter())
    sent = {"know-text": "We know.", "know-version": "0"}
    path = f"{assessment.get_absolute_url()}know/"
    assert sign_in(cast.head).post(path, sent).status_code == 302
    assert Event.objects.filter(verb="answer.save").exists()
    assert lines() == []


def test_behind_a_proxy_the_address_is_the_visitors_own(cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    typed = {"login": "viewer@example.org", "password": PASSWORD}
    forwarded = {"x-forwarded-for": "6.6.6.6, 10.9.8.7"}
    visitor().post("/accounts/login/", typed, headers=forwarded)
    assert AccessEntry.objects.get().address == "10.9.8.7"


def test_a_log_that_cannot_be_written_spoils_no_answer(cast, sign_in, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("The disk is full.")

    monkeypatch.setattr(AccessEntry, "save", broken)
    make_quarter()
    assert sign_in(cast.head).get("/2020-21-q2/mash/review/").status_code == 403


@pytest.mark.parametrize("kind", AccessKind)
def test_every_kind_has_a_sentence(cast, kind):
    entry = AccessEntry(kind=kind, person=cast.viewer, about="/reports/")
    assert "Viewer" in sentence(entry)


# --- It stays bounded -----------------------------------------------------------------------------


def test_what_is_old_is_forgotten(db, settings, capsys):
    settings.ACCESS_LOG_DAYS = 30
    with clock.at(clock.now() - timedelta(days=31)):
        note(AccessKind.FAILED, email="old@example.org")
    note(AccessKind.FAILED, email="new@example.org")
    call_command("purge_access_log")
    assert capsys.readouterr().out == "1 line of the access log forgotten.\n"
    assert [email for _, email, _ in lines()] == ["new@example.org"]


def test_a_flood_of_one_kind_pushes_out_no_other(cast, settings):
    settings.ACCESS_LOG_ROWS = 3
    note(AccessKind.SIGNED_IN, person=cast.viewer)
    for number in range(5):
        note(AccessKind.FAILED, email=f"{number}@example.org")
    assert purge() == 2
    assert [email for _, email, _ in lines()] == [
        "viewer@example.org",
        *(f"{number}@example.org" for number in (2, 3, 4)),
    ]


def test_between_two_nights_it_is_bounded_too(db, settings, monkeypatch):
    settings.ACCESS_LOG_ROWS = 3
    monkeypatch.setattr(access_log, "PURGE_EVERY", 1)
    for number in range(5):
        note(AccessKind.FAILED, email=f"{number}@example.org")
    assert AccessEntry.objects.count() == 3


def test_under_a_legal_hold_nothing_is_forgotten(db, settings, monkeypatch, capsys):
    """Neither by the nightly command nor by the bound between two nights."""
    settings.LEGAL_HOLD, settings.ACCESS_LOG_ROWS = True, 3
    monkeypatch.setattr(access_log, "PURGE_EVERY", 1)
    for number in range(5):
        note(AccessKind.FAILED, email=f"{number}@example.org")
    call_command("purge_access_log")
    assert "LEGAL_HOLD is on" in capsys.readouterr().out
    assert AccessEntry.objects.count() == 5
