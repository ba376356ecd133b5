"""The calls of Power Query, as the guide's query makes them: what this test does in `read`, that
query does with the same names. Power Query follows redirects without the token, asks the address
before the path by itself, waits for Retry-After in whole seconds, and reads only the body of an
answer, not the header Link."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from performance.models import Kpi, Measure
from performance.models.fields import LARGEST
from selfassess.api.rows import KINDS

from .conftest import ISSUED, OPEN
from .program import BASE, LISTS, Program

pytestmark = pytest.mark.django_db

GUIDE = Path(settings.BASE_DIR, "docs", "api.md").read_text()
PASTED = GUIDE.partition("## Power BI")[2].partition("```\n")[2].partition("```\n")[0]
CONVERTED = {
    "string": str,
    "integer": int,
    "number": lambda value: float(value) if not isinstance(value, str) else None,
    "boolean": lambda value: value if isinstance(value, bool) else None,
    "date": date.fromisoformat,
}


def contents(program: Program, name: str, query: dict[str, str], **more: str):
    """As Web.Contents asks, which names no type of answer and takes it compressed."""
    headers = {"authorization": f"Bearer {program.secret}", "accept-encoding": "gzip, deflate"}
    return Client().get(f"{BASE}/{name}", query, headers=headers | more)


def read(program: Program, name: str, only=None, limit="2") -> tuple[dict, list[dict]]:
    """The columns with their kinds, and all rows with each value in the type of its column."""

    def page(place: dict[str, str]) -> dict:
        answer = contents(program, name, {"limit": limit} | (only or {}) | place)
        assert answer.status_code == 200
        return answer.json()

    pages = [page({})]
    while pages[-1]["after"] is not None:
        pages.append(page({"after": pages[-1]["after"]}))
    kinds = pages[0]["columns"]
    return kinds, [
        {n: None if row[n] is None else CONVERTED[kind](row[n]) for n, kind in kinds.items()}
        for one in pages
        for row in one["data"]
    ]


def test_what_the_guide_pastes_has_the_names_of_the_api():
    assert "RelativePath = name" in PASTED
    for name in ("limit", "after", "data", "columns"):
        assert re.search(rf"\[{name}\b", PASTED), name
    types = re.search(r"Types = \[(.*)\]", PASTED)[1]
    assert set(re.findall(r"(\w+) =", types)) == {"string", *KINDS.values()} == set(CONVERTED)


@pytest.mark.parametrize("name", LISTS)
def test_all_pages_of_a_list_come_in_the_types_that_are_said(program, name):
    kinds, rows = read(program, name, limit="20")
    whole = program.everything(name, limit=1000)
    assert len(rows) == len(whole) > 0
    for row, sent in zip(rows, whole, strict=True):
        assert list(row) == list(sent) == list(kinds)
        for column, value in row.items():
            assert (value is None) == (sent[column] is None), (column, sent[column])
            assert str(value) == str(sent[column]) or float(value) == sent[column], column


def test_days_are_days_and_numbers_numbers(program):
    _, [row] = read(program, "measures", {"kpi": "MA03", "quarter": ISSUED})
    assert (row["as_at"], row["value"], row["issued"]) == (date(2020, 6, 30), 82.5, True)
    assert row["target_due"] is None


def test_filters_are_kept_from_page_to_page(program):
    _, rows = read(program, "measures", {"quarter": ISSUED, "area": "mash"})
    assert len(rows) > 2
    assert {(row["quarter"], row["area"]) for row in rows} == {(ISSUED, "mash")}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_without_rows_has_its_columns(program, name):
    """Or the step that sets their types would fail on the day on which nothing is there yet."""
    kinds, _ = read(program, name, limit="1000")
    answer = contents(program, name, {"after": "zzzz"}).json()
    assert answer["data"] == []
    assert answer["columns"] == kinds


@pytest.mark.parametrize("digits", ["12345678.1234", "-12345678.1234", "0.0001", "33.3333", "0"])
def test_a_figure_comes_to_the_last_digit(program, digits):
    assert len(re.findall("[0-9]", digits)) <= LARGEST <= 15  # what a double surely holds
    kpi, source = Kpi.objects.get(pk="MA03"), "Figures to the last digit"
    measure = Measure.objects.get(quarter=OPEN, kpi=kpi)
    Measure.objects.filter(pk=measure.pk).update(value=Decimal(digits), source=source)
    _, [row] = read(program, "measures", {"kpi": "MA03", "quarter": OPEN})
    assert row["source"] == source
    assert Decimal(repr(row["value"])) == Decimal(digits)


def test_the_address_before_the_path_answers_without_a_token():
    """Power BI's service asks for it when credentials are set, and takes none that it refuses."""
    for method in (Client().get, Client().head):
        answer = method(f"{BASE}/")
        assert answer.status_code == 200
        assert "json" in answer.headers["Content-Type"]


@pytest.mark.parametrize("name", [*LISTS, "", "openapi.json", "nowhere"])
def test_nothing_redirects(program, name):
    for address in (name, f"{name}/", f"/{name}"):
        answer = contents(program, address, {})
        assert answer.status_code in (200, 404)
        assert "Location" not in answer.headers


def test_a_token_that_has_ended_is_a_matter_of_credentials(program):
    answer = contents(Program(program.token, "selfassess_ended"), "measures", {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_a_proxy_has_compressed_is_not_sent_again(program):
    """nginx makes the mark of what it compresses a weak one."""
    etag = contents(program, "measures", {}).headers["ETag"]
    again = contents(program, "measures", {}, **{"if-none-match": f"W/{etag}"})
    assert (again.status_code, again.content) == (304, b"")


def test_a_quarter_as_csv(program):
    """By the header, as the guide has it: the same rows in one answer."""
    query = {"quarter": ISSUED, "limit": "1000"}
    answer = contents(program, "measures", query, accept="text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    _, rows = read(program, "measures", {"quarter": ISSUED})
    assert len(answer.text.splitlines()) == len(rows) + 1
