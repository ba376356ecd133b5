"""Before something grave the portal asks once more who it is, and then it is finished.

Every address of the access matrix at which something is changed is asked by a session whose last
proof is too old. A new address that approves, issues, releases or gives power is found by the
events that it leaves.
"""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from selfassess.assessments.models import KeptPost
from selfassess.audit.models import Event
from selfassess.kept_forms.operations import MOST

from .access_matrix import FORMS, ROWS, Row
from .factories import PASSWORD
from .pages import form_on, words_on
from .sessions import age
from .stage import Stage, scene
from .test_access import ask, seen_before

pytestmark = pytest.mark.django_db

AGAIN = "/accounts/reauthenticate/"
GRAVE = (
    "person.",
    "token.",
    "assessment.approve",
    "report.issue",
    "report.release",
    "report.take_back",
    "report.publish",
    "report.confirm",
)
SAFE = {"person.end_sessions"}  # takes something away from whoever is signed in
ASKING = {
    "approve",
    "report-issue",
    "report-confirm",
    "report-words-area",
    "people-invite",
    "people-invite-several",
    "person",
    "person-change",
    "person-leave",
    "person-return",
    "person-link",
    "token-revoke",
    "accounts_user_add",
}


def changing() -> list[Row]:
    return [row for row in ROWS if row.method == "POST" and "done" in row.cells.values()]


def who(row: Row) -> str:
    """One of those who may."""
    return next(a for area, a in row.asked if area == "mash" and row.expected(a, area) == "done")


def name_of(stage: Stage, row: Row) -> str:
    return resolve(stage.address(row.address)).url_name or row.address


def grow_old(client: Client) -> Client:
    age(client, signed_in=(30 + 16) * 60)  # the sessions of the stage begin in half an hour
    return client


def is_asked(response: HttpResponse) -> bool:
    return response.status_code in (302, 303) and response.headers["Location"].startswith(AGAIN)


def grave_events() -> int:
    return sum(
        Event.objects.exclude(verb__in=SAFE).filter(verb__startswith=verb).count() for verb in GRAVE
    )


@pytest.mark.parametrize("row", changing(), ids=str)
def test_whatever_is_grave_asks_and_nothing_else_does(stage: Stage, row: Row):
    actor, before = who(row), grave_events()
    seen = seen_before(stage, row, actor, "mash")
    with scene():
        if row.cells["anon"] == "login":
            grow_old(stage.client(actor))
        asked = is_asked(ask(stage, row, actor, "mash", seen))
        happened = grave_events() - before
    assert happened == 0, "It is grave: mark its view `proof_wanted`"
    assert asked == (name_of(stage, row) in ASKING)


TYPED = {"name", "email", "people"}  # what else a form brings is chosen


@pytest.mark.parametrize("name", sorted(ASKING - {"accounts_user_add"}))
def test_after_the_proof_one_click_finishes_it(stage: Stage, name: str):
    """Its page comes back, with what was typed in it."""
    row = next(row for row in changing() if name_of(stage, row) == name)
    path, actor, before = stage.address(row.address), who(row), grave_events()
    form = stage.form(FORMS.get(name, {}), actor)
    with scene():
        client = grow_old(stage.client(actor))
        asking = client.post(path, form_on(client.get(path)) | form).headers["Location"]
        proved = client.post(asking, form_on(client.get(asking)) | {"password": PASSWORD})
        page = proved.headers["Location"]
        filled_in = form_on(client.get(page))
        assert {(field, filled_in[field]) for field in TYPED & set(form)} <= set(form.items())
        assert client.post(page, filled_in | form).status_code == 302
        assert grave_events() > before
        assert not KeptPost.objects.filter(settled_at=None, path=path)


def test_what_is_too_long_to_be_kept_is_named_where_it_asks(stage: Stage):
    """Otherwise she proves who she is, and finds an empty page."""
    row = next(row for row in changing() if name_of(stage, row) == "people-invite-several")
    path, actor = stage.address(row.address), who(row)
    with scene():
        client = grow_old(stage.client(actor))
        form = form_on(client.get(path))
        for people, is_told in (("a" * 100, False), ("a" * (MOST + 1), True)):
            asking = client.post(path, form | {"people": people}).headers["Location"]
            page = words_on(client.get(asking))
            assert ("What you sent was too long to be kept" in page) == is_told
            assert ("you are back on your page, with what you typed" in page) != is_told
            wrong = client.post(asking, form_on(client.get(asking)) | {"password": "x"})
            assert ("What you sent was too long to be kept" in words_on(wrong)) == is_told
