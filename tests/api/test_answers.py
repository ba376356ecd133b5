"""What a program gets: the usual calls of Power Query and of a warehouse."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from selfassess.api.models import Token
from selfassess.records.models import Action

from .conftest import ISSUED, OPEN
from .program import LISTS, make_program

pytestmark = pytest.mark.django_db

MA03 = {
    "quarter": ISSUED,
    "area": "mash",
    "kpi": "MA03",
    "issued": True,
    "value": 82.5,
    "numerator": 330,
    "denominator": 400,
    "period": "quarter",
    "as_at": "2020-06-30",
    "source": "=The case system",
    "provisional": False,
    "target": 80,
    "target_low": None,
    "target_high": None,
    "target_due": None,
    "status": "On target",
    "status_reason": None,
}


def test_a_measure_of_an_issued_quarter(program):
    [row] = program.page("measures", kpi="MA03", quarter=ISSUED)
    assert row == MA03


def test_a_measure_of_a_quarter_that_is_open(program):
    [row] = program.page("measures", kpi="MA03", quarter=OPEN)
    changed = {"quarter": OPEN, "issued": False, "value": 79.25, "numerator": 317}
    changed |= {"as_at": "2020-09-30", "status": "Within tolerance"}
    assert row == MA03 | changed


def test_what_is_not_known_is_null_and_there(program):
    rows = program.everything("measures")
    unknown = [row for row in rows if row["value"] is None]
    assert len({tuple(row) for row in rows}) == 1
    assert unknown
    assert {row["status"] for row in unknown} <= {"No data", "Not due"}
    assert not [row for row in rows if "" in row.values()]


def test_types_are_the_same_in_every_row(program):
    """As Power Query wants them, once it has said what a column is."""
    for name in LISTS:
        rows = program.everything(name)
        assert rows, name
        for column in rows[0]:
            kinds = {type(row[column]) for row in rows if row[column] is not None}
            assert len(kinds - {int}) <= 1, (name, column, kinds)
            if kinds & {int, float}:
                assert kinds <= {int, float}, (name, column)


def test_quarters_say_which_version_is_read(program, council):
    first, second = program.page("quarters")
    assert first["quarter"] == ISSUED
    assert first["starts"] == "2020-04-01"
    assert (first["state"], first["version"]) == ("issued", "v1")
    assert first["issued_on"] == f"{date.today()}"
    assert (second["quarter"], second["state"], second["version"]) == (OPEN, "open", None)


def test_ratings_are_numbers(program):
    rows = program.everything("ratings", quarter=ISSUED)
    assert len(rows) == 8
    assert {row["rating"] for row in rows} == {6.0}


def test_targets_and_kpis(program):
    [target] = program.page("targets", kpi="MA03")
    assert (target["from_quarter"], target["target"], target["tolerance"]) == (ISSUED, 80, 5)
    [kpi] = program.page("kpis", kpi="MA03")
    assert (kpi["area"], kpi["unit"], kpi["direction"]) == ("mash", "%", "higher")


def test_actions_as_they_stood(program):
    first, second, third = program.everything("actions")
    assert first["action"] == second["action"] == Action.objects.get(raised_in=ISSUED).pk
    assert third["action"] == Action.objects.get(raised_in=OPEN).pk
    assert [row["quarter"] for row in (first, second, third)] == [ISSUED, OPEN, OPEN]
    assert first["text"] == f"Raised in {ISSUED}."
    assert (first["owner"], first["due"]) == ("The team", "2020-12-01")
    assert (second["text"], second["quarters_carried"]) == (None, 1)


# --- Pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("names", "limit"), [(LISTS, 60), (("ratings", "actions", "areas"), 1)])
def test_pages_together_are_the_whole_and_nothing_twice(program, names, limit):
    for name in names:
        whole = program.everything(name, limit=1000)
        assert program.everything(name, limit=limit) == whole
        assert len({repr(row) for row in whole}) == len(whole)


def test_the_next_link_leads_on_with_what_was_asked(program):
    answer = program.ask("measures", limit=2, area="mash", quarter=ISSUED)
    link = answer.json()["next"]
    assert link.startswith("http://testserver/api/v1/measures?")
    assert answer.headers["Link"] == f'<{link}>; rel="next"'
    headers = {"authorization": f"Bearer {program.secret}"}
    following = Client().get(link, headers=headers).json()["data"]
    assert len(following) == 2
    assert {row["area"] for row in following} == {"mash"}
    assert answer.json()["data"] + following == program.page(
        "measures", limit=4, area="mash", quarter=ISSUED
    )


def test_the_last_page_leads_nowhere(program):
    answer = program.ask("areas")
    assert answer.json()["next"] is answer.json()["after"] is None
    assert "Link" not in answer.headers


def test_a_page_holds_one_quarter(program):
    for name in ("measures", "ratings", "actions"):
        assert len({row["quarter"] for row in program.page(name, limit=1000)}) == 1


@pytest.mark.parametrize("after", ["zzzz", "2020-21-q1:zzzz", ":", "2999-00-q4:MA03", "0", "--"])
def test_a_place_that_nobody_gave_is_a_place_all_the_same(program, after):
    for name in LISTS:
        assert program.ask(name, after=after).status_code == 200


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("measures", {"quarter": "2031-32-q1"}),
        ("measures", {"quarter": "2020-99-q1"}),
        ("measures", {"area": "fostering"}),
        ("measures", {"kpi": "ZZ99"}),
        ("ratings", {"quarter": OPEN}),
        ("kpis", {"area": "fostering"}),
    ],
)
def test_what_is_not_there_is_an_empty_page(program, name, query):
    assert program.everything(name, **query) == []


# --- CSV ----------------------------------------------------------------------------------------


def table(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_csv_has_the_same_rows(program):
    for name in LISTS:
        rows, answer = program.page(name), program.ask(name, format="csv")
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert list(table(answer)[0]) == list(rows[0])
        assert len(table(answer)) == len(rows)


def test_csv_has_no_mark_and_leaves_out_what_is_not_known(program):
    answer = program.ask("measures", format="csv", kpi="MA03", quarter=ISSUED)
    assert answer.content.startswith(b"quarter,area,")
    [row] = table(answer)
    assert (row["value"], row["numerator"], row["issued"]) == ("82.5", "330.0", "true")
    assert (row["as_at"], row["target_low"]) == ("2020-06-30", "")


def test_csv_runs_no_formula(program):
    [row] = table(program.ask("measures", format="csv", kpi="MA03", quarter=ISSUED))
    assert row["source"] == "'=The case system"


def test_csv_leads_on_in_its_header(program):
    answer = program.ask("measures", format="csv", limit=1)
    assert "format=csv" in answer.headers["Link"]
    assert len(table(answer)) == 1


def test_a_list_without_rows_has_its_names(program):
    answer = program.ask("ratings", format="csv", area="fostering", quarter=ISSUED)
    assert answer.text == "quarter,area,rating,approved_on\r\n"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.1, application/json", "application/json"),
        ("text/html, text/*;q=0.5", "text/csv"),
    ],
)
def test_the_header_accept_decides(program, accept, kind):
    answer = program.ask("areas", headers={"accept": accept})
    assert answer.headers["Content-Type"].startswith(kind)
    assert {"Accept", "Authorization"} <= set(answer.headers["Vary"].split(", "))


def test_but_the_address_decides_before_it(program):
    answer = program.ask("areas", headers={"accept": "application/json"}, format="csv")
    assert answer.headers["Content-Type"].startswith("text/csv")


# --- What has not changed -----------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(program):
    first = program.ask("measures")
    etag = first.headers["ETag"]
    again = program.ask("measures", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, no-cache"


def test_another_form_or_page_has_another_mark(program):
    marks = [
        program.ask("measures", **query).headers["ETag"]
        for query in ({}, {"format": "csv"}, {"limit": 1}, {"quarter": OPEN})
    ]
    assert len(set(marks)) == 4


def test_head_is_get_without_the_rows(program):
    headers = {"authorization": f"Bearer {program.secret}"}
    answer = Client().head("/api/v1/areas", headers=headers)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["ETag"] == program.ask("areas").headers["ETag"]


def test_no_cookie_comes_back_and_no_other_site_may_read(program):
    answer = program.ask("areas", headers={"origin": "https://elsewhere.example"})
    assert not answer.cookies
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_how_often_is_limited(program, monkeypatch):
    monkeypatch.setattr("selfassess.api.authentication.UseOfToken.rate", "2/min")
    assert [program.ask("areas").status_code for _ in range(3)] == [200, 200, 429]
    answer = program.ask("areas")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert make_program().ask("areas").status_code == 200  # another token is not held up


def test_trying_tokens_is_limited(program, monkeypatch):
    monkeypatch.setattr("selfassess.api.authentication.WrongTokens.rate", "2/min")
    sent = {"authorization": "Bearer selfassess_no"}
    tried = [Client().get("/api/v1/areas", headers=sent).status_code for _ in range(3)]
    assert tried == [401, 401, 429]
    assert program.ask("areas").status_code == 200
    assert Token.objects.count() == 1
