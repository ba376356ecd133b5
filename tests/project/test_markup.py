"""No page carries a style, a script or a handler of its own, or fetches anything from elsewhere.
The content security policy would stop it, and the page would be broken where nobody looks."""

from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.access_matrix import ROWS
from tests.stage import Stage

pytestmark = pytest.mark.django_db

FETCHES = {("script", "src"), ("link", "href"), ("img", "src"), ("use", "href"), ("iframe", "src")}
PAGES = [row for row in ROWS if row.method == "GET" and "200" in row.cells.values()]


class Faults(HTMLParser):
    """Collects what must not be in a page."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        is_data = given.get("type") == "application/json"  # no browser runs it
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.found.append(f"<{tag}> in the page")
        for name, value in attributes:
            if name == "style" or name.startswith("on"):
                self.found.append(f'{name}="{value}" on <{tag}>')
            if (tag, name) in FETCHES and not value.startswith(("/", "#", "data:")):
                self.found.append(f"<{tag}> from {value}")
            if name in ("href", "action", "formaction") and value.startswith("javascript:"):
                self.found.append(f"{value} on <{tag}>")


def faults_in(response: HttpResponse) -> list[str]:
    reader = Faults()
    if response.headers.get("Content-Type", "").startswith("text/html"):
        reader.feed(response.text)
    return reader.found


def test_faults_are_found():
    page = (
        '<style></style><script>x</script><p style="x" onclick="y"><a href="javascript:z">'
        '<img src="//elsewhere.example/a.png"><script src="https://elsewhere.example/b.js">'
    )
    assert len(faults_in(HttpResponse(page))) == 6
    assert faults_in(HttpResponse('<script src="/static/site.js"></script><p class="x">')) == []


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.address)
def test_every_page_for_everybody_who_may_see_it(stage: Stage, row):
    seen = [actor for actor in stage.actors if row.expected(actor, "mash") == "200"]
    found = {
        actor: faults
        for actor in seen
        if (faults := faults_in(stage.client(actor).get(stage.address(row.address))))
    }
    assert seen
    assert found == {}


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        ("/nowhere/", None, 404),
        ("/{issued}/mash/know/", {"know-text": "No."}, 403),
        ("/reports/", {}, 405),
        ("/accounts/login/", {"login": "", "password": ""}, 200),
        ("/accounts/password/reset/", {"email": "nonsense"}, 200),
    ],
)
def test_pages_that_say_no(stage: Stage, address, form, status):
    actor = "anonymous" if address.startswith("/accounts/") else "viewer"
    client, path = stage.client(actor), stage.address(address)
    response = client.get(path) if form is None else client.post(path, form)
    assert response.status_code == status
    assert faults_in(response) == []


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/{open}/mash/know/", {"know-text": "x" * 10_001, "know-version": "1"}),
        ("/{open}/mash/know/kept/", {"outcome": "", "kept": "{kept}"}),
    ],
)
def test_pages_with_errors(stage: Stage, address, form):
    response = stage.client("head").post(stage.address(address), stage.form(form, "head"))
    assert "govuk-error-message" in response.text
    assert faults_in(response) == []


def test_the_page_for_an_old_token(stage: Stage):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {})
    assert response.status_code == 403
    assert faults_in(response) == []


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "500.html", "503.html"])
def test_pages_that_need_nothing_but_themselves(template):
    from django.template.loader import render_to_string

    page = render_to_string(template)
    assert "<h1" in page
    assert faults_in(HttpResponse(page)) == []
