"""Every answer says what a browser may do with it: run only our files, show it in no frame, keep
nothing. Whatever kind of answer it is."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.views import defaults

from selfassess.access import Role
from selfassess.reporting.models import Kind
from tests.factories import PASSWORD, make_quarter, make_report, make_user

from .test_settings import READY, read  # noqa: F401 (a fixture)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def broken(request) -> HttpResponse:
    raise ZeroDivisionError


# The portal's addresses, and one whose page does not work
urlpatterns = [path("broken/", broken), path("", include("selfassess.portal.urls"))]
handler500 = defaults.server_error


@pytest.fixture
def director(db, sign_in, settings, quick_pdf, tmp_path) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "site.css").write_text("body {}")
    user = make_user(Role.DIRECTOR, Role.ADMINISTRATOR, name="Director")
    make_report(make_quarter("2020-21-q2"), by=user, kind=Kind.DRAFT)
    client = sign_in(user)
    client.raise_request_exception = False
    return client


ANSWERS = {
    "a page": ("GET", "/", {}, 200),
    "a page of another package": ("GET", "/accounts/password/change/", {}, 200),
    "a page of Django's admin": ("GET", "/admin/", {}, 200),
    "a redirect": ("GET", "/accounts/login/", {}, 302),
    "a refusal": ("POST", "/2020-21-q2/mash/know/", {}, 403),
    "a refusal by the guard against other sites": (
        "POST",
        "/quarters/",
        {"sec-fetch-site": "cross-site"},
        403,
    ),
    "a page that is not there": ("GET", "/nowhere/", {}, 404),
    "an assessment that is not there": ("GET", "/2020-21-q2/fostering/", {}, 404),
    "a wrong method": ("POST", "/reports/", {}, 405),
    "a request to another host": ("GET", "/", {"host": "evil.example"}, 400),
    "an error of ours": ("GET", "/broken/", {}, 500),
    "a PDF": ("GET", "/reports/2020-21-q2/draft-1.pdf", {}, 200),
    "a word for machines": ("GET", "/healthz", {}, 200),
    "a static file that is not there": ("GET", "/static/nothing.css", {}, 404),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer(director, kind):
    method, address, headers, status = ANSWERS[kind]
    response = director.generic(method, address, headers=headers)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "no-store" in response.headers["Cache-Control"]


def test_a_request_without_a_sign_in(db):
    response = Client().get("/")
    assert response.status_code == 302
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "no-store" in response.headers["Cache-Control"]


def test_a_static_file_may_be_kept_and_is_guarded_all_the_same(director):
    response = director.get("/static/site.css")
    assert b"".join(response) == b"body {}"
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "max-age" in response.headers["Cache-Control"]
    assert not response.cookies


def test_nothing_unsafe_is_allowed_anywhere():
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


def test_a_pdf_is_saved_not_shown(director):
    response = director.get("/reports/2020-21-q2/draft-1.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(director):
    response = Client().post(
        "/accounts/login/", {"login": "director@example.org", "password": PASSWORD}
    )
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""  # it ends with the browser


# --- In production ------------------------------------------------------------------------------


@pytest.fixture
def production(read, settings, cast):  # noqa: F811
    """The test's portal, with the safety that production settings add."""
    for name, value in read(**READY).items():
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "ALLOWED_")):
            setattr(settings, name, value)
    return Client(headers={"host": "portal.example.org"})


BY_PROXY = {"x-forwarded-proto": "https"}


def test_plain_http_is_led_to_https(production):
    response = production.get("/reports/?page=1")
    assert response.status_code == 301
    assert response.headers["Location"] == "https://portal.example.org/reports/?page=1"


def test_browsers_are_told_to_stay_there(production):
    response = production.get("/accounts/login/", headers=BY_PROXY)
    assert response.status_code == 200
    assert response.headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )


def test_cookies_belong_to_this_host_and_to_https(production):
    page = production.get("/accounts/login/", headers=BY_PROXY)
    typed = {"login": "viewer@example.org", "password": PASSWORD}
    answer = production.post("/accounts/login/", typed, headers=BY_PROXY)
    for cookie in (page.cookies["__Host-csrf"], answer.cookies["__Host-session"]):
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""


@pytest.mark.parametrize("host", ["portal.example.org", "127.0.0.1:8000", "10.0.0.7"])
def test_machines_ask_over_plain_http_by_whatever_name(production, host):
    assert production.get("/healthz", headers={"host": host}).status_code == 200
    assert production.get("/readyz", headers={"host": host}).status_code == 200


def test_another_hosts_name_is_refused(production):
    response = production.get("/", headers={"host": "evil.example"} | BY_PROXY)
    assert response.status_code == 400
