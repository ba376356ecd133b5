"""A change comes from a page of this portal, or not at all."""

import pytest
from django.test import Client

from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter

PLAN = {"code": "2021-22-q1"}


@pytest.fixture
def office(cast) -> Client:
    """The administrator's browser, which must send tokens like any other."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    return client


def token(office: Client) -> str:
    page = office.get("/quarters/").text
    return page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def post(office: Client, form: dict, **headers: str) -> int:
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return office.post("/quarters/", form, headers=headers).status_code


def test_a_form_of_ours_goes_through(office):
    assert post(office, PLAN | {"csrfmiddlewaretoken": token(office)}) == 302
    assert Quarter.objects.filter(pk="2021-22-q1").exists()


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_so_it_does_when_the_browser_says_that_it_is_ours(office, site):
    form = PLAN | {"csrfmiddlewaretoken": token(office)}
    assert post(office, form, sec_fetch_site=site) == 302


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_a_form_from_elsewhere_is_refused_even_with_a_good_token(office, site):
    form = PLAN | {"csrfmiddlewaretoken": token(office)}
    assert post(office, form, sec_fetch_site=site) == 403
    assert not Quarter.objects.exists()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_whatever_its_method(office, method):
    send = getattr(office, method)
    assert send("/quarters/", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_link_from_elsewhere_may_be_followed(office):
    assert office.get("/quarters/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("form", [PLAN, PLAN | {"csrfmiddlewaretoken": "x" * 64}])
def test_without_a_good_token_nothing_goes_through(office, form):
    token(office)
    response = office.post("/quarters/", form)
    assert response.status_code == 403
    assert "This page was open for too long" in response.text
    assert not Quarter.objects.exists()


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_nor_with_a_strange_origin(office, origin):
    form = PLAN | {"csrfmiddlewaretoken": token(office)}
    assert post(office, form, origin=origin) == 403
    assert not Quarter.objects.exists()


def test_signing_in_takes_a_token_too(cast):
    client = Client(enforce_csrf_checks=True)
    typed = {"login": "viewer@example.org", "password": "whatever"}
    assert client.post("/accounts/login/", typed).status_code == 403
    assert User.objects.get(email="viewer@example.org").last_login is None
