"""The audit trail and the access log, as administrators look through them and take them along."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfassess.access import Role
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.audit.access_log import note
from selfassess.audit.log import log_event
from selfassess.audit.models import AccessEntry, AccessKind, Event
from selfassess.audit.verbs import VERBS
from selfassess.people.operations.accounts import assign, change_person
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.models import Strength
from selfassess.records.operations import add, raise_action
from tests.factories import get_assessment, make_quarter, write
from tests.ui.page import Page

SECRET = "Nobody may read this here"
PATHS = ["/audit/", "/audit/events.csv", "/audit/access/", "/audit/access.csv"]


@pytest.fixture
def look(cast, sign_in) -> Callable[..., str]:
    """What the administrator's page says."""
    client = sign_in(cast.administrator)

    def look(path: str = "/audit/", **asked: str) -> str:
        response = client.get(path, asked)
        assert response.status_code == 200
        return response.getvalue().decode()

    return look


def told(page: str) -> list[str]:
    """What happened, line by line."""
    rows = Page(page).all("//table//tbody/tr/td[1]")
    return [" ".join(row.text_content().split()) for row in rows]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def happened(cast):
    """Something of each sort, on three days."""
    with clock.at(datetime(2020, 9, 30, tzinfo=LONDON)):
        make_quarter()
    with clock.at(datetime(2020, 10, 1, 23, 30, tzinfo=LONDON)):
        log_event(
            "answer.save",
            by=cast.head,
            area="mash",
            quarter="2020-21-q2",
            subject="know",
            after={"text": SECRET, "version": 1},
        )
        note(AccessKind.SIGNED_IN, person=cast.head)
    with clock.at(datetime(2020, 10, 2, 0, 30, tzinfo=LONDON)):
        log_event("measure.save", by=cast.analyst, area="cwd", quarter="2020-21-q2", subject="CD01")
        path = "/reports/2020-21-q1/v1/cwd.pdf"
        AccessEntry.objects.create(kind=AccessKind.DOWNLOAD, person=cast.analyst, about=path)
    with clock.at(datetime(2020, 10, 3, 12, 0, tzinfo=LONDON)):
        assign(cast.viewer, role=Role.DIRECTOR, by=cast.administrator)
        note(AccessKind.FAILED, email="stranger@example.org")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["head", "deputy", "director", "analyst", "viewer", "nobody"])
def test_to_everybody_but_administrators_it_is_not_there(cast, sign_in, who, path):
    assert sign_in(getattr(cast, who)).get(path).status_code == 404


def test_it_tells_who_did_what_the_latest_first(cast, happened, look):
    first, second, third, *before = told(look())
    assert first == "Administrator gave viewer@example.org the role “Director”."
    assert second == "Analyst entered a figure for CD01."
    assert third.startswith("Head of MASH saved version 1 of “")
    assert before[0] == "Command line opened the quarter."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "People"}, {"person.assign"}),
        ({"kind": "Figures", "area": "cwd"}, {"measure.save"}),
        ({"area": "mash"}, {"answer.save"}),
        ({"first": "1 October 2020", "last": "01/10/2020"}, {"answer.save"}),
        ({"first": "2 Oct 2020", "last": "2 Oct 2020"}, {"measure.save"}),
        ({"q": "cd01"}, {"measure.save"}),
        ({"q": "VIEWER@example"}, {"person.assign"}),
        ({"q": "Analyst"}, {"measure.save"}),
        ({"q": "The role"}, {"person.assign"}),
        ({"q": "version of"}, set()),
        ({"q": "by"}, set()),  # stands in what is filled into every sentence, and in none itself
        ({"q": "nothing like it"}, set()),
    ],
)
def test_events_are_found_by_area_kind_day_and_search(cast, happened, look, asked, found):
    rows = rows_of(look("/audit/events.csv", **asked))
    kinds = {VERBS[verb].kind for verb in found}
    assert {row["kind"] for row in rows} == kinds
    assert len(told(look(**asked))) == len(rows) == len(found)


def test_a_persons_events_are_what_she_did_and_what_was_done_with_her_account(cast, happened, look):
    assert told(look(person=str(cast.analyst.pk))) == ["Analyst entered a figure for CD01."]
    assert told(look(person=str(cast.viewer.pk))) == [
        "Administrator gave viewer@example.org the role “Director”."
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 3),
        ({"kind": "failed"}, 1),
        ({"area": "cwd"}, 1),
        ({"q": "stranger"}, 1),
        ({"q": "Head of"}, 1),
        ({"last": "1 October 2020"}, 1),
    ],
)
def test_the_access_log_is_found_by_the_same(cast, happened, look, asked, found):
    AccessEntry.objects.filter(kind=AccessKind.EXPORT).delete()
    assert len(told(look("/audit/access/", **asked))) == found
    assert len(rows_of(look("/audit/access.csv", **asked))) == found


def test_it_leads_to_the_history_of_what_has_one_and_nowhere_else(cast, happened, look):
    later = {"quarter": "2021-22-q1", "area": "mash", "subject": "MA01"}
    log_event("target.set", by=cast.analyst, **later)
    links = Page(look()).all("//table//tbody//a/@href")
    assert "/2020-21-q2/mash/history/" in links
    assert not [link for link in links if "2021-22-q1" in link]
    assert "Q1 2021/22, MASH" in look()


