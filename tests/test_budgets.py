"""What a page costs in database queries: the same however many areas, quarters, actions and
events there are."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import count, cycle
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selfassess.accounts import sessions
from selfassess.accounts.models import User
from selfassess.api.models import Scope, Token, digest
from selfassess.assessments.models import Answer, Assessment, Comment, SectionMark
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.claims import kept_record
from selfassess.live_figures import recent
from selfassess.quarters.clock import now, today
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState, default_due
from selfassess.records.models import Action, ActionUpdate
from selfassess.reporting.content.read import to_stored
from selfassess.reporting.models import Report, ReportFile
from services.registry import all_areas
from tests.factories import freeze_now, make_user
from tests.stage import scene

OPEN = "2022-23-q4"
LAST = QuarterPeriod.parse(OPEN).before.code
MOST = 12

# The most queries of any page, with lists and figures in it, as in the sample
# (tests/demo/test_sample_budgets.py). That they do not grow matters more than how many they are;
# the processor time of a page is what bin/bench compares.
MOST_QUERIES = 25
MOST_FOR_A_REPORT = 40  # gather reads everything of a quarter at once, and the record beside it
MOST_FOR_FOUR_ROLES = 38  # each block of the first page asks for what no other shows
FOUR_ROLES = "home of somebody with four roles"
MOST_ANEW = 33  # such a page, and the record beside its words
WITH_FINDINGS = (
    "home of a head",
    "home of the director",
    "area",
    "section",
    "saving a section",
    "findings of an area",
    "findings of a quarter",
    "check",
    "review",
    "page to approve",
)
SECRET = "selfassess_of-this-council"


def slugs(number: int) -> list[str]:
    """MASH first; beyond the installed areas, some that have left the settings."""
    installed = [area.slug for area in all_areas() if area.slug != "mash"]
    return ["mash", *installed, *(f"former-{n}" for n in range(MOST))][:number]


class Council:
    """A council that grows. Everything in it is written by somebody else, so that no page is
    cheap only because two rows share a person."""

    def __init__(self):
        self.head = make_user(*(("head", slug) for slug in slugs(MOST)), name="Head")
        self.director = make_user("director", name="Director")
        self.administrator = make_user("administrator", name="Administrator")
        self.analyst = make_user("analyst", name="Analyst")
        self.viewer = make_user("viewer", name="Viewer")
        four = (("head", "mash"), "director", "analyst", "administrator")
        self.everybody = make_user(*four, name="Everybody in one")
        self.writers = [make_user(("head", slug), name=f"Of {slug}") for slug in slugs(MOST)]
        self.directors = cycle([make_user("director") for _ in range(2 * MOST)])
        Token.objects.create(
            name="Warehouse",
            account=self.analyst,
            scopes=Scope.values,
            digest=digest(SECRET),
            expires_on=today() + timedelta(days=30),
            made_by=self.administrator,
        )
        self.content: dict = {}  # of every report: of an empty quarter

    def grow(self, *, areas: int, quarters: int) -> "Council":
        period = QuarterPeriod.parse(OPEN)
        for _ in range(quarters):
            quarter = Quarter.objects.filter(code=period.code).first() or self._quarter(period)
            have = set(quarter.assessments.values_list("area", flat=True))
            self._assess(quarter, [slug for slug in slugs(areas) if slug not in have])
            period = period.before
        return self

    def _quarter(self, period: QuarterPeriod) -> Quarter:
        state = QuarterState.OPEN if period.code == OPEN else QuarterState.ISSUED
        quarter = Quarter.objects.create(code=period.code, state=state, due=default_due(period))
        overview = Assessment.objects.create(quarter=quarter, area="overview", area_name="Overview")
        overview.answers.create(question="overview", text="Ours.", saved_by=self.director)
        self._report(quarter, kind="draft")
        issued = {"issued_at": now(), "issued_by": next(self.directors)}
        self._report(quarter, kind="final", **(issued if quarter.is_issued else {}))
        return quarter

    def _report(self, quarter: Quarter, **fields) -> None:
        by = next(self.directors)
        self.content = self.content or to_stored(freeze_now(quarter))
        of_it = {"content": self.content, "compiled_at": now(), "compiled_by": by}
        report = Report.objects.create(quarter=quarter, number=1, **of_it, **fields)
        ReportFile.objects.create(report=report, data=b"%PDF", size=4, sha256="0" * 64)

    def _assess(self, quarter: Quarter, areas: list[str]) -> None:
        """Sent back in the open quarter, approved in the others; written and commented in all."""
        writers = dict(zip(slugs(MOST), self.writers, strict=True))
        made = Assessment.objects.bulk_create(
            Assessment(quarter=quarter, area=slug, area_name=slug, **self._state(quarter, writer))
            for slug, writer in writers.items()
            if slug in areas
        )
        both = [(a, key) for a in made for key in ("know", "evidence")]
        Answer.objects.bulk_create(
            Answer(
                assessment=a,
                question=key,
                section=key,
                asked="What?",
                text=f"{a.area} in {quarter.code}.",
                saved_by=writers[a.area],
            )
            for a, key in both
        )
        SectionMark.objects.bulk_create(
            SectionMark(assessment=a, section=key, completed=True) for a, key in both
        )
        Comment.objects.bulk_create(
            Comment(assessment=a, question=key, text="More.", by=next(self.directors))
            for a, key in both
        )
        self._actions(quarter, made)
        Event.objects.bulk_create(
            Event(verb="answer.save", quarter=quarter.code, area=a.area, by=writers[a.area])
            for a, _ in both
        )

    def _actions(self, quarter: Quarter, assessments: list[Assessment]) -> None:
        """One more action an area and quarter, under way until today, each with its own owner."""
        made = Action.objects.bulk_create(
            Action(
                area=a.area,
                raised_in=quarter,
                text="We will.",
                owner_person=next(self.directors),
                first_due=quarter.due,
                saved_by=next(self.directors),
            )
            for a in assessments
        )
        ActionUpdate.objects.bulk_create(
            ActionUpdate(
                action=action, quarter=quarter, status="under_way", saved_by=next(self.directors)
            )
            for action in made
        )

    def _state(self, quarter: Quarter, writer: User) -> dict:
        if quarter.code == OPEN:
            return {"state": State.RETURNED, "returned_at": now()}
        approved = {"approved_at": now(), "approved_by": next(self.directors)}
        return {"state": State.APPROVED, "sent_at": now(), "sent_by": writer, **approved}


numbers = count(1)


def saving(client) -> None:
    """A changed answer, on the version that is there."""
    version = Answer.objects.get(assessment__quarter=OPEN, assessment__area="mash", question="know")
    sent = {"know-text": f"Text {next(numbers)}.", "know-version": version.version}
    assert client.post(f"/{OPEN}/mash/know/", sent).status_code == 302


def typing(client) -> None:
    """A changed answer, as a page's script sends it."""
    answer = Answer.objects.get(assessment__quarter=OPEN, assessment__area="mash", question="know")
    sent = {"question": "know", "text": f"Text {next(numbers)}.", "version": answer.version}
    response = client.post(f"/{OPEN}/mash/know/autosave/", sent | {"save_id": str(uuid4())})
    assert response.status_code == 200


