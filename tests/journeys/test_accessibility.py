"""Every page, for everybody who sees it: no accessibility fault that a machine can find, nothing
wider than the window at 1280 and 320 pixels, one heading, a title that says where one is."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from lxml import html
from playwright.sync_api import Page, Route

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from tests.access_matrix import AREAS, COLUMN_OF, ROWS, Row
from tests.factories import get_assessment, make_build, write
from tests.once import once
from tests.rows import Rows, put_back, read_rows
from tests.stage import (
    QUARTERS,
    Stage,
    findings_on_stage,
    keep_texts,
    make_actors,
    make_quarters,
    scene,
)

from .browsing import choose, press
from .conftest import Browse
from .inspection import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURNAME = "Quillfeather"  # nobody's job title, so that it is found wherever it stands
LONG_WORD = "Llanfairpwllgwyngyll" * 10
NOT_PAGES = re.compile(
    r"\.(pdf|ics|csv|xlsx|docx|json|zip|txt)$|z$|/metrics$|^/api/|/autosave/$|/know/findings/$"
)


@pytest.fixture
def scripts() -> bool:
    return True


def build_portal() -> tuple[dict, dict, dict, Rows]:
    """Everybody, and a quarter in every state, with a word that is wider than a phone."""
    with scene():
        load_catalogue(by=User.objects.command_line())
        actors = make_actors()
        words, kept = make_quarters(actors), keep_texts(actors)
        write(get_assessment(QUARTERS["open"]), know=LONG_WORD, by=actors["head"])
        User.objects.update(name=Concat(F("name"), Value(f" {SURNAME}")))
        emails = {actor: user.email for actor, user in actors.items() if user}
        return emails, words, kept, read_rows()


@pytest.fixture
def portal(transactional_db, monkeypatch) -> Stage:
    monkeypatch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
    monkeypatch.setattr("selfassess.reporting.formats.docx.draw", lambda content: b"DOCX for tests")
    monkeypatch.setattr("selfassess.claims.reading.findings_of", findings_on_stage)
    emails, words, kept, rows = once("portal", build_portal)
    put_back(rows)
    actors = {actor: User.objects.get(email=email) for actor, email in emails.items()}
    return Stage(actors | {"anonymous": None}, words, kept, sessions={}, untouched="")


def read(page: Page, address: str) -> list[str]:
    page.goto(address)
    return faults_of(page, names=[SURNAME])


# One of each kind: what most people have before them, and every component
KEY_PAGES = [
    ("anonymous", "/accounts/login/"),
    ("head", "/"),
    ("head", "/{open}/mash/know/"),
    ("head", "/{open}/mash/indicators/"),
    ("head", "/{open}/mash/development/actions/add/"),
    ("head", "/{open}/mash/check/"),
    ("director", "/{sent}/mash/review/"),
    ("director", "/{open}/findings/"),
    ("admin", "/people/"),
    ("viewer", "/reports/{issued}/v1/"),
    ("viewer", "/components/"),
]
FURTHER_PAGES = [
    ("head", "/{open}/mash/"),
    ("head", "/{open}/mash/know/kept/"),
    ("head", "/{open}/mash/rating/"),
    ("head", "/{open}/mash/development/"),
    ("head", "/{open}/mash/development/updates/"),
    ("head", "/{open}/mash/compare/"),
    ("viewer", "/actions/mine/"),
    ("head", "/documents/"),
    ("head", "/documents/{document}/"),
    ("head", "/documents/{document}/pieces/2/"),
    ("analyst", "/{open}/mash/indicators/{kpi}/{measure}/period/"),
    ("director", "/"),
    ("director", "/{sent}/mash/review/return/"),
    ("director", "/{sent}/mash/review/approve/"),
    ("head", "/{open}/mash/findings/{finding}/"),
    ("head", "/{open}/mash/findings/{finding}/figure/"),
    ("director", "/{open}/mash/findings/{finding}/"),
    ("analyst", "/{open}/doubted-figures/"),
    ("director", "/reports/{open}/"),
    ("admin", "/quarters/"),
    ("head", "/search/?q=practice"),
    ("admin", "/people/invite/"),
    ("admin", "/people/{owner}/"),
    ("admin", "/people/{owner}/leave/"),
    ("admin", "/people/{owner}/link/"),
    ("admin", "/audit/"),
    ("admin", "/audit/access/"),
]


@pytest.mark.parametrize(
    "looked_at",
    [KEY_PAGES, pytest.param(FURTHER_PAGES, marks=pytest.mark.slow)],
    ids=["key pages", "further pages"],
)
def test_no_page_that_is_often_used_has_a_fault(portal, browse: Browse, looked_at):
    pages = {actor: browse(portal.actors[actor]) for actor in dict(looked_at)}
    faults = [
        fault
        for actor, address in looked_at
        for fault in read(pages[actor], portal.address(address))
    ]
    assert not faults, "\n".join(faults)
    for page in pages.values():  # the scripts of components are running
        assert page.evaluate("document.body.classList.contains('govuk-frontend-supported')")


def test_nor_has_the_page_that_asks_what_may_identify_a_child(portal, browse: Browse):
    write(get_assessment(QUARTERS["open"]), know="Kayden, 7, was seen.", by=portal.actors["head"])
    page = browse(portal.actors["head"])
    assert read(page, portal.address("/{open}/mash/identifying/")) == []
    assert page.locator("mark").text_content() == "Kayden, 7"


ALL_ACTORS = [actor for actor in (*COLUMN_OF, *AREAS["mash"]) if actor != "leaver"]
PARTS = 4  # of the sweep, so that several processes may take part in it


def seen_by(actor: str) -> list[Row]:
    """The addresses whose page this actor gets to see, and one that she does not, as an example."""
    gets = [row for row in ROWS if row.method == "GET" and not NOT_PAGES.search(row.address)]
    pages = [row for row in gets if row.expected(actor, "mash") in ("200", "noted")]
    refusals = {row.expected(actor, "mash"): row for row in gets}
    return pages + [row for status, row in refusals.items() if status in ("403", "404")]


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def content_of(page: bytes) -> bytes:
    """What a page says, without its frame and what is another each time it is opened."""
    [main] = html.fromstring(page).xpath("//main")
    for hidden in main.xpath(".//input[@type='hidden' or @hidden]"):
        hidden.attrib.pop("value", None)
    for secret in main.xpath(".//code | .//img[starts-with(@src, 'data:')]"):
        secret.drop_tree()  # of a second factor
    return html.tostring(main)


def different_pages(portal: Stage) -> list[tuple[str, str]]:
    """Actors and addresses of everything that is to be seen and is not among the pages above. What
    several people see alike is there once, as one of them, by turns: so everybody's frame is
    seen too."""
    clients = {actor: client_of(portal.actors[actor]) for actor in ALL_ACTORS}

    def content(actor: str, address: str) -> bytes:
        answer = clients[actor].get(portal.address(address))
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        return content_of(answer.content) if is_page else b""

    found: dict[bytes, list[tuple[str, str]]] = {}
    for actor in ALL_ACTORS:
        for row in seen_by(actor):
            found.setdefault(content(actor, row.address), []).append((actor, row.address))
    found.pop(b"", None)  # what scripts and programs are answered
    for actor, address in KEY_PAGES + FURTHER_PAGES:
        found.pop(content(actor, address), None)
    turns: Counter[str] = Counter()
    pages = []
    for seers in found.values():
        actor, address = min(seers, key=lambda seer: turns[seer[0]])
        turns[actor] += 1
        pages.append((actor, address))
    assert set(turns) == set(ALL_ACTORS)
    return pages


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault_for_anybody_who_sees_it(portal, browse: Browse, part: int):
    pages = once("different-pages", lambda: different_pages(portal))[part::PARTS]
    browsers = {actor: browse(portal.actors[actor]) for actor in {actor for actor, _ in pages}}
    faults = [
        fault
        for actor, address in pages
        for fault in read(browsers[actor], portal.address(address))
    ]
    assert not faults, "\n".join(faults)
    assert len(pages) > 20


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
    page.get_by_text("Plan another quarter").click()
    page.get_by_label("Quarter", exact=True).fill(LONG_WORD[:10])
    page.get_by_role("button", name="Plan", exact=True).click()


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
    pages = {actor: browse(portal.actors[actor]) for actor, _, _ in REFUSALS}
    faults = []
    for actor, address, send in REFUSALS:
        page = pages[actor]
        page.goto(portal.address(address))
        send(page)
        page.wait_for_load_state()
        faults += faults_of(page, names=[SURNAME])
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
