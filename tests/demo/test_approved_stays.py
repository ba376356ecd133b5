"""Whatever is changed of what areas are judged and shown by: every page, chart and export of an
issued quarter, and of an approved one, stays as it was to the byte."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest

from performance.benchmarks.operations import replace_all
from performance.counted import is_counted
from performance.imports import csv_file
from performance.imports.operations import apply, bring
from performance.models import Benchmark, Kpi
from performance.operations.approved import WouldAlter
from performance.operations.catalogue import add_kpi, change_kpi, choose
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.outturns import add_outturn
from performance.operations.sources import add_measure, adopt, remove_measure, settle
from performance.operations.targets import set_target
from performance.rag import Judgement, Status
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.parts import part_of
from selfassess.demo.load import ISSUED
from selfassess.demo.load import OPEN as APPROVED
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter
from services.base import ServiceConfig
from services.registry import all_areas
from tests.access_matrix import ROWS
from tests.factories import approve_all, freeze_now, make_quarter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NEXT = "2020-21-q3"
# Tokens, notes and marks of this very page, and how long its session lasts
HIDDEN = re.compile(r'<input [^>]*\bhidden\b[^>]*>|data-left="\d+"')
WORDS = {"name": "Renamed", "definition": "Redefined.", "numerator": "x", "denominator": "y"}
DECLARED = [row["code"] for area in all_areas() for row in area.kpis()]
MEANING = {"unit": "weeks", "direction": "none", "frequency": "annual", "smallest_denominator": 999}


@pytest.fixture
def everybody(settings) -> User:
    """The demo's open quarter is approved in all its areas, and the next one is open."""
    settings.TODAY = date(2020, 12, 1)
    approve_all(Quarter.objects.get(code=APPROVED))
    system = User.objects.command_line()
    for assessment in Assessment.objects.of_areas().filter(quarter=APPROVED):
        part_of("indicators").keep_as_approved(assessment, by=system)  # as `approve` does
    make_quarter(NEXT)
    return system


@pytest.fixture(
    params=[
        ["MA03"],
        pytest.param(["MA01", "MA02", "MA03"], marks=pytest.mark.slow),
        pytest.param(DECLARED, marks=pytest.mark.long),
    ],
    ids=["one KPI", "three KPIs", "all KPIs"],
)
def kpis(request) -> list[Kpi]:
    """Of an area one with parts and a target; with it one with a band and a count; or all."""
    return list(Kpi.objects.filter(pk__in=request.param))


@pytest.fixture
def everything(kpis, everybody, sign_in):
    """Reads every page, chart and export of the two quarters, and what a report of them says."""
    people = ("director", "analyst", "viewer")
    clients = {who: sign_in(User.objects.get(email=f"{who}@example.org")) for who in people}
    addresses = [(who, one) for who in people[::2] for one in sorted(addresses_of(kpis))]
    exports = product((ISSUED, APPROVED), ("csv", "xlsx"))
    addresses += [("analyst", f"/imports/{code}.{form}") for code, form in exports]

    def read() -> dict[tuple[str, str], Any]:
        pages: dict[tuple[str, str], Any] = {}
        for who, address in addresses:
            answer = clients[who].get(address)
            if answer.status_code == 200:
                body = b"".join(answer) if answer.streaming else answer.content
                pages[who, address] = plain(body)
        for quarter in Quarter.objects.filter(code__in=(ISSUED, APPROVED)):
            pages["report", quarter.code] = freeze_now(quarter).areas
        return pages

    return read


def plain(body: bytes) -> Any:
    """Without what differs from look to look: hidden fields, and when an archive was made."""
    if not body.startswith(b"PK"):
        return HIDDEN.sub("", body.decode(errors="backslashreplace"))
    with ZipFile(BytesIO(body)) as archive:
        names = [name for name in archive.namelist() if name != "docProps/core.xml"]
        return {name: plain(archive.read(name)) for name in names}


def addresses_of(kpis: list[Kpi]) -> set[str]:
    """Of both quarters, as the access matrix lists them, for each of these KPIs and its area."""
    told = {row.address for row in ROWS if row.method == "GET" and "{issued}" in row.address}
    told = {address for address in told if "{finding}" not in address}  # none stands
    span = "?from={issued}&to={issued}"
    told |= {f"/kpis/{{kpi}}.csv{span}", f"/kpis/{{kpi}}/explore/{span}"}
    told -= {"/{issued}/dates.ics", "/reports/{issued}/everything.zip"}  # tell of the reading,
    told.remove("/reports/{issued}/preview/{area}/")  # and when it was
    return {
        address.format(issued=quarter, area=kpi.area, kpi=kpi.code)
        for address, quarter, kpi in product(told, (ISSUED, APPROVED), kpis)
    }