def saving_what_may_identify(client) -> None:
    """With the page in between."""
    version = Answer.objects.get(assessment__quarter=OPEN, assessment__area="mash", question="know")
    text = f"Kayden, 7, was seen {next(numbers)} times."
    sent = {"know-text": text, "know-version": version.version}
    response = client.post(f"/{OPEN}/mash/know/", sent, follow=True)
    assert "<mark>Kayden, 7</mark>" in response.content.decode()


def page(address: str) -> Callable:
    def get(client) -> None:
        assert client.get(address).status_code == 200

    return get


def program(address: str) -> Callable:
    """What a program reads with the council's token."""

    def get(client) -> None:
        headers = {"authorization": f"Bearer {SECRET}"}
        assert client.get(f"/api/v1/{address}", headers=headers).status_code == 200

    return get


def findings_anew(client) -> None:
    """What stands beside the boxes after a save: everything that they rest on is read."""
    caches["findings"].clear()
    assert client.get(f"/{OPEN}/mash/know/findings/").status_code == 200


VISITS: dict[str, tuple[str, Callable]] = {
    "home of a head": ("head", page("/")),
    "home of the director": ("director", page("/")),
    "home of the administrator": ("administrator", page("/")),
    "home of an analyst": ("analyst", page("/")),
    "home of a viewer": ("viewer", page("/")),
    FOUR_ROLES: ("everybody", page("/")),
    "quarter": ("director", page(f"/{OPEN}/")),
    "issued quarter, as a viewer reads it": ("viewer", page(f"/{LAST}/")),
    "area": ("head", page(f"/{OPEN}/mash/")),
    "section": ("head", page(f"/{OPEN}/mash/know/")),
    "saving a section": ("head", saving),
    "saving while typing": ("head", typing),
    "saving what may identify a child": ("head", saving_what_may_identify),
    "what may identify a child": ("head", page(f"/{OPEN}/mash/identifying/")),
    "findings after a save": ("head", findings_anew),
    "findings of an area": ("head", page(f"/{OPEN}/mash/findings/")),
    "findings of a quarter": ("director", page(f"/{OPEN}/findings/")),
    "figures said to be wrong": ("analyst", page(f"/{OPEN}/doubted-figures/")),
    "check": ("head", page(f"/{OPEN}/mash/check/")),
    "review": ("director", page(f"/{OPEN}/mash/review/")),
    "page to approve": ("director", page(f"/{OPEN}/mash/review/approve/")),
    "form to return": ("director", page(f"/{OPEN}/mash/review/return/")),
    "history": ("director", page(f"/{OPEN}/mash/history/")),
    "updates of actions": ("head", page(f"/{OPEN}/mash/development/updates/")),
    "two quarters side by side": ("head", page(f"/{OPEN}/mash/compare/")),
    "form of an action": ("head", page(f"/{OPEN}/mash/development/actions/add/")),
    "one's own actions": ("head", page("/actions/mine/")),
    "actions as a file": ("director", page("/actions.csv")),
    "overview": ("director", page(f"/{OPEN}/overview/")),
    "board": ("director", page("/actions/")),
    "reports": ("director", page("/reports/")),
    "reports of a quarter": ("director", page(f"/reports/{OPEN}/")),
    "page to issue": ("director", page(f"/reports/{OPEN}/v1/issue/")),
    "words to release": ("director", page(f"/reports/{LAST}/v1/scrutiny/words/")),
    "words of the overview": ("director", page(f"/reports/{LAST}/v1/scrutiny/words/overview/")),
    "public edition": ("director", page(f"/reports/{LAST}/v1/scrutiny/")),
    "quarters": ("administrator", page("/quarters/")),
    "search": ("director", page("/search/?q=ours in we")),
    "people": ("administrator", page("/people/")),
    "documents": ("administrator", page("/documents/")),
    "audit trail": ("administrator", page("/audit/?q=m&area=mash")),
    "access log": ("administrator", page("/audit/access/?q=m&area=mash")),
    "access tokens": ("administrator", page("/people/tokens/")),
    "what a token reads, described": ("analyst", page("/api/v1/openapi.json")),
    "whether the API answers": ("analyst", page("/api/v1/")),
    "one's own sessions": ("head", page("/accounts/sessions/")),
    "one's second factor": ("head", page("/accounts/second-factor/")),
    "an app as a second factor": ("head", page("/accounts/second-factor/app/")),
    "a passkey as a second factor": ("head", page("/accounts/second-factor/passkeys/add/")),
    "the page that asks again": ("head", page("/accounts/reauthenticate/")),
    "quarters, for a program": ("analyst", program("quarters")),
    "areas, for a program": ("analyst", program("areas")),
    "KPIs, for a program": ("analyst", program("kpis")),
    "targets, for a program": ("analyst", program("targets")),
    "measures, for a program": ("analyst", program(f"measures?quarter={OPEN}")),
    "issued measures, for a program": ("analyst", program(f"measures?quarter={LAST}")),
    "ratings, for a program": ("analyst", program("ratings")),
    "actions, for a program": ("analyst", program(f"actions?quarter={OPEN}")),
}