@pytest.mark.parametrize(
    ("edition", "name"),
    [("scrutiny", "Scrutiny edition"), ("lac", "Looked After Children only"), ("gone", "gone")],
)
def test_an_edition_is_called_by_its_name(cast, look, edition, name):
    log_event("report.cut", by=cast.viewer, subject="v1", after={"cut": edition})
    assert told(look()) == [f"The edition “{name}” of the report, v1, was drawn for Viewer."]


def test_a_day_that_is_none_is_said_to_be_none(cast, happened, look):
    page = look(first="soon")
    assert "Enter a date such as 17 July 2020" in page
    assert told(page) == []


def test_a_file_of_what_nobody_can_look_for_is_not_there(cast, sign_in):
    path = "/audit/events.csv?first=soon"
    assert sign_in(cast.administrator).get(path).status_code == 404


def test_a_change_of_an_account_says_what_was_changed(cast, look):
    change_person(cast.viewer, email="new@example.org", by=cast.administrator)
    [line] = told(look(kind="People"))
    assert line.startswith("Administrator changed the account new@example.org.")
    assert line.endswith("before: viewer@example.org new@example.org")
    [row] = rows_of(look("/audit/events.csv"))
    assert row["changed"] == "E-mail: viewer@example.org → new@example.org"


# --- Never words of an assessment -----------------------------------------------------------------


def test_no_words_of_an_assessment_are_there(cast, look, sign_in):
    """Whatever somebody types about a service, as far as events keep it."""
    quarter = make_quarter()
    assessment = get_assessment(quarter)
    write(assessment, SECRET, by=cast.head, rating=Decimal(6))
    add(Strength(assessment=assessment, text=SECRET), section="strengths", by=cast.head)
    raise_action(assessment, {"text": SECRET, "impact": SECRET, "owner": SECRET}, by=cast.head)
    send(get_assessment(quarter), by=cast.head)
    approve(get_assessment(quarter), by=cast.director)
    reopen(get_assessment(quarter), reason=SECRET, by=cast.director)
    assert Event.objects.filter(subject=SECRET).exists()
    assert "Head of MASH added an action." in told(look())
    for path in ("/audit/", "/audit/events.csv"):
        assert SECRET not in look(path)
    assert told(look(q=SECRET)) == []  # nor do they help to find them


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_no_event_prints_what_it_holds_of_a_text(cast, look, verb):
    kept = {"text": SECRET, "note": SECRET, "comment": SECRET, "reason": SECRET}
    subject = SECRET if VERBS[verb].quotes else "MA01"
    log_event(
        verb,
        by=cast.head,
        quarter="2020-21-q2",
        area="mash",
        subject=subject,
        reason=SECRET,
        before=kept,
        after={},
    )
    if VERBS[verb].tells_values:
        return  # of people and quarters: about no service
    for path in ("/audit/", "/audit/events.csv"):
        assert SECRET not in look(path)


def test_every_verb_has_a_kind():
    assert {verb for verb, said in VERBS.items() if not said.kind} == set()


# --- The file -------------------------------------------------------------------------------------


def test_no_cell_is_a_formula(cast, look):
    log_event("import.undo", by=cast.analyst, subject="=1+1")
    change_person(cast.viewer, name="=HYPERLINK(0)", by=cast.administrator)
    log_event("measure.save", by=cast.viewer, subject="@x")
    AccessEntry.objects.create(kind=AccessKind.DOWNLOAD, person=cast.viewer, about="/x")
    for path in ("/audit/events.csv", "/audit/access.csv"):
        rows = rows_of(look(path))
        assert rows
        cells = [cell for row in rows for cell in row.values()]
        assert [c for c in cells if c[:1] in tuple("=+-@\t\r")] == []
    assert "'=HYPERLINK(0)" in {row["by"] for row in rows_of(look("/audit/events.csv"))}


def test_taking_the_file_is_noted(cast, look):
    look("/audit/events.csv")
    assert AccessEntry.objects.get().kind == AccessKind.EXPORT


# --- Many of them ---------------------------------------------------------------------------------


def make_many(cast, number: int) -> None:
    at = clock.now()
    Event.objects.bulk_create(
        Event(
            verb="measure.save",
            by=cast.analyst,
            subject="MA01",
            area="mash",
            quarter="2020-21-q2",
            at=at - timedelta(minutes=n),
        )
        for n in range(number)
    )
    AccessEntry.objects.bulk_create(
        AccessEntry(kind=AccessKind.SIGNED_IN, person=cast.head, at=at - timedelta(minutes=n))
        for n in range(number)
    )


@pytest.mark.parametrize("path", ["/audit/", "/audit/access/"])
def test_pages_hold_fifty_lines_each(cast, look, path):
    make_many(cast, 120)
    assert len(told(look(path))) == 50
    assert len(told(look(path, page="3"))) == 20
    assert "page=2" in look(path)


@pytest.mark.parametrize("path", ["/audit/", "/audit/access/"])
def test_a_page_asks_as_much_for_many_lines_as_for_few(cast, look, path):
    costs = []
    for number in (3, 300):
        make_many(cast, number)
        with CaptureQueriesContext(connection) as queries:
            look(path, q="m", area="", first="1 January 2020", person="", kind="")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def test_the_home_page_of_an_administrator_leads_there(cast, look):
    assert 'href="/audit/"' in look("/")