def is_refused(change, *args, **kwargs) -> bool:
    with suppress(WouldAlter):
        change(*args, **kwargs)
        return False
    return True


def change_everything(kpis: list[Kpi], by: User, monkeypatch) -> None:
    """From every quarter that is there: what reaches back is refused, the rest is done."""
    for kpi, quarter in product(kpis, ("", ISSUED, APPROVED, NEXT)):
        reaches = quarter < NEXT
        assert is_refused(change_kpi, kpi, WORDS, from_quarter=quarter, by=by) == reaches, kpi
        with suppress(WouldAlter, Refused):  # its figures keep their unit and direction
            change_kpi(kpi, MEANING, from_quarter=quarter, by=by)
        if quarter:
            new = {"from_quarter": quarter, "value": Decimal(1), "tolerance": Decimal(5)}
            assert is_refused(set_target, kpi, by=by, **new) == reaches
            retired = {"asked": False, "from_quarter": quarter, "reason": "No longer."}
            assert is_refused(choose, kpi, by=by, **retired) == reaches
    assert is_refused(add_outturn, kpi, year="2019/20", value=1, source="New", by=by)
    new = {"code": "MA99", "area": "mash", "unit": "count", "direction": "none"}
    add_kpi({"name": "New", **new}, by=by)
    with monkeypatch.context() as patch:
        patch.setattr(ServiceConfig, "kpis", one_more)
        load_catalogue(by=by)
    official = list(Benchmark.objects.exclude(value=None))
    for figure in official:
        figure.pk, figure.value = None, figure.value + 1
    replace_all(official, authority="Another", digest="0" * 64, files=[], by=by)
    monkeypatch.setattr("performance.indicator.judge", lambda *a, **k: Judgement(Status.OFF_TARGET))


def one_more(area: ServiceConfig) -> list[dict[str, str]]:
    """A later release's catalogue: of each area a KPI that there was not."""
    first = area._kpis[0]
    return [first | {"code": f"{first['code'][:2]}98"}]


def change_figures(kpis: list[Kpi], quarter: str, by: User) -> None:
    """Every door to a figure of an approved area is locked."""
    for kpi in kpis:
        measure = kpi.measures.filter(quarter=quarter).select_related("quarter").first()
        if measure is None:
            continue
        assessment = Assessment.objects.get(quarter=quarter, area=kpi.area)
        new = {"value": Decimal(1), "source": "Another", "as_at": date(2020, 9, 30)}
        with pytest.raises(Refused):
            add_measure(assessment, kpi, by=by, **new)
        with pytest.raises(Refused):
            save_indicators(assessment, [Entry(kpi, Decimal(1), comment="So.")], by=by)
        with pytest.raises(Refused):
            remove_measure(assessment, measure, version=measure.version, by=by)
        with pytest.raises(Refused):
            adopt(assessment, measure, reason="So.", by=by)
        with pytest.raises(Refused):
            settle(assessment, measure, because="So.", by=by)
        if is_counted(kpi.code):
            continue  # a file's figure of it is passed over, so that nothing is left to refuse
        row = csv_file.read_text(f"kpi,value,source\n{kpi.code},1,{measure.source}\n")
        brought = bring(row, quarter=measure.quarter, name="x.csv", data=b"", by=by)
        with pytest.raises(Refused):
            apply(brought, by=by)


def test_all_of_it_stays_as_it_was(kpis, everything, everybody, monkeypatch):
    before = everything()
    assert ("viewer", f"/{ISSUED}/mash/indicators/MA03/") in before
    assert ("director", f"/kpis/MA03.csv?from={ISSUED}&to={ISSUED}") in before
    change_everything(kpis, everybody, monkeypatch)
    for quarter in (ISSUED, APPROVED):
        change_figures(kpis, quarter, everybody)
    after = everything()
    assert [key for key in before if before[key] != after.get(key)] == []
    assert set(after) == set(before)


def test_and_the_next_quarter_has_all_of_it(kpis, everybody, monkeypatch):
    change_everything(kpis, everybody, monkeypatch)
    in_force = {kpi.code: kpi.name for kpi in Kpi.objects.in_force(NEXT)}
    assert {in_force[kpi.code] for kpi in kpis} == {"Renamed"}
    asked = {kpi.code for kpi in Kpi.objects.asked_in(NEXT)}
    assert {"MA98", "MA99", "LC98"} <= asked
    assert not asked & {kpi.code for kpi in kpis}
    assert "MA98" not in {kpi.code for kpi in Kpi.objects.in_force(APPROVED)}
