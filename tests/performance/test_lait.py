"""Official figures from the DfE's files: a small made set always, the real files where they are."""

import csv
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from performance.benchmarks import lait, lait_files
from performance.benchmarks.models import Benchmark, BenchmarkImport, NeighbourSet, Place
from performance.benchmarks.operations import import_lait
from performance.benchmarks.reading import Comparator, comparators, last_published, set_in_force
from performance.models import Kpi
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.reading import indicators
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.dates import QuarterPeriod
from services.registry import all_areas
from tests.factories import get_assessment, make_approved, make_user
from tests.rows import begin_with

REAL = os.environ.get("LAIT_DIR", "")
real_files = pytest.mark.skipif(
    not REAL, reason="LAIT_DIR is not set: the DfE's files are not here"
)

EET, TIME = "CareLeaverEET", "Continue_Assess_Comp"  # measures of CL03 and MA08
PLACES = {  # number: name, region, kind
    1: ("Northshire", "North", "SC"),
    2: ("Southshire", "South", "SC"),
    3: ("Weston", "North", "UA"),
    4: ("Easton", "North", "UA"),
    970: ("England", "NA", "NA"),
    980: ("North", "NA", "NA"),
}


def spreadsheet(path: Path, rows: list[list]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


@pytest.fixture
def folder(tmp_path) -> Path:
    """The same files and columns as the DfE's, with four authorities and two measures."""
    values = [
        (EET, "2019", {1: "40", 2: "50", 3: "60", 4: "55", 970: "52", 980: "51"}),
        (EET, "2020", {1: "43", 2: "50", 3: "-", 4: "55.600000000000001", 970: "53", 980: "50"}),
        (TIME, "2020", {1: "c", 2: "80", 3: "90", 4: "85", 970: "84", 980: "83"}),
        (TIME, "2019", {1: None, 970: "81"}),
        (TIME, "2014-16", {970: "80"}),
        ("Something else", "2020", {970: "1"}),
    ]
    rows = [
        (measure, year, PLACES[number][0], text, float(number))
        for measure, year, of in values
        for number, text in of.items()
    ]
    names = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    pyarrow.parquet.write_table(pyarrow.table(columns), tmp_path / lait_files.VALUES)
    spreadsheet(
        tmp_path / lait_files.AUTHORITIES,
        [["LA Number", "LA Name", "Region", "Type"]] + [[n, *rest] for n, rest in PLACES.items()],
    )
    for month, year, neighbours in (("april", 2021, (2, 3)), ("may", 2025, (3, 4))):
        head = ["LA num", "LA Name", "SN1", "SNP", "SN2", "SNP"]
        own = [1, "Northshire", neighbours[0], "Close", neighbours[1], "Close"]
        spreadsheet(tmp_path / f"sn_{month}_{year}.xlsx", [["A"], ["1"], head, own])
    with (tmp_path / lait_files.DICTIONARY).open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(
            [("Measure_short", "Year_Type"), (EET, "Financial Year"), (TIME, "Financial Year")]
        )
    return tmp_path


@pytest.fixture
def imported(cast, quarter, folder) -> BenchmarkImport:
    bring = partial(import_lait, folder, authority="Northshire", by=cast.analyst)
    return begin_with("official-figures", bring)


def figure(place: str, kpi: str = "CL03", year: int = 2020, **more) -> Benchmark:
    return Benchmark.objects.get(kpi=kpi, year=year, place=place, **more)


def rows_of(path: Path, kpi: str = "kpi") -> dict[tuple[str, str], dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return {(row[kpi], row["year"]): row for row in csv.DictReader(file)}


def number(text: str) -> float | None:
    return float(text) if text else None


class TestImporting:
    def test_every_place_has_its_figure(self, imported):
        assert figure(Place.AUTHORITY).value == 43
        assert figure(Place.ENGLAND).value == 53
        assert (figure(Place.REGION).name, figure(Place.REGION).value) == ("North", 50)
        old = NeighbourSet.objects.get(name="April 2021")
        new = NeighbourSet.objects.get(name="May 2025")
        assert (figure("neighbours", neighbour_set=old).value, old.members) == (
            50,
            ["Southshire", "Weston"],
        )
        assert figure("neighbours", neighbour_set=new).value == Decimal("55.6")

    def test_a_symbol_is_neither_zero_nor_missing_by_mistake(self, imported):
        own = figure(Place.AUTHORITY, kpi="MA08")
        assert (own.value, own.symbol) == (None, "c")
        old = NeighbourSet.objects.get(name="April 2021")
        assert figure("neighbours", neighbour_set=old).count == 1  # the other was held back

    def test_a_cell_without_anything_is_held_back_too(self, folder):
        values, names = lait.read_values(folder, {TIME})
        assert values[TIME, 2019] == {1: (None, ".."), 970: (81, "")}
        assert (sorted(year for _, year in values), names[970]) == ([2019, 2020], "England")

    def test_every_figure_has_period_source_and_last_day(self, imported):
        one = figure(Place.ENGLAND)
        assert (one.period, one.ends) == ("year 2019/20", date(2020, 3, 31))
        assert EET in one.source

    def test_the_best_is_ranked_first(self, imported):
        own = figure(Place.AUTHORITY, year=2019)
        assert (own.rank, own.ranked, own.quartile) == (4, 4, 4)

    def test_importing_again_changes_nothing_but_the_date(self, cast, quarter, folder):
        first = import_lait(folder, authority="Northshire", by=cast.analyst)
        figures = Benchmark.objects.order_by("kpi", "year", "place", "neighbour_set__name")
        figures = figures.values_list("kpi", "year", "place", "neighbour_set__name", "value")
        before = list(figures)
        again = import_lait(folder, authority="northshire ", by=cast.analyst)
        assert again.digest == first.digest
        assert list(figures.all()) == before
        assert Event.objects.filter(verb="benchmarks.import").count() == 2

    @pytest.mark.parametrize("change", ["published", "members"])
    def test_a_list_that_changes_leaves_what_is_approved_on_the_old_one(
        self, cast, quarter, imported, folder, monkeypatch, change
    ):
        """Of the areas of a report one may be approved, and stand on the old list, alone."""

        def neighbours(area: str) -> list[tuple[str, str]]:
            found = indicators(["mash", "care-leavers"], quarter.code)[area]
            return [(c.label, c.shown) for one in found for c in one.comparators]

        Kpi.objects.filter(code="MA08").update(lait_code=EET)
        director, head = cast.director, make_user(("head", "care-leavers"))
        make_approved(quarter, "care-leavers", head=head, director=director)
        before = neighbours("care-leavers")
        assert ("Neighbours of April 2021", "55%") in before
        was = lait_files.neighbour_sets
        later = {"published": date(2021, 5, 1), "members": (3, 4)}[change]
        monkeypatch.setattr(
            lait_files,
            "neighbour_sets",
            lambda *args: [replace(was(*args)[0], **{change: later}), *was(*args)[1:]],
        )
        monkeypatch.setattr(lait, "neighbour_sets", lait_files.neighbour_sets)
        import_lait(folder, authority="Northshire", by=cast.analyst)
        assert neighbours("care-leavers") == before
        assert "Neighbours of April 2021" in dict(neighbours("mash"))
        old, new = NeighbourSet.objects.filter(name="April 2021").order_by("id")
        assert (old.published, old.members) == (date(2021, 4, 1), ["Southshire", "Weston"])
        assert new in NeighbourSet.objects.last_imported()
        assert old not in NeighbourSet.objects.last_imported()

    def test_an_empty_table_of_kpis_is_filled_first(self, cast, db, folder):
        import_lait(folder, authority="Northshire", by=cast.analyst)
        assert Kpi.objects.count() == sum(len(area.kpis()) for area in all_areas())

    @pytest.mark.parametrize(
        ("break_it", "says"),
        [
            (lambda f: (f / lait_files.VALUES).unlink(), "bds_long_0.parquet is missing"),
            (lambda f: (f / lait_files.VALUES).write_bytes(b"PAR1 not"), "cannot be read"),
            (
                lambda f: (f / lait_files.AUTHORITIES).write_bytes(b"PK"),
                "cannot be read as a spread",
            ),
            (lambda f: spreadsheet(f / "sn_april_2021.xlsx", [["x"]]), "no column SN1"),
        ],
    )
    def test_files_that_do_not_serve_are_refused_and_nothing_is_lost(
        self, cast, imported, folder, break_it, says
    ):
        break_it(folder)
        with pytest.raises(Refused, match=says):
            import_lait(folder, authority="Northshire", by=cast.analyst)
        assert figure(Place.ENGLAND).value == 53

    def test_an_unknown_authority_is_named_with_what_is_alike(self, cast, folder, quarter):
        with pytest.raises(Refused, match="Did you mean Northshire"):
            import_lait(folder, authority="Northshyre", by=cast.analyst)

    def test_heads_import_nothing(self, cast, quarter, folder):
        with pytest.raises(Exception, match="may not"):
            import_lait(folder, authority="Northshire", by=cast.head)


def official(code: str, quarter: str) -> list[Comparator]:
    return comparators(Kpi.objects.filter(code=code), quarter)[code]


class TestBesideAQuarter:
    def test_only_years_that_were_published_by_then_stand_beside_it(self, imported):
        (first, *_) = official("CL03", "2020-21-q2")
        assert first.period == "year 2018/19"
        assert first.newest == "year 2019/20"
        assert official("CL03", "2020-21-q3")[0].period == "year 2019/20"

    def test_the_neighbours_say_which_set_they_are(self, imported):
        def labels(quarter):
            return {c.place: c.label for c in official("CL03", quarter)}

        assert labels("2021-22-q1")["neighbours"] == "Neighbours of April 2021"
        assert labels("2025-26-q1")["neighbours"] == "Neighbours of May 2025"
        assert (
            labels("2020-21-q2")["neighbours"] == "Neighbours of April 2021"
        )  # the first there is

    def test_what_is_held_back_says_so(self, imported):
        shown = {c.place: c.shown for c in official("MA08", "2020-21-q4")}
        assert shown == {
            "authority": "held back (c)",
            "neighbours": "85%",
            "region": "83%",
            "england": "84%",
        }

    def test_pages_and_reports_show_them_with_their_period(self, cast, imported, sign_in):
        kpi = Kpi.objects.get(code="CL03")
        assessment = get_assessment("2020-21-q2", "care-leavers")
        save_indicators(assessment, [Entry(kpi, Decimal(45))], by=cast.analyst)
        text = sign_in(cast.analyst).get("/2020-21-q2/care-leavers/indicators/").text
        assert "Year 2018/19: This council 40%, Neighbours of April 2021 55%, North 51%" in text

    @given(st.integers(2016, 2090), st.integers(1, 4))
    def test_no_quarter_stands_beside_a_year_that_ended_within_nine_months(self, year, number):
        period = QuarterPeriod(year, number)
        assert last_published(period.code) < period.starts
        assert (period.ends - last_published(period.code)).days > 270

    def test_without_any_set_there_is_none_in_force(self):
        assert set_in_force([], "2020-21-q2") is None


class TestThePage:
    def test_it_says_when_the_quarter_has_an_older_value(self, cast, imported, sign_in):
        text = " ".join(sign_in(cast.director).get("/benchmarks/").text.split())
        assert "a newer value exists" in text
        assert "Open Government Licence" in text

    def test_an_analyst_asks_for_an_import_and_the_worker_does_it(
        self, cast, quarter, sign_in, folder, settings
    ):
        settings.LAIT_DIR = folder
        settings.TASKS = {
            "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
        }
        client = sign_in(cast.analyst)
        assert "Did you mean" in client.post("/benchmarks/", {"authority": "Nort"}).text
        client.post("/benchmarks/", {"authority": "northshire"})
        assert BenchmarkImport.objects.get().authority == "Northshire"

    def test_it_costs_the_same_whatever_there_is(
        self, cast, imported, sign_in, django_assert_max_num_queries
    ):
        client = sign_in(cast.analyst)
        with django_assert_max_num_queries(12):
            client.get("/benchmarks/")


class TestTheCommand:
    def test_it_writes_the_flat_table(self, quarter, folder, tmp_path, capsys):
        output = tmp_path / "out" / "table.csv"
        call_command("import_lait", folder, authority="Northshire", output=output)
        assert "official figures for Northshire" in capsys.readouterr().out
        assert rows_of(output)["CL03", "2020"] == {
            "kpi": "CL03",
            "year": "2020",
            "england": "53.0",
            "region": "50.0",
            "neighbours_2021": "50.0",
            "neighbours_2025": "55.6",
            "authority": "43.0",
        }

    def test_what_is_wrong_is_said_and_the_command_fails(self, quarter, tmp_path):
        with pytest.raises(CommandError, match="is missing"):
            call_command("import_lait", tmp_path, authority="Northshire")


@real_files
class TestTheRealFiles:
    @pytest.fixture
    def herefordshire(self, cast, quarter):
        return import_lait(Path(REAL), authority="Herefordshire", by=cast.analyst)

    def test_care_leavers_stood_below_their_neighbours(self, herefordshire):
        own = figure(Place.AUTHORITY).value
        neighbours = figure("neighbours", neighbour_set__name="April 2021").value
        assert (own, round(neighbours, 1)) == (43, Decimal("52.8"))

    def test_the_known_table_is_reproduced(self, herefordshire, tmp_path):
        """England, the region and the council to the letter. A mean that lies exactly in the middle
        of two decimals may be rounded either way."""
        known = Path(REAL).parent / "benchmarks_lait.csv"
        if not known.is_file():
            pytest.skip("the table to compare with is not beside LAIT_DIR")
        expected = rows_of(known, "kpi_code")
        output = tmp_path / "table.csv"
        call_command("import_lait", REAL, authority="Herefordshire", output=output)
        found = rows_of(output)
        assert found.keys() == expected.keys()
        columns = {
            "england": "england",
            "region": "west_midlands",
            "neighbours_2021": "sn_mean_2021set",
            "neighbours_2025": "sn_mean_2025set",
            "authority": "herefordshire",
        }
        different = {
            (key, ours): expected[key][theirs]
            for key, row in found.items()
            for ours, theirs in columns.items()
            if number(row[ours]) != number(expected[key][theirs])
        }
        assert len(different) <= 3
        for (key, column), theirs in different.items():
            exact = figure(
                "neighbours",
                kpi=key[0],
                year=int(key[1]),
                neighbour_set__published__year=int(column.removeprefix("neighbours_")),
            ).value
            assert abs(exact - Decimal(theirs)) == Decimal("0.05")