# A test runs inside a transaction of its own, so the portal's become savepoints: they ask nothing
TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT")


def cost_of(visit: Callable) -> int:
    """Queries of a visit that finds nothing kept for live figures, and without the note that each
    minute's first makes of its session: both are a matter of the machine's speed."""
    recent.forget()
    with (
        patch.object(sessions, "NOTE_EVERY", 24 * 3600),
        CaptureQueriesContext(connection) as queries,
    ):
        visit()
    return sum(not query["sql"].startswith(TRANSACTIONS) for query in queries)


@pytest.fixture
def clients(council: Council, sign_in) -> dict[str, Client]:
    return {who: sign_in(getattr(council, who)) for who in {who for who, _ in VISITS.values()}}


@pytest.fixture
def cost(clients) -> Callable[[str], int]:
    """What a page costs the second time: the first save after a return starts the area again.
    What the visit changes is taken back."""

    def cost(name: str, forget: Callable[[], None] = recent.forget) -> int:
        who, visit = VISITS[name]
        with scene():
            visit(clients[who])
            forget()
            return cost_of(lambda: visit(clients[who]))

    return cost


@pytest.fixture
def cost_anew(cost) -> Callable[[str], int]:
    """The same where nothing is kept of what was found, nor of what is on record."""

    def forget() -> None:
        caches["findings"].clear()
        kept_record.forget()

    return partial(cost, forget=forget)


