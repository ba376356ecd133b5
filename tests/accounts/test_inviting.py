"""Administrators invite people on pages of the portal, and see who has answered."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.people.invite_forms import read_line
from selfassess.people.invited import Invited
from selfassess.people.links import CONSOLE
from selfassess.people.standing import Standing, account_of, link_holds
from selfassess.quarters.clock import now
from tests.factories import make_user
from tests.pages import form_on, words_on
from tests.tasks import work_off

NEW = {"email": "Sam@Example.org", "name": "Sam Jones", "job_title": "", "role": "viewer"}


@pytest.fixture
def office(cast, sign_in) -> Client:
    """The administrator's browser."""
    return sign_in(cast.administrator)


def invited(email: str = "sam@example.org") -> User:
    return User.objects.get(email=email)


def roles(person: User) -> set[tuple[str, str]]:
    return set(person.assignments.values_list("role", "area"))


# --- One person --------------------------------------------------------------------------------


def test_three_pages_invite_somebody(office):
    assert 'href="/people/invite/"' in office.get("/people/").text
    office.get("/people/invite/")
    sent = NEW | {"role": "head", "areas": ["lac", "mash"]}
    page = words_on(office.post("/people/invite/", sent, follow=True))
    assert "An invitation is on its way to sam@example.org." in page
    assert "Invited, not yet accepted (1)" in page
    assert roles(invited()) == {("head", "lac"), ("head", "mash")}
    work_off()
    assert [message.to for message in mail.outbox] == [["sam@example.org"]]


def test_it_is_in_the_trail(office, cast):
    office.post("/people/invite/", NEW)
    verbs = ["person.invite", "person.assign", "person.link"]
    found = Event.objects.filter(by=cast.administrator).order_by("pk")
    assert list(found.values_list("verb", flat=True)) == verbs


def test_a_head_needs_an_area_and_others_have_none(office):
    assert "Select at least one area" in office.post("/people/invite/", NEW | {"role": "head"}).text
    assert not User.objects.filter(email="sam@example.org").exists()
    office.post("/people/invite/", NEW | {"areas": ["lac"]})  # ticked before the role was changed
    assert roles(invited()) == {("viewer", "")}


def test_nothing_is_filled_in_and_each_field_says_so(office):
    page = words_on(office.post("/people/invite/", {}))
    for told in ("Enter an e-mail address", "Enter the name", "Select a role"):
        assert told in page


def test_somebody_who_is_here_already_is_named(office, cast):
    page = words_on(office.post("/people/invite/", NEW | {"email": "VIEWER@example.org"}))
    assert "Viewer has an account with viewer@example.org already." in page


def test_somebody_who_has_left_is_named(office):
    make_user(name="Gone", email="gone@example.org", is_active=False)
    page = words_on(office.post("/people/invite/", NEW | {"email": "gone@example.org"}))
    assert "Gone had an account with gone@example.org." in page


def test_the_systems_account_is_nobody(office):
    User.objects.command_line()
    page = words_on(office.post("/people/invite/", NEW | {"email": "command-line@localhost"}))
    assert "is the system’s own account." in page


def test_an_area_without_a_head_leads_to_a_form_for_one(office):
    address = "/people/invite/?head=care-leavers"
    page = office.get("/people/").text
    assert f'href="{address}"' in page
    assert "?head=mash" not in page
    fields = form_on(office.get(address))
    assert (fields["role"], fields["areas"]) == ("head", "care-leavers")


def test_without_mail_it_says_who_prints_links(office, settings):
    settings.MAILERS = {"default": {"BACKEND": CONSOLE}}
    assert "E-mail is not set up" in office.get("/people/invite/").text
    page = words_on(office.post("/people/invite/", NEW, follow=True))
    assert "E-mail is not set up, so none was sent" in page
    assert invited()


# --- Several -----------------------------------------------------------------------------------

LINES = """\
ann@example.org
bo@example.org, Bo Webb, Team manager
Cy Day <CY@example.org>
dee@example.org\tDee Fox\tDeputy

"""


