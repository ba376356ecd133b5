"""The pages that the walk of test_access.py does not meet keep the content security policy, too."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.markup import faults_in
from tests.stage import Stage

pytestmark = pytest.mark.django_db


def test_faults_are_found():
    page = (
        '<style></style><script>x</script><p style="x" onclick="y"><a href="javascript:z">'
        '<img src="//elsewhere.example/a.png"><script src="https://elsewhere.example/b.js">'
    )
    assert len(faults_in(HttpResponse(page))) == 6
    assert faults_in(HttpResponse('<script src="/static/site.js"></script><p class="x">')) == []


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


@pytest.mark.parametrize(
    "template", ["400.html", "403.html", "404.html", "429.html", "500.html", "503.html"]
)
def test_pages_that_need_nothing_but_themselves(template):
    from django.template.loader import render_to_string

    page = render_to_string(template)
    assert "<h1" in page
    assert faults_in(HttpResponse(page)) == []
