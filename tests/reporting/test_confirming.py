"""Nobody gets the public cut of a version before the director has read what it holds back."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.accounts.models import User
from selfassess.assessments.models import KeptPost
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.reporting import editions
from selfassess.reporting.models import Confirmation, Report
from selfassess.reporting.operations import confirm, store_edition
from tests.factories import get_assessment, make_issued, make_quarter, make_report, write
from tests.pages import form_on, words_on
from tests.sessions import browser_of, end_sessions, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

EDITION = "/reports/2020-21-q1/v1/scrutiny"
TELLING = "Three children went home. All is well."
NO_DIRECTOR = ["head", "deputy", "analyst", "administrator", "viewer"]


@pytest.fixture
def report() -> Report:
    return make_issued("2020-21-q1", text=TELLING)


def test_the_director_reads_the_sentences_held_back_and_where_they_stand(report, cast, sign_in):
    page = words_on(sign_in(cast.director).get(f"{EDITION}/"))
    listed = page[page.index("What this edition holds back") : page.index('class="report ')]
    assert "MASH & Assessment" in listed
    assert "Three children went home." in listed
    assert "All is well." not in listed
    assert "I have read these" in listed
    assert f'href="{EDITION}.pdf"' not in page


def test_when_she_has_confirmed_everybody_can_download_it(report, cast, sign_in):
    client = sign_in(cast.director)
    page = words_on(client.post(f"{EDITION}/confirm/", follow=True))
    assert f"Confirmed</b> by {cast.director.title}" in page
    assert "I have read these" not in page
    response = sign_in(cast.viewer).get(f"{EDITION}.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert f'href="{EDITION}.pdf"' in words_on(sign_in(cast.viewer).get("/reports/2020-21-q1/v1/"))


def test_it_is_an_event_with_who_and_how_much_there_was_to_read(report, cast):
    confirm(report, by=cast.director)
    event = Event.objects.get(verb="report.confirm")
    assert (event.by, event.quarter, event.subject) == (cast.director, "2020-21-q1", "v1")
    assert event.after == {"sentences": 8, "kept": []}


def test_a_sentence_that_tells_nothing_of_a_child_may_be_printed(cast, sign_in):
    report = make_issued("2020-21-q1", text=TELLING)
    make_issued("2020-21-q2", text="We held 3 workshops. Three children went home.")
    client, address = sign_in(cast.director), "/reports/2020-21-q2/v1/scrutiny"
    page = words_on(client.get(f"{address}/"))
    number = re.search(r'id="held-(\d+)">We held 3 workshops', page)[1]
    page = words_on(client.post(f"{address}/confirm/", {"keep": number}, follow=True))
    listed, edition = page.split('class="report ')
    assert "Printed" in listed
    assert "Held back" in listed
    assert "We held 3 workshops. (A sentence is held back.)" in edition
    drawn = client.get(f"{address}.pdf").content
    assert b"We held 3 workshops." in drawn
    assert b"Three children went home." not in drawn
    assert Event.objects.get(verb="report.confirm").after["kept"] == ["We held 3 workshops."]
    assert report.edition("scrutiny") == editions.make(
        report.content, "scrutiny"
    )  # it has its own list


def test_nothing_else_can_be_let_through(report, cast, sign_in):
    with pytest.raises(Refused, match="does not hold these back"):
        confirm(report, keep=["Anything else."], by=cast.director)
    sign_in(cast.director).post(f"{EDITION}/confirm/", {"keep": ["99", "x", "-1"]})
    assert Confirmation.objects.get().kept == []


def test_what_a_command_draws_before_is_not_what_the_public_gets_later(report, cast):
    system = User.objects.command_line()
    early = store_edition(report, "scrutiny", by=system)
    confirm(report, keep=["Three children went home."], by=cast.director)
    report = Report.objects.get(pk=report.pk)
    assert b"Three children went home." not in early.data
    assert b"Three children went home." in store_edition(report, "scrutiny", by=cast.viewer).data


def test_confirming_twice_is_confirming_once(report, cast):
    assert confirm(report, by=cast.director) == confirm(report, by=cast.director)
    assert Event.objects.filter(verb="report.confirm").count() == 1


@pytest.mark.parametrize("who", NO_DIRECTOR)
def test_others_see_that_it_waits_for_the_director(report, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    page = words_on(client.get(f"{EDITION}/"))
    assert "This edition waits for the director." in page
    assert "I have read these" not in page
    offered = words_on(client.get("/reports/2020-21-q1/v1/"))
    assert "waits until the director has confirmed" in offered
    assert f'href="{EDITION}.pdf"' not in offered


@pytest.mark.parametrize("who", NO_DIRECTOR)
def test_others_cannot_confirm(report, cast, who):
    with pytest.raises(PermissionDenied):
        confirm(report, by=getattr(cast, who))
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("who", ["director", "viewer"])
def test_until_then_its_address_leads_to_the_page_and_not_to_a_file(report, cast, sign_in, who):
    response = sign_in(getattr(cast, who)).get(f"{EDITION}.pdf")
    assert (response.status_code, response.url) == (302, f"{EDITION}/")
    with pytest.raises(Refused, match="not yet confirmed"):
        store_edition(report, "scrutiny", by=getattr(cast, who))


def test_the_other_cuts_wait_for_nobody(report, cast, sign_in):
    for cut in ("full", "summary", "mash"):
        response = sign_in(cast.viewer).get(f"/reports/2020-21-q1/v1/{cut}.pdf")
        assert response.headers["Content-Type"] == "application/pdf"


def test_a_newer_version_needs_a_new_confirmation(cast, sign_in):
    quarter = make_quarter()
    confirm(make_report(quarter, by=cast.director), by=cast.director)
    newer = make_report(quarter, by=cast.director)
    client = sign_in(cast.director)
    assert client.get("/reports/2020-21-q2/draft-1/scrutiny.pdf").status_code == 200
    assert client.get(f"/reports/2020-21-q2/{newer.key}/scrutiny.pdf").status_code == 302


def test_a_preview_lists_them_before_anything_is_compiled(cast, sign_in):
    write(get_assessment(make_quarter()), by=cast.head, know=TELLING)
    page = words_on(sign_in(cast.director).get("/reports/2020-21-q2/preview/scrutiny/"))
    assert page.count("Three children went home.") == 1  # listed, and held back in the edition
    assert "I have read these" not in page


def test_what_somebody_typed_is_shown_as_text(cast, sign_in):
    make_issued("2020-21-q1", text="Three children <script>alert(1)</script> went home.")
    page = sign_in(cast.director).get(f"{EDITION}/").content.decode()
    assert "<script>alert(1)" not in page


def test_what_she_ticked_signed_out_is_ticked_again(report, cast):
    client = browser_of(cast.director)
    page = form_on(client.get(f"{EDITION}/"))
    end_sessions()
    client.post(f"{EDITION}/confirm/", page | {"keep": "2"})
    address = log_in(client, cast.director).url
    page = client.get(address)
    ticked = re.findall(r'name="keep" value="(\d+)" checked', words_on(page))
    assert ticked == ["2"]
    assert not Confirmation.objects.exists()
    action = re.search(r'action="(\S+/confirm/\S+)"', words_on(page))[1]
    client.post(action, form_on(page) | {"keep": "2"})
    assert len(Confirmation.objects.get().kept) == 1
    assert not KeptPost.objects.filter(settled_at=None).exists()
