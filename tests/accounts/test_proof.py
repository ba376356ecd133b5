"""Who proves that it is still she, and how; and what does not come of somebody else's form."""

import pytest
from django.test import Client

from selfassess.accounts.models import User
from selfassess.assessments.models import KeptPost
from selfassess.assessments.signed_out import author_note
from tests.factories import PASSWORD
from tests.pages import form_on
from tests.sessions import age

from .test_second_factor import code_of, set_up_app

AGAIN = "/accounts/reauthenticate/"
INVITE = "/people/invite/"
NEW = {"email": "new@example.org", "name": "Somebody new", "role": "viewer"}


@pytest.fixture
def administrator(cast, sign_in) -> Client:
    return sign_in(cast.administrator)


def grow_old(client: Client) -> Client:
    age(client, signed_in=16 * 60)
    return client


def invite(client: Client, **others: str) -> str:
    """Returns where she is asked."""
    return client.post(INVITE, form_on(client.get(INVITE)) | NEW | others).headers["Location"]


def is_invited() -> bool:
    return User.objects.filter(email=NEW["email"]).exists()


def test_within_a_quarter_of_an_hour_nothing_is_asked(administrator):
    age(administrator, signed_in=14 * 60)
    assert invite(administrator) == "/people/"
    assert is_invited()


def test_a_proof_holds_a_quarter_of_an_hour(administrator):
    asking = invite(grow_old(administrator))
    administrator.post(asking, {"password": PASSWORD})
    assert invite(administrator) == "/people/"


def test_a_wrong_password_is_none(administrator):
    asking = invite(grow_old(administrator))
    answer = administrator.post(asking, {"password": "a wrong one"})
    assert "The password is not right" in answer.text
    assert invite(administrator).startswith(AGAIN)
    assert not is_invited()


def test_a_code_from_the_app_is_one(administrator, monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **kwargs: work())
    secret = set_up_app(administrator)
    asking = invite(grow_old(administrator))
    page = administrator.get(asking)
    assert "/accounts/second-factor/again/?next=" in page.text
    by_code = asking.replace("reauthenticate", "second-factor/again")
    answer = administrator.post(by_code, {"code": code_of(secret)})
    assert answer.headers["Location"].startswith(f"{INVITE}?kept=")
    assert invite(administrator) == "/people/"


def test_asked_twice_the_form_still_waits(administrator):
    """A redirect to the question is no redirect after saving."""
    invite(grow_old(administrator))
    kept = KeptPost.objects.get()
    again = administrator.get(kept.get_absolute_url())
    administrator.post(kept.get_absolute_url(), form_on(again) | {"role": "viewer"})
    kept.refresh_from_db()
    assert kept.settled_at is None


def test_a_form_made_for_somebody_else_is_kept_for_that_person_alone(cast, administrator):
    theirs = author_note(cast.director)
    asking = invite(grow_old(administrator), author=theirs)
    administrator.post(asking, {"password": PASSWORD})
    assert KeptPost.objects.get().by == cast.director
    page = administrator.get(KeptPost.objects.get().get_absolute_url())
    assert form_on(page)["email"] == ""


def test_a_forged_note_keeps_nothing(administrator):
    invite(grow_old(administrator), author="forged")
    assert not KeptPost.objects.exists()


def test_the_proof_leads_to_no_other_website(administrator):
    grow_old(administrator)
    away = f"{AGAIN}?next=https://elsewhere.example/"
    assert administrator.post(away, {"password": PASSWORD}).headers["Location"] == "/"


def test_djangos_admin_asks_before_it_shows_anything(administrator):
    page = "/admin/accounts/user/add/"
    asking = grow_old(administrator).get(page).headers["Location"]
    assert asking.startswith(AGAIN)
    assert administrator.post(asking, {"password": PASSWORD}).headers["Location"] == page


def test_a_role_is_taken_from_the_page_of_the_person(cast, administrator):
    path = f"/people/{cast.viewer.pk}/"
    held = {"role": str(cast.viewer.assignments.get().pk)}
    asking = grow_old(administrator).post(f"{path}take/", held).headers["Location"]
    assert cast.viewer.assignments.exists()
    proved = administrator.post(asking, {"password": PASSWORD}, follow=True)
    assert proved.redirect_chain[-1][0] == path
    administrator.post(f"{path}take/", held)
    assert not cast.viewer.assignments.exists()


def test_whoever_has_nothing_to_prove_it_with_signs_in_again(cast, administrator):
    """As after single sign-on, where nothing else is set up."""
    client = grow_old(administrator)
    User.objects.filter(pk=cast.administrator.pk).update(password="!none")
    client.force_login(User.objects.get(pk=cast.administrator.pk))
    page = form_on(client.get(INVITE))
    answer = grow_old(client).post(INVITE, page | NEW)
    assert answer.status_code == 403
    assert KeptPost.objects.get().path == INVITE  # offered to her when she is back