def test_several_people_get_one_role(office):
    sent = {"people": LINES, "role": "deputy", "areas": ["mash"]}
    page = words_on(office.post("/people/invite/several/", sent, follow=True))
    assert "An invitation is on its way to 4 people." in page
    found = User.objects.filter(email__in=[f"{n}@example.org" for n in ("ann", "bo", "cy", "dee")])
    assert {(p.email, p.name, p.job_title) for p in found} == {
        ("ann@example.org", "ann@example.org", ""),
        ("bo@example.org", "Bo Webb", "Team manager"),
        ("cy@example.org", "Cy Day", ""),
        ("dee@example.org", "Dee Fox", "Deputy"),
    }
    assert all(roles(person) == {("deputy", "mash")} for person in found)


def test_one_bad_line_stops_all_and_each_is_named(office):
    text = "ann@example.org\nnobody\nviewer@example.org\nx@y"
    page = words_on(office.post("/people/invite/several/", {"people": text, "role": "viewer"}))
    assert "“nobody” has no e-mail address." in page
    assert "Viewer has an account with viewer@example.org already." in page
    assert "x@y is not an e-mail address." in page
    assert not User.objects.filter(email="ann@example.org").exists()


def test_two_lines_for_one_address_must_say_the_same(office):
    address = "/people/invite/several/"
    text = "sam@example.org, Sam Jones\nSAM@example.org, Sam James"
    page = words_on(office.post(address, {"people": text, "role": "viewer"}))
    assert "stands in two lines that differ. Leave out one of them." in page
    assert not User.objects.filter(email__iexact="sam@example.org").exists()
    text = "sam@example.org, Sam Jones\nsam@example.org, Sam Jones"
    office.post(address, {"people": text, "role": "viewer"})
    assert User.objects.get(email="sam@example.org").name == "Sam Jones"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line",
    [
        "sam@x.gov.uk; kim@x.gov.uk",
        "sam@x.gov.uk, kim@x.gov.uk",
        "Sam Jones <sam@x.gov.uk>; Kim Lee <kim@x.gov.uk>;",
        "Sam Jones <sam@x.gov.uk>, Kim Lee <kim@x.gov.uk>",
        '"Jones, Sam" <sam@x.gov.uk>; Lee, Kim <kim@x.gov.uk>',
    ],
)
def test_all_people_of_a_line_are_invited(line):
    """As an e-mail program puts those to whom a mail goes on the clipboard."""
    named = {"sam@x.gov.uk": "Sam Jones", "kim@x.gov.uk": "Kim Lee"}
    people = {one.email: one.name for one in read_line(line)}
    assert people == (named if "<" in line else {address: address for address in named})


@pytest.mark.django_db
def test_semicolons_may_part_the_cells_of_a_row():
    person = Invited("sam@x.gov.uk", "Sam Jones", "Lead")
    assert read_line("sam@x.gov.uk;Sam Jones;Lead") == [person]


@pytest.mark.django_db
@pytest.mark.parametrize("line", ["Jones, Sam <sam@x.gov.uk>", '"Jones, Sam" <sam@x.gov.uk>'])
def test_a_surname_that_comes_first_is_no_job(line):
    assert read_line(line) == [Invited("sam@x.gov.uk", "Sam Jones")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line",
    [
        "Jones\tSam\tManager\tsam@x.gov.uk",
        "sam@x.gov.uk, Sam, Jones, Manager",
        "sam@x.gov.uk, Sam Jones; kim@x.gov.uk, Kim Lee",
        "sam@x.gov.uk, Sam Jones; kim@x.gov.uk",
        "Sam Jones sam@x.gov.uk Kim Lee kim@x.gov.uk",
        "Sam Jones <sam@x.gov.uk>; Kim Lee",
    ],
)
def test_a_line_in_which_something_has_no_place_is_named(line):
    with pytest.raises(ValidationError, match=r"sam@x\.gov\.uk|“Kim Lee” has no e-mail address"):
        read_line(line)


@pytest.mark.django_db
def test_a_pasted_name_is_tidied_as_a_typed_one():
    line = "sam@x.gov.uk, \u202eSam \u200bJo\u00adnes, lead\u202e"
    assert read_line(line) == [Invited("sam@x.gov.uk", "Sam Jones", "lead")]


def test_too_many_lines_are_refused(office):
    text = "\n".join(f"p{number}@example.org" for number in range(51))
    page = words_on(office.post("/people/invite/several/", {"people": text, "role": "viewer"}))
    assert "Invite 50 people at most at once." in page


# --- How it stands -----------------------------------------------------------------------------


