"""No administrator sees a link to choose a password, or chooses one: the worker mails it."""

import re
from smtplib import SMTPException

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.models import AccessEntry, AccessKind, Event
from selfassess.errors import Refused
from selfassess.people import tasks
from selfassess.people.links import CONSOLE
from selfassess.people.operations.accounts import change_person, print_link, send_link
from selfassess.people.operations.leaving import leave
from tests.factories import PASSWORD, make_user
from tests.tasks import work_off

KEY = re.compile(r"password/reset/key/\S+")
ADD = "/admin/accounts/user/add/"
NEW = {
    "email": "new@example.org",
    "name": "New",
    "assignments-TOTAL_FORMS": "0",
    "assignments-INITIAL_FORMS": "0",
}


@pytest.fixture
def office(cast, sign_in) -> Client:
    """The administrator's browser."""
    return sign_in(cast.administrator)


@pytest.fixture
def without_mail(settings):
    settings.MAILERS = {"default": {"BACKEND": CONSOLE}}


def link_to(person: User) -> str:
    return f"/people/{person.pk}/link/"


def mails() -> list[tuple[str, str]]:
    """To whom, and what about; the worker has sent what waits."""
    work_off()
    return [(address, message.subject) for message in mail.outbox for address in message.to]


def test_a_link_is_mailed_and_shown_to_nobody_else(cast, office):
    page = office.post(link_to(cast.director), follow=True).text
    assert "on its way to director@example.org" in page
    assert not KEY.search(page)
    assert mail.outbox == []  # not by the request
    assert mails() == [("director@example.org", "Choose a password for Self-assessment")]
    [path] = KEY.findall(mail.outbox[0].body)
    assert Client().get(f"/accounts/{path}").headers["Location"].endswith("-set-password/")


def test_it_is_in_the_trail_and_in_the_access_log(cast, office):
    office.post(link_to(cast.director))
    work_off()
    event = Event.objects.get()
    assert (event.verb, event.by, event.subject) == (
        "person.link",
        cast.administrator,
        "director@example.org",
    )
    assert AccessEntry.objects.get().kind == AccessKind.LINK_SENT
    history = office.get(f"/people/{cast.director.pk}/history/").text
    assert "Administrator had a link to choose a password sent to director@example.org." in history


def test_no_link_is_stored(cast, office):
    office.post(link_to(cast.director))
    waiting = DBTaskResult.objects.get()
    assert waiting.args_kwargs["args"] == ["director@example.org"]
    work_off()
    [key] = KEY.findall(mail.outbox[0].body)
    token = key.rstrip("/").rpartition("-")[2]
    assert token not in str([*Event.objects.values(), *AccessEntry.objects.values()])


def test_whoever_is_added_gets_a_link_and_so_does_who_comes_back(cast, office):
    assert not KEY.search(office.post(ADD, NEW, follow=True).text)
    leave(cast.viewer, by=cast.administrator)
    page = office.post(f"/people/{cast.viewer.pk}/return/", {"roles": ["viewer"]}, follow=True)
    assert not KEY.search(page.text)
    about = "Choose a password for Self-assessment"
    assert mails() == [("new@example.org", about), ("viewer@example.org", about)]


def test_whoever_is_not_here_gets_none(cast):
    gone = make_user(Role.DIRECTOR, name="Gone", is_active=False)
    for person in (gone, User.objects.command_line()):
        with pytest.raises(Refused):
            send_link(person, by=cast.administrator)
    assert mails() == []


@pytest.mark.parametrize("operation", [send_link, print_link])
@pytest.mark.parametrize("who", ["head", "director", "analyst"])
def test_only_administrators_have_one_sent_or_printed(cast, who, operation):
    with pytest.raises(PermissionDenied):
        operation(cast.viewer, by=getattr(cast, who))


def test_a_link_that_waits_is_of_no_use_at_another_address(cast):
    send_link(cast.viewer, by=cast.administrator)
    change_person(cast.viewer, email="thief@example.org", by=cast.administrator)
    assert "Choose a password for Self-assessment" not in [subject for _, subject in mails()]


def test_a_mail_that_could_not_be_sent_is_tried_again(cast, monkeypatch):
    def refuse(message):
        raise SMTPException("Come back later.")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        send_link(cast.viewer, by=cast.administrator)
        work_off()
    assert not AccessEntry.objects.exists()
    waiting = DBTaskResult.objects.get()
    assert waiting.args_kwargs["kwargs"]["attempt"] == 2
    DBTaskResult.objects.update(run_after=waiting.enqueued_at)
    assert len(mails()) == 1


