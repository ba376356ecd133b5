"""The frame of every screen: who, where, and what when something fails."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from selfassess.quarters.models import QuarterState
from selfassess.ui.navigation import entries
from selfassess.ui.sign_in import ChangePassword, ForgottenPassword, SignIn
from tests.factories import make_quarter
from tests.tasks import work_off
from tests.ui.page import Page

FAILURES = [
    *("400.html", "403.html", "404.html", "429.html"),
    *("500.html", "503.html", "errors/403_csrf.html"),
]


def places(user, path: str = "/") -> list[str]:
    request = RequestFactory().get(path)
    request.user = user
    return [entry["label"] for entry in entries(request)]


def place_of(user, path: str) -> list[str]:
    request = RequestFactory().get(path)
    request.user = user
    return [entry["label"] for entry in entries(request) if entry["active"]]


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_explained_without_a_database_or_a_request(name, settings):
    page = Page(render_to_string(name))
    assert page.words("//h1")
    assert settings.AUTHORITY_NAME in page.words("//title")
    assert len(page.all(f"//*[@class='sa-marking'][contains(., '{settings.MARKING}')]")) == 2


def test_kept_texts_are_offered_back_after_a_new_sign_in():
    context = {"kept": 2, "path": "/2020-21-q2/mash/know/"}
    page = Page(render_to_string("errors/403_csrf.html", context))
    assert page.one("//a[contains(@class, 'govuk-button')]").get("href") == context["path"]


def test_a_head_sees_five_places(cast):
    make_quarter()
    assert places(cast.head) == ["Home", "Areas", "Actions", "Reports", "Search"]


def test_an_administrator_also_sees_quarters_people_and_the_audit_trail(cast):
    make_quarter()
    assert places(cast.administrator) == [
        "Home",
        "Areas",
        "Actions",
        "Reports",
        "KPIs",
        "Quarters",
        "People",
        "Audit",
        "Search",
    ]


def test_a_viewer_finds_areas_only_when_a_quarter_is_issued(cast):
    make_quarter()
    assert places(cast.viewer) == ["Home", "Reports", "Search"]
    make_quarter("2020-21-q1", state=QuarterState.ISSUED)
    assert places(cast.viewer) == ["Home", "Areas", "Reports", "Search"]


def test_the_place_one_is_at_is_marked(cast):
    make_quarter()
    assert place_of(cast.head, "/") == ["Home"]
    assert place_of(cast.head, "/2020-21-q2/mash/know/") == ["Areas"]
    assert place_of(cast.head, "/2019-20-q4/") == ["Areas"]
    assert place_of(cast.head, "/reports/2020-21-q1/") == ["Reports"]
    assert place_of(cast.head, "/search/") == ["Search"]
    assert place_of(cast.head, "/components/") == []


def test_the_frame_names_the_person_and_lets_her_sign_out(cast, sign_in):
    page = Page(sign_in(cast.viewer).get("/components/").content.decode())
    assert page.words("//*[@class='sa-person']").startswith("Viewer")
    form = page.one("//*[@class='sa-person']//form")
    assert (form.get("method"), form.get("action")) == ("post", "/accounts/logout/")
    assert form.xpath(".//*[@name='csrfmiddlewaretoken']")


def test_strangers_see_no_navigation_and_how_accounts_are_made(client, db):
    page = Page(client.get("/accounts/login/").content.decode())
    assert not page.all("//nav")
    assert "by invitation" in page.words("//main")
    assert page.all("//input[@name='login']")
    assert page.all("//input[@name='password']")


@pytest.mark.parametrize("form", [SignIn, ForgottenPassword, ChangePassword])
def test_forms_of_signing_in_speak_plainly(form):
    page = Page(render_to_string("council/uni_form.html", {"form": form()}))
    assert not page.all("//*[@placeholder]")
    assert all(label.text_content() for label in page.all("//label"))
    assert all(error.startswith("Enter the ") for [error] in form(data={}).errors.values())


def test_a_refused_sign_in_says_so_in_the_title_and_above_the_heading(client, db):
    response = client.post("/accounts/login/", {"login": "", "password": ""})
    page = Page(response.content.decode())
    assert page.words("//title").startswith("Error: Sign in")
    for link in page.all("//*[@data-module='govuk-error-summary']//a"):
        assert page.by_id(link.get("href")[1:]).tag == "input"


def test_a_forgotten_password_brings_a_letter_with_a_link(client, cast, mailoutbox):
    client.post("/accounts/password/reset/", {"email": cast.head.email})
    work_off()
    [letter] = mailoutbox
    assert letter.subject == "Choose a password for Self-assessment"
    assert "Hello Head of MASH" in letter.body
    link = next(word for word in letter.body.split() if "/password/reset/key/" in word)

    page = Page(client.get(link, follow=True).content.decode())
    assert page.words("//h1") == "Choose a password"
    assert page.all("//input[@name='password1']")
    action = (
        page.one("//main//form").get("action") or client.get(link, follow=True).request["PATH_INFO"]
    )
    chosen = {"password1": "Long and new 4 everybody", "password2": "Long and new 4 everybody"}
    done = Page(client.post(action, chosen, follow=True).content.decode())
    assert done.words("//main").count("Your new password is saved") == 1


@pytest.mark.parametrize("address", ["/nonsense/", "/people/"])
def test_a_page_that_is_not_there_keeps_the_frame(cast, sign_in, address):
    response = sign_in(cast.head).get(address)
    assert response.status_code == 404
    page = response.content.decode()
    assert "Head of MASH" in page
    assert 'href="/actions/"' in page


def test_for_strangers_it_has_no_navigation(db, client):
    response = client.get("/nonsense/")
    assert response.status_code in (302, 404)
    assert 'href="/reports/"' not in response.content.decode()