def test_an_invitation_is_answered_or_expires(office):
    office.post("/people/invite/", NEW)
    assert account_of(invited()).standing == Standing.INVITED
    User.objects.filter(email="sam@example.org").update(invited_at=now() - link_holds())
    assert account_of(invited()).standing == Standing.EXPIRED
    assert "Invitation has expired" in words_on(office.get("/people/"))
    user = invited()
    user.set_password("long enough, and no word")
    user.save()
    assert account_of(invited()).standing == Standing.IN_USE


def test_it_can_be_sent_again_and_then_holds_anew(office):
    office.post("/people/invite/", NEW)
    User.objects.update(invited_at=now() - link_holds() - timedelta(days=1))
    page = words_on(office.post(f"/people/{invited().pk}/link/", follow=True))
    assert "An invitation is on its way to sam@example.org." in page
    assert account_of(invited()).standing == Standing.INVITED


def test_a_password_that_is_asked_for_anew_is_no_invitation(office, cast):
    page = words_on(office.post(f"/people/{cast.viewer.pk}/link/", follow=True))
    assert "A link to choose a password is on its way to viewer@example.org." in page
    cast.viewer.refresh_from_db()
    assert account_of(cast.viewer).standing == Standing.IN_USE


# --- One person's page -------------------------------------------------------------------------


def test_a_role_is_given_and_taken_away(office, cast):
    page = f"/people/{cast.viewer.pk}/"
    told = words_on(office.post(page, {"role": "head", "areas": ["lac"]}, follow=True))
    assert "Viewer is now Head of service, Looked After Children." in told
    held = cast.viewer.assignments.get(role=Role.VIEWER)
    told = words_on(office.post(f"{page}take/", {"role": held.pk}, follow=True))
    assert "Viewer is no longer Viewer." in told
    assert roles(cast.viewer) == {("head", "lac")}


def test_giving_a_role_twice_changes_nothing(office, cast):
    told = words_on(office.post(f"/people/{cast.viewer.pk}/", {"role": "viewer"}, follow=True))
    assert "Viewer has that role already." in told
    assert not Event.objects.exists()


def test_a_role_that_a_colleague_has_taken_away_is_gone(office, cast):
    response = office.post(f"/people/{cast.viewer.pk}/take/", {"role": "12345"})
    assert response.headers["Location"] == f"/people/{cast.viewer.pk}/"
    assert not Event.objects.exists()


def test_the_role_of_another_person_cannot_be_named(office, cast):
    held = cast.director.assignments.get()
    office.post(f"/people/{cast.viewer.pk}/take/", {"role": held.pk})
    assert cast.director.assignments.exists()


def test_the_last_administrator_stays(office, cast):
    held = cast.administrator.assignments.get()
    told = office.post(f"/people/{cast.administrator.pk}/take/", {"role": held.pk}, follow=True)
    assert "Nothing was changed." in words_on(told)
    assert roles(cast.administrator) == {("administrator", "")}


def test_an_administrator_gives_her_own_role_up(office, cast):
    make_user("administrator", name="Another")
    held = cast.administrator.assignments.get()
    response = office.post(f"/people/{cast.administrator.pk}/take/", {"role": held.pk})
    assert response.headers["Location"] == "/"


def test_nobody_is_given_a_role_who_has_left(office):
    gone = make_user(name="Gone", is_active=False)
    assert "Give a role" not in words_on(office.get(f"/people/{gone.pk}/"))
    office.post(f"/people/{gone.pk}/", {"role": "viewer"})
    assert not gone.assignments.exists()


def test_name_job_and_address_are_changed(office, cast):
    page = f"/people/{cast.viewer.pk}/change/"
    fields = form_on(office.get(page)) | {"name": "Lead member", "email": "LEAD@example.org"}
    told = words_on(office.post(page, fields, follow=True))
    assert "The account of Lead member is saved." in told
    cast.viewer.refresh_from_db()
    assert (cast.viewer.name, cast.viewer.email) == ("Lead member", "lead@example.org")


def test_a_colleagues_change_is_not_saved_over(office, cast):
    page = f"/people/{cast.viewer.pk}/change/"
    fields = form_on(office.get(page)) | {"name": "Mine"}
    User.objects.filter(pk=cast.viewer.pk).update(name="Theirs")
    response = office.post(page, fields)
    assert response.status_code == 409
    assert "It now says “Theirs”." in words_on(response)


def test_who_is_here_hands_open_actions_over_too(office, cast):
    assert office.get(f"/people/{cast.head.pk}/actions/").status_code == 200
