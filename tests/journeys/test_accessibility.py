"""Every page, for everybody who sees it: no accessibility fault that a machine can find, nothing
wider than the window at 1280 and 320 pixels, one heading, a title that says where one is."""

import re
from collections.abc import Callable

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from playwright.sync_api import Page, Route

from performance.operations.load_catalogue import load_catalogue
from selfassess.accounts.models import User
from tests.access_matrix import AREAS, COLUMN_OF, ROWS, Row
from tests.factories import get_assessment, make_build, write
from tests.stage import QUARTERS, Stage, keep_texts, make_actors, make_quarters

from .browsing import choose, press
from .conftest import Browse
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURNAME = "Quillfeather"  # nobody's job title, so that it is found wherever it stands
LONG_WORD = "Llanfairpwllgwyngyll" * 10
NOT_PAGES = re.compile(r"\.(pdf|ics|csv|xlsx|docx|json|zip)$|z$|/autosave/$")


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture
def portal(transactional_db, monkeypatch) -> Stage:
    """Everybody, and a quarter in every state, with a word that is wider than a phone."""
    monkeypatch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
    load_catalogue(by=User.objects.command_line())
    actors = make_actors()
    portal = Stage(actors, make_quarters(actors), keep_texts(actors), sessions={})
    write(get_assessment(QUARTERS["open"]), know=LONG_WORD, by=actors["head"])
    User.objects.update(name=Concat(F("name"), Value(f" {SURNAME}")))
    return portal


def read(page: Page, address: str) -> list[str]:
    page.goto(address)
    return faults_of(page, names=[SURNAME])


KEY_PAGES = [
    ("anonymous", "/accounts/login/"),
    ("head", "/"),
    ("head", "/{open}/mash/"),
    ("head", "/{open}/mash/know/"),
    ("head", "/{open}/mash/know/kept/"),
    ("head", "/{open}/mash/indicators/"),
    ("head", "/{open}/mash/rating/"),
    ("head", "/{open}/mash/check/"),
    ("director", "/"),
    ("director", "/{sent}/mash/review/"),
    ("director", "/{sent}/mash/review/return/"),
    ("director", "/reports/{open}/"),
    ("admin", "/quarters/"),
    ("admin", "/people/"),
    ("admin", "/people/{owner}/leave/"),
    ("viewer", "/reports/{issued}/v1/"),
]


def test_the_key_pages_have_no_fault(portal, browse: Browse):
    pages = {actor: browse(portal.actors[actor]) for actor in dict(KEY_PAGES)}
    faults = [
        fault
        for actor, address in KEY_PAGES
        for fault in read(pages[actor], portal.address(address))
    ]
    assert not faults, "\n".join(faults)


ALL_ACTORS = (*COLUMN_OF, *AREAS["mash"])


def seen_by(actor: str) -> list[Row]:
    """The addresses whose page this actor gets to see, and one that she does not, as an example."""
    gets = [row for row in ROWS if row.method == "GET" and not NOT_PAGES.search(row.address)]
    pages = [row for row in gets if row.expected(actor, "mash") == "200"]
    refusals = {row.expected(actor, "mash"): row for row in gets}
    return pages + [row for status, row in refusals.items() if status in ("403", "404")]


@pytest.mark.long
@pytest.mark.parametrize("actor", [actor for actor in ALL_ACTORS if actor != "leaver"])
def test_no_page_has_a_fault_for_anybody_who_sees_it(portal, browse: Browse, actor: str):
    page = browse(portal.actors[actor])
    addresses = [portal.address(row.address) for row in seen_by(actor)]
    faults = [fault for address in addresses for fault in read(page, address)]
    assert not faults, "\n".join(faults)
    assert len(addresses) > 5


def too_much(page: Page) -> None:
    page.locator("#id_know-text").fill("Ten signs." * 1001)
    press(page, "Save and continue")


def wrong_password(page: Page) -> None:
    page.get_by_label("Work e-mail address").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("not the right one")
    press(page, "Sign in")


def final_without_reasons(page: Page) -> None:
    choose(page, "The final report")
    press(page, "Compile")


def zero_without_saying_so(page: Page) -> None:
    page.locator("[name=rating-value][value='0']").check()
    press(page, "Save and continue")


def figure_in_words(page: Page) -> None:
    page.locator("[name$=-value]").first.fill("about ninety")
    press(page, "Save and continue")


def no_quarter(page: Page) -> None:
    page.get_by_label("Quarter", exact=True).fill(LONG_WORD[:10])
    press(page, "Plan")


def old_token(page: Page) -> None:
    page.context.clear_cookies(name="csrftoken")
    press(page, "Save and continue")


def just_press(name: str) -> Callable[[Page], None]:
    return lambda page: press(page, name)


REFUSALS = [
    ("anonymous", "/accounts/login/", wrong_password),
    ("anonymous", "/accounts/password/reset/", just_press("Send the link")),
    ("viewer", "/accounts/password/change/", just_press("Save the password")),
    ("head", "/{open}/mash/know/", too_much),
    ("head", "/{open}/mash/know/", old_token),
    ("deputy", "/{open}/mash/know/kept/", just_press("Save and continue")),
    ("director", "/{sent}/mash/review/return/", just_press("Return to the head of service")),
    ("director", "/{closed}/mash/review/reopen/", just_press("Reopen")),
    ("director", "/reports/{open}/", just_press("Compile")),
    ("director", "/reports/{open}/", final_without_reasons),
    ("head", "/{open}/mash/rating/", zero_without_saying_so),
    ("head", "/{open}/mash/evidence/audits/add/", just_press("Save")),
    ("head", "/{open}/mash/development/actions/add/", just_press("Save")),
    ("head", "/{open}/mash/indicators/", figure_in_words),
    ("admin", "/quarters/", no_quarter),
    ("admin", "/quarters/{open}/mash/longer/", just_press("Save")),
    ("admin", "/admin/accounts/user/add/", just_press("Save")),
]


@pytest.mark.long
def test_no_page_has_a_fault_when_a_form_is_refused(portal, browse: Browse):
    faults = []
    for actor, address, send in REFUSALS:
        page = browse(portal.actors[actor])
        page.goto(portal.address(address))
        send(page)
        page.wait_for_load_state()
        faults += faults_of(page, names=[SURNAME])
        page.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.long
def test_the_page_that_waits_for_a_report_has_no_fault(portal, browse: Browse):
    director = portal.actors["director"]
    page = browse(director)
    build = make_build(get_assessment(QUARTERS["open"]).quarter, by=director)

    def stand_still(route: Route) -> None:
        """Without the header by which the page looks again every two seconds."""
        response = route.fetch()
        headers = {k: v for k, v in response.headers.items() if k != "refresh"}
        route.fulfill(response=response, headers=headers)

    page.route("**/builds/*", stand_still)
    assert read(page, build.get_absolute_url()) == []