def test_and_given_up_in_the_end(cast, monkeypatch):
    def refuse(message):
        raise OSError("There is nobody.")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    tasks.send_password_link.call("viewer@example.org", invited=True, attempt=tasks.MOST_ATTEMPTS)
    assert not DBTaskResult.objects.exists()


# --- Without mail ---------------------------------------------------------------------------------


def test_without_mail_the_page_names_the_command(cast, office, without_mail):
    for page in (
        office.get(link_to(cast.head)),
        office.post(link_to(cast.head)),
        office.post(f"/people/{cast.head.pk}/link/"),
    ):
        assert "manage.py invite head.of.mash@example.org --role head --area mash" in page.text
    page = office.post(ADD, NEW, follow=True)
    assert "manage.py invite new@example.org --role viewer" in page.text
    assert not DBTaskResult.objects.exists()
    assert "person.link" not in Event.objects.values_list("verb", flat=True)


def test_what_a_command_prints_is_in_the_trail(cast, capsys):
    call_command("invite", "viewer@example.org", role="viewer")
    assert KEY.search(capsys.readouterr().out)
    event = Event.objects.get()
    assert (event.verb, event.by.name, event.subject) == (
        "person.print_link",
        "Command line",
        "viewer@example.org",
    )


def test_in_production_no_link_is_printed_into_a_log(cast, settings, without_mail, capsys):
    settings.PRODUCTION = True
    tasks.send_password_link.call("viewer@example.org", invited=False)
    assert not KEY.search(capsys.readouterr().out)


# --- Other ways to become somebody ----------------------------------------------------------------


def test_no_page_of_djangos_admin_has_a_password_or_a_link(cast, office):
    people = "/admin/accounts/user/"
    for path in (people, ADD, f"{people}{cast.director.pk}/change/"):
        page = office.get(path).text
        assert 'type="password"' not in page
        assert 'name="password' not in page
        assert 'name="is_' not in page
        assert not KEY.search(page)
    chosen = {"action": "show_invitation_link", "_selected_action": cast.director.pk}
    assert not KEY.search(office.post(people, chosen, follow=True).text)
    for path in ("password/", f"{cast.director.pk}/password/", f"{cast.director.pk}/delete/"):
        assert office.get(f"{people}{path}").status_code in (302, 403, 404)
    answer = office.post("/admin/password_change/", {"old_password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/password/change/"


def test_a_password_that_is_sent_along_is_not_taken(cast, office):
    form = NEW | {"email": "viewer@example.org", "name": "Viewer", "password": "a chosen password"}
    form |= {"password1": "a chosen password", "is_active": "", "is_system": "on"}
    form |= {"assignments-TOTAL_FORMS": "1", "assignments-INITIAL_FORMS": "1"}
    held = cast.viewer.assignments.get()
    form |= {"assignments-0-id": str(held.pk), "assignments-0-user": str(cast.viewer.pk)}
    office.post(f"/admin/accounts/user/{cast.viewer.pk}/change/", form)
    cast.viewer.refresh_from_db()
    assert cast.viewer.check_password(PASSWORD)
    assert (cast.viewer.is_active, cast.viewer.is_system) == (True, False)


def test_a_changed_address_is_told_to_both(cast):
    change_person(cast.viewer, email="other@example.org", by=cast.administrator)
    about = "An address for Self-assessment was changed"
    assert mails() == [("viewer@example.org", about), ("other@example.org", about)]
    for message in mail.outbox:
        for words in ("Administrator", "viewer@example.org", "other@example.org"):
            assert words in message.body


def test_another_name_is_told_to_nobody(cast):
    change_person(cast.viewer, name="Other", by=cast.administrator)
    assert mails() == []


def test_a_new_password_is_told_to_whose_it_is(cast, sign_in):
    chosen = {"password1": "a password of her own", "password2": "a password of her own"}
    client = sign_in(cast.viewer)
    client.post("/accounts/password/change/", chosen | {"oldpassword": PASSWORD})
    assert mails() == [("viewer@example.org", "Your password for Self-assessment was changed")]
    send_link(cast.head, by=cast.administrator)
    work_off()
    [path] = KEY.findall(mail.outbox[-1].body)
    browser = Client()
    page = browser.get(f"/accounts/{path}".removeprefix(settings.PUBLIC_URL)).headers["Location"]
    browser.post(page, chosen)
    assert mails()[-1] == (
        "head.of.mash@example.org",
        "Your password for Self-assessment was changed",
    )
