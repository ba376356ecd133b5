"""A session ends after an hour without activity, and after twelve hours whatever happens."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.browsers import browser_of
from selfassess.accounts.sessions import SIGNED_IN, open_sessions
from selfassess.audit.models import Event
from selfassess.people.operations.accounts import unassign
from selfassess.people.operations.leaving import leave
from selfassess.people.operations.sessions import end_sessions
from tests.factories import PASSWORD, get_assessment, make_quarter, make_user
from tests.pages import form_on, words_on
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
    with django_assert_num_queries(3) as seen:
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


def test_her_own_others_end_which_is_an_event(cast):
    here, there = browsers_of(cast.viewer)
    assert end_sessions(cast.viewer, by=cast.viewer, but=here.session.session_key) == 1
    assert (is_in(here), is_in(there)) == (True, False)
    assert Event.objects.get(verb="person.end_sessions").by == cast.viewer


def test_where_nothing_ends_nothing_is_told(cast):
    (here,) = browsers_of(cast.viewer, 1)
    assert end_sessions(cast.viewer, by=cast.viewer, but=here.session.session_key) == 0
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


@pytest.mark.parametrize("loses", ["a role", "the password"])
def test_so_does_losing(cast, loses):
    """Also those that Django would refuse at the next click: their places are shown no more."""
    here, there = browsers_of(cast.head)
    if loses == "a role":
        unassign(cast.head.assignments.get(), by=cast.administrator)
    else:
        old = {"oldpassword": PASSWORD}
        new = {"password1": "a different long one", "password2": "a different long one"}
        page = form_on(here.get("/accounts/password/change/"))
        assert here.post("/accounts/password/change/", page | old | new).status_code == 302
    assert here.get("/help/").status_code == 200
    assert not is_in(there)
    assert is_in(here) == (loses == "the password")
    assert open_sessions(cast.head).count() == (loses == "the password")


def test_who_gives_up_a_role_goes_on_with_the_others(cast):
    make_user(Role.ADMINISTRATOR)
    (client,) = browsers_of(cast.administrator, 1)
    unassign(cast.administrator.assignments.get(), by=cast.administrator)
    assert client.get("/").status_code == 200


# --- Its pages -----------------------------------------------------------------------------------

MINE = "/accounts/sessions/"


def test_she_sees_where_she_is_signed_in_and_ends_one(cast):
    here, there, third = browsers_of(cast.viewer, 3)
    assert words_on(here.get(MINE)).count("A browser</b>") == 3
    its = UserSession.objects.get(session_key=there.session.session_key)
    here.post(MINE, form_on(here.get(MINE)) | {"session": str(its.pk)})
    assert [is_in(one) for one in (here, there, third)] == [True, False, True]


def test_or_all_others(cast):
    here, *others = browsers_of(cast.viewer, 3)
    here.post(MINE, form_on(here.get(MINE)) | {"others": ""})
    assert is_in(here)
    assert not any(map(is_in, others))
    assert "End all others" not in here.get(MINE).text


@pytest.mark.parametrize("sent", [{}, {"session": "1 or 1=1"}, {"session": "0"}])
def test_what_names_none_ends_none(cast, sent):
    here, there = browsers_of(cast.viewer)
    here.post(MINE, form_on(here.get(MINE)) | {"session": ""} | sent)
    assert is_in(there)


def test_nobody_ends_anothers_there(cast):
    here, theirs = browsers_of(cast.viewer, 1)[0], browsers_of(cast.head, 1)[0]
    its = UserSession.objects.get(session_key=theirs.session.session_key)
    here.post(MINE, form_on(here.get(MINE)) | {"session": str(its.pk)})
    assert is_in(theirs)


def test_an_administrator_ends_them_from_the_page_of_the_person(cast):
    (theirs,), (hers,) = browsers_of(cast.viewer, 1), browsers_of(cast.administrator, 1)
    assert f"/people/{cast.viewer.pk}/sessions/" in hers.get(f"/people/{cast.viewer.pk}/").text
    page = f"/people/{cast.viewer.pk}/sessions/"
    hers.post(page, form_on(hers.get(page)))
    assert not is_in(theirs)
    assert is_in(hers)


def test_what_has_ended_is_no_longer_shown_and_then_forgotten(cast):
    here, there = browsers_of(cast.viewer)
    there.post("/accounts/logout/", form_on(there.get("/reports/")))
    Session.objects.filter(pk=there.session.session_key).delete()
    assert open_sessions(cast.viewer).count() == 1
    call_command("clearsessions")
    assert UserSession.objects.get().session_key == here.session.session_key


@pytest.mark.parametrize(
    ("says", "is_called"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) … Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
            "Safari on an iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        ("curl/8", "A browser"),
    ],
)
def test_browsers_are_told_apart(says, is_called):
    assert browser_of(says) == is_called


# --- How much is left ----------------------------------------------------------------------------


def left(client: Client, *, stays: bool = False) -> dict:
    ask = client.post if stays else client.get
    return ask("/accounts/session/").json()


def test_asking_how_much_is_left_puts_nothing_off_and_staying_does(cast, sign_in):
    client = sign_in(cast.viewer)
    age(client, active=50 * MINUTE)
    assert left(client)["left"] == pytest.approx(10 * MINUTE, abs=5)
    assert left(client)["left"] == pytest.approx(10 * MINUTE, abs=5)
    assert left(client, stays=True) == {"left": pytest.approx(HOUR, abs=5), "is_last": False}


def test_twelve_hours_are_not_put_off(cast, sign_in):
    client = sign_in(cast.viewer)
    age(client, signed_in=12 * HOUR - 5 * MINUTE, active=2 * MINUTE)
    assert left(client, stays=True) == {"left": pytest.approx(5 * MINUTE, abs=5), "is_last": True}


def test_a_page_of_an_ended_session_is_told_so(cast, sign_in):
    client = sign_in(cast.viewer)
    age(client, active=61 * MINUTE)
    answer = client.get("/accounts/session/")
    assert (answer.status_code, answer.json()["reason"]) == (401, "signed_out")


def test_a_page_that_is_not_there_does_not_name_whoever_was_signed_in(cast, sign_in):
    client = sign_in(cast.viewer)
    assert cast.viewer.name in client.get("/no/such/page/").text
    age(client, active=61 * MINUTE)
    assert cast.viewer.name not in client.get("/no/such/page/").text
