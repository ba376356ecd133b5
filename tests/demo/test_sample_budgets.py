"""The query budgets hold with a council that is full, in its first quarter and in its eighth."""

import pytest

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.demo.sample.calendar import LAST, QUARTERS
from selfassess.quarters.models import Quarter
from tests.factories import freeze_now, get_assessment
from tests.test_budgets import MOST_FOR_A_REPORT, MOST_FOR_FOUR_ROLES, MOST_QUERIES, cost_of, page

from .conftest import loaded, sample_rows

pytestmark = pytest.mark.django_db

AREA = f"/{LAST}/lac/"
VISITS = {
    "home of a head": ("head.lac", "/"),
    "home of the director": ("director", "/"),
    "home of the administrator": ("admin", "/"),
    "home of an analyst": ("analyst", "/"),
    "home of a viewer": ("viewer", "/"),
    "quarter": ("director", f"/{LAST}/"),
    "area": ("head.lac", AREA),
    "section": ("head.lac", f"{AREA}know/"),
    "evidence": ("head.lac", f"{AREA}evidence/"),
    "strengths": ("head.lac", f"{AREA}strengths/"),
    "development": ("head.lac", f"{AREA}development/"),
    "indicators": ("head.lac", f"{AREA}indicators/"),
    "rating": ("head.lac", f"{AREA}rating/"),
    "check": ("head.lac", f"{AREA}check/"),
    "review": ("director", f"{AREA}review/"),
    "history": ("director", f"{AREA}history/"),
    "overview": ("director", f"/{LAST}/overview/"),
    "board": ("director", "/actions/"),
    "reports": ("director", "/reports/"),
    "reports of a quarter": ("director", f"/reports/{LAST}/"),
    "quarters": ("admin", "/quarters/"),
}


def person(account: str) -> User:
    return User.objects.get(email=f"{account}@example.org")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(1, marks=pytest.mark.slow),
        pytest.param(len(QUARTERS), marks=pytest.mark.long),
    ],
    ids="{} quarters".format,
)
def full(request, django_db_setup, django_db_blocker):
    """The sample, with the largest area back with its head so that it can be written."""
    with loaded(django_db_blocker, lambda: sample_rows(request.param)):
        reopen(get_assessment(LAST, "lac"), reason="One more look.", by=person("director"))
        yield


@pytest.mark.usefixtures("full")
def test_a_page_keeps_its_budget(sign_in, subtests):
    for name, (account, address) in VISITS.items():
        with subtests.test(name):
            client = sign_in(person(account))
            visit = page(address)
            visit(client)
            assert cost_of(lambda: visit(client)) <= MOST_QUERIES, name  # noqa: B023


@pytest.mark.usefixtures("full")
def test_the_first_page_of_somebody_with_four_roles_reads_nothing_twice(sign_in):
    everybody = person("director")
    for role in (Role.ADMINISTRATOR, Role.ANALYST):
        everybody.assignments.create(role=role)
    everybody.assignments.create(role=Role.HEAD, area="lac")
    client, visit = sign_in(everybody), page("/")
    visit(client)
    assert cost_of(lambda: visit(client)) <= MOST_FOR_FOUR_ROLES


@pytest.mark.usefixtures("full")
def test_freezing_keeps_its_budget():
    quarter = Quarter.objects.get(code=LAST)
    assert cost_of(lambda: freeze_now(quarter)) <= MOST_FOR_A_REPORT
