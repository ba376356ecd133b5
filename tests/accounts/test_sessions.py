"""A session ends after an hour without activity, and after twelve hours whatever happens."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client

from selfassess.accounts.sessions import SIGNED_IN
from selfassess.audit.models import Event
from selfassess.people.operations.leaving import leave
from selfassess.people.operations.sessions import end_sessions
from tests.factories import get_assessment, make_quarter
from tests.pages import form_on
from tests.sessions import age, log_in

MINUTE, HOUR = 60, 3600
SECTION = "/2020-21-q2/mash/know/"


def is_in(client: Client) -> bool:
    return client.get("/reports/").status_code == 200


@pytest.mark.parametrize(("minutes", "holds"), [(59, True), (61, False)])
def test_it_holds_an_hour_without_activity(cast, sign_in, minutes, holds):
    client = sign_in(cast.viewer)
    age(client, signed_in=minutes * MINUTE, active=minutes * MINUTE)
    assert is_in(client) is holds


@pytest.mark.parametrize(("hours", "holds"), [(11.9, True), (12.1, False)])
def test_and_twelve_hours_whatever_happens(cast, sign_in, hours, holds):
    client = sign_in(cast.viewer)
    age(client, signed_in=int(hours * HOUR))
    assert is_in(client) is holds


def test_every_page_puts_its_end_off(cast, sign_in):
    client = sign_in(cast.viewer)
    for _ in range(3):
        age(client, active=40 * MINUTE)
        assert is_in(client)


def test_a_page_a_minute_later_writes_nothing(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.viewer)
    client.get("/help/")
    with django_assert_num_queries(4) as seen:
        client.get("/help/")
    assert not [query for query in seen.captured_queries if query["sql"].startswith("UPDATE")]


def test_typing_counts_as_activity(cast, sign_in):
    make_quarter("2020-21-q2")
    client = sign_in(cast.head)
    page = form_on(client.get(SECTION))
    draft = {"question": "know", "text": "Ours.", "version": "0", "author": page["author"]}
    for save in range(3):
        age(client, active=40 * MINUTE)
        typed = {"save_id": f"0f8b6a3e-7d1c-4b52-9a4e-2f6d8c1b5e9{save}"}
        answer = client.post(f"{SECTION}autosave/", draft | typed)
        assert answer.status_code in (200, 409)


def test_what_an_open_page_asks_by_itself_does_not(cast, sign_in):
    make_quarter("2020-21-q2")
    client = sign_in(cast.head)
    author = form_on(client.get(SECTION))["author"]
    answers = []
    for _ in range(3):
        age(client, active=25 * MINUTE)
        answers.append(client.post(f"{SECTION}here/", headers={"X-Author": author}).status_code)
    assert answers == [200, 200, 401]


def test_what_is_sent_too_late_is_kept(cast, sign_in):
    quarter = make_quarter("2020-21-q2")
    client = sign_in(cast.head)
    page = form_on(client.get(SECTION))
    age(client, active=61 * MINUTE)
    answer = client.post(SECTION, page | {"know-text": "Typed in a long afternoon."})
    assert answer.headers["Location"].startswith("/accounts/login/")
    kept = get_assessment(quarter).kept_texts.get()
    assert (kept.text, kept.by) == ("Typed in a long afternoon.", cast.head)


def test_one_from_before_the_times_were_kept_has_ended(cast, sign_in):
    client = sign_in(cast.viewer)
    session = client.session
    del session[SIGNED_IN]
    session.save()
    assert not is_in(client)


def test_one_that_is_ended_at_this_moment_ends(cast, sign_in, monkeypatch):
    client = sign_in(cast.viewer)
    age(client, active=10 * MINUTE)

    def end(request) -> int:
        Session.objects.all().delete()
        return 1

    monkeypatch.setattr("selfassess.portal.sign_in_middleware.seconds_left", end)
    assert client.get("/reports/").headers["Location"].startswith("/accounts/login/")


# --- Ended by somebody ---------------------------------------------------------------------------


def browsers_of(user, number: int = 2) -> list[Client]:
    clients = [Client() for _ in range(number)]
    for client in clients:
        log_in(client, user)
    return clients


def test_her_own_others_end_without_an_event(cast):
    here, there = browsers_of(cast.viewer)
    assert end_sessions(cast.viewer, by=cast.viewer, but=here.session.session_key) == 1
    assert (is_in(here), is_in(there)) == (True, False)
    assert not Event.objects.filter(verb="person.end_sessions").exists()


def test_an_administrator_ends_anybodys_which_is_an_event(cast):
    clients = browsers_of(cast.viewer)
    end_sessions(cast.viewer, by=cast.administrator)
    assert not any(is_in(client) for client in clients)
    assert Event.objects.get(verb="person.end_sessions").after == {"sessions": 2}


def test_nobody_else_does(cast):
    (client,) = browsers_of(cast.viewer, 1)
    with pytest.raises(PermissionDenied):
        end_sessions(cast.viewer, by=cast.director)
    assert is_in(client)


def test_leaving_ends_all_of_them(cast):
    browsers_of(cast.viewer)
    leave(cast.viewer, by=cast.administrator)
    assert not UserSession.objects.filter(user=cast.viewer).exists()


def test_at_a_sign_out_the_browser_forgets_the_portal(cast):
    (client,) = browsers_of(cast.viewer, 1)
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/accounts/login/").headers