@pytest.fixture
def council(db) -> Council:
    return Council()


def test_costs_stay_the_same_however_much_there_is(council, cost):
    """Those of every page, and of freezing a quarter."""
    costs: dict[str, list[int]] = {name: [] for name in (*VISITS, "gather")}
    for areas, quarters in ((2, 2), (MOST, MOST)):
        council.grow(areas=areas, quarters=quarters)
        quarter = Quarter.objects.get(code=OPEN)
        for name in VISITS:
            costs[name].append(cost(name))
        costs["gather"].append(cost_of(lambda: freeze_now(quarter)))  # noqa: B023
    assert {name: found for name, found in costs.items() if len(set(found)) > 1} == {}
    assert max(costs.pop("gather")) <= MOST_FOR_A_REPORT
    assert max(costs.pop(FOUR_ROLES)) <= MOST_FOR_FOUR_ROLES
    assert {name: found for name, found in costs.items() if max(found) > MOST_QUERIES} == {}


def test_a_first_quarter_costs_no_more(council, cost):
    council.grow(areas=2, quarters=1)
    of_an_issued_one = ("words to release", "words of the overview", "public edition")
    elsewhere = ("issued quarter, as a viewer reads it", *of_an_issued_one, FOUR_ROLES)
    costs = {name: cost(name) for name in VISITS if name not in elsewhere}
    assert {name: found for name, found in costs.items() if found > MOST_QUERIES} == {}


def test_what_is_read_anew_costs_the_same_however_much_there_is(council, cost_anew):
    """After a figure, an action or a target has changed, the first page of each process finds what
    does not add up once more."""
    costs: dict[str, list[int]] = {name: [] for name in WITH_FINDINGS}
    for areas, quarters in ((2, 2), (MOST, MOST)):
        council.grow(areas=areas, quarters=quarters)
        for name in WITH_FINDINGS:
            costs[name].append(cost_anew(name))
    assert {name: found for name, found in costs.items() if len(set(found)) > 1} == {}
    assert {name: found for name, found in costs.items() if max(found) > MOST_ANEW} == {}
