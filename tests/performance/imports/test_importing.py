"""What an import does: all or nothing, safe to repeat, undone as one."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from performance.counted import is_counted
from performance.imports import operations, plan, read
from performance.imports.export import as_csv, as_xlsx
from performance.imports.models import Import, ImportState
from performance.models import Kpi, Measure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter
from tests.factories import get_assessment, make_approved
from tests.pages import form_on
from tests.ui.page import Page

from . import files

CODE = "2020-21-q2"
GOOD = (
    b"kpi,value,numerator,denominator,note\n"
    b"MA01,1872,,,\nMA03,77.51%,1451,1872,Checked\nLC01,351,,,\n"
)


@pytest.fixture
def bring(cast, quarter):
    def bring(data: bytes = GOOD, name: str = "figures.csv") -> Import:
        quarter = Quarter.objects.get(code=CODE)
        return operations.bring(
            read.read(data), quarter=quarter, name=name, data=data, by=cast.analyst
        )

    return bring


def planned(brought: Import) -> plan.Plan:
    return plan.make(operations.table_of(brought), brought.mapping, brought.quarter)


def problems(brought: Import) -> list[str]:
    return [str(problem) for problem in planned(brought).problems]


def enter(cast, *entries: Entry) -> None:
    assert not save_indicators(get_assessment(CODE), [*entries], by=cast.analyst)


def values() -> dict[str, Decimal]:
    return {f"{m.kpi_id} {m.source}": m.value for m in Measure.objects.all()}


class TestAFile:
    def test_its_figures_become_measures_of_their_usual_source(self, cast, bring):
        done = operations.apply(bring(), by=cast.analyst)
        assert (done.added, done.changed, done.unchanged) == (3, 0, 0)
        measure = Measure.objects.get(kpi="MA03")
        assert (measure.value, measure.numerator, measure.denominator) == (
            Decimal("77.51"),
            1451,
            1872,
        )
        assert (measure.source, measure.as_at, measure.note) == (
            Kpi.objects.get(code="MA03").source,
            date(2020, 9, 30),
            "Checked",
        )
        assert measure.adopted

    def test_the_same_file_again_has_nothing_to_do(self, cast, bring):
        operations.apply(bring(), by=cast.analyst)
        again = planned(bring())
        assert not again.does_something
        assert len(again.unchanged) == 3

    def test_one_event_tells_of_it_with_every_change(self, cast, bring):
        done = operations.apply(bring(), by=cast.analyst)
        event = Event.objects.get(verb="import.apply")
        assert event.after["sha256"] == done.sha256
        assert [change["kpi"] for change in event.after["changes"]] == ["MA01", "MA03", "LC01"]

    def test_a_second_source_is_shown_beside_the_figure_that_counts(self, cast, bring):
        operations.apply(bring(b"kpi,value,source\nMA01,1872,Weekly list\n"), by=cast.analyst)
        [beside] = planned(bring(b"kpi,value,source\nMA01,1900,Census\n")).comparisons()
        assert beside.now is None
        assert beside.what == "Added beside 1,872 of Weekly list, which goes on counting"

    def test_a_second_source_stands_beside_the_first_and_does_not_count(self, cast, bring):
        operations.apply(bring(), by=cast.analyst)
        operations.apply(bring(b"kpi,value,source\nMA01,1900,Weekly list\n"), by=cast.analyst)
        adopted = {m.source: m.adopted for m in Measure.objects.filter(kpi="MA01")}
        assert sorted(adopted.values()) == [False, True]
        assert adopted["Weekly list"] is False

    def test_the_same_sources_new_value_replaces_its_old_one(self, cast, bring):
        operations.apply(bring(), by=cast.analyst)
        done = operations.apply(bring(GOOD.replace(b"1872,,,", b"1900,,,")), by=cast.analyst)
        assert (done.added, done.changed, done.unchanged) == (0, 1, 2)
        assert Measure.objects.get(kpi="MA01").value == 1900

    @pytest.mark.parametrize("symbol", ["c", "k", "z", "x", "-", "..", ""])
    def test_what_was_held_back_is_neither_zero_nor_a_fault(self, bring, symbol):
        doing = planned(bring(f"kpi,value\nMA01,{symbol}\nMA03,80\n".encode()))
        assert [figure.kpi.code for figure, _ in doing.added] == ["MA03"]
        assert len(doing.passed_over) == 1
        assert not doing.problems

    def test_it_costs_the_same_for_three_figures_and_for_all(
        self, cast, bring, django_assert_max_num_queries
    ):
        asked = Kpi.objects.asked_in(CODE).exclude(unit="%").values_list("code", flat=True)
        codes = [code for code in asked if not is_counted(code)]
        data = "kpi,value\n" + "".join(f"{code},1\n" for code in codes)
        brought = bring(data.encode())
        with django_assert_max_num_queries(70):  # eight areas are begun; figures go in bulk
            done = operations.apply(brought, by=cast.analyst)
        assert done.added == len(codes)


class TestProblems:
    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("MA99,1", "Row 2, KPI code: “MA99” is not reported in this quarter."),
            ("MA05,1", "Row 2, KPI code: “MA05” is not reported in this quarter."),
            (",1", "Row 2, KPI code: Enter the KPI’s code."),
            ("MA03,6;5", "Row 2, Figure: “6;5” is no figure."),
            ("MA03,101", "Row 2, Figure: A percentage cannot be above 100."),
            ("MA03,NaN", "Row 2, Figure: “NaN” is no figure."),
            ("MA03,1e3", "Row 2, Figure: “1e3” is no figure."),
            ("MA03,50,12,10", "Row 2, Part (numerator): 12 is more than 10 in all."),
            ("MA03,50,4,10", "Row 2, Figure: 4 of 10 is 40%, not 50%."),
            ("MA03,50,5,10,x,9999-12-31", "Row 2, As at: “9999-12-31” is no date."),
            ("MA03,50,5,10,x,31.13.2020", "Row 2, As at: “31.13.2020” is no date."),
        ],
    )
    def test_each_is_named_by_row_and_column(self, bring, row, says):
        head = "kpi,value,numerator,denominator,source,as_at"
        assert problems(bring(f"{head}\n{row}\n".encode()))[0].startswith(says)

    def test_an_unknown_code_is_told_what_it_is_like(self, bring):
        assert "or MA03?" in problems(bring(b"kpi,value\nMAO3,80\n"))[0]

    def test_one_kpi_and_source_twice_is_named(self, bring):
        data = b"kpi,value\nMA01,1\nMA01,2\n"
        assert problems(bring(data)) == ["Row 3, KPI code: MA01 has this source in row 2 too."]

    def test_fractions_are_suspected_when_all_are(self, bring):
        data = b"kpi,value\nMA03,0.8\nMA08,0.9\nMA09,0.75\n"
        assert "as if 86.4% were written 0.864" in problems(bring(data))[0]

    def test_approved_areas_keep_their_figures_and_the_row_says_so(self, cast, bring):
        make_approved(Quarter.objects.get(code=CODE), head=cast.head, director=cast.director)
        found = problems(bring())
        assert found == [
            "Row 2, KPI code: MA01: MASH & Assessment is approved and locked.",
            "Row 3, KPI code: MA03: MASH & Assessment is approved and locked.",
        ]

    def test_one_problem_stops_everything(self, cast, bring):
        brought = bring(GOOD + b"XX99,1,,,\n")
        with pytest.raises(Refused, match="nothing was imported"):
            operations.apply(brought, by=cast.analyst)
        assert not Measure.objects.exists()

    def test_an_issued_quarter_refuses(self, cast, bring):
        brought = bring()
        Quarter.objects.update(state="issued")
        with pytest.raises(Refused, match="not under way"):
            operations.apply(brought, by=cast.analyst)

    def test_columns_that_cannot_be_guessed_are_asked_for_once(self, cast, bring):
        data = b"Thing,How much\nMA01,5\n"
        first = bring(data)
        assert problems(first) == ["The file: Say which column holds: KPI code and Figure."]
        operations.explain(first, {"kpi": 0, "value": 1}, by=cast.analyst)
        assert problems(first) == problems(bring(data)) == []


class TestUndoing:
    def test_every_figure_is_as_it_was_before(self, cast, bring):
        entry = Entry(Kpi.objects.get(code="MA01"), Decimal(1700))
        save_indicators(get_assessment(CODE), [entry], by=cast.analyst)
        before = values()
        done = operations.apply(bring(), by=cast.analyst)
        assert values() != before
        operations.undo(done, by=cast.analyst)
        assert values() == before
        assert Import.objects.get().state == ImportState.UNDONE
        assert Event.objects.filter(verb="import.undo").count() == 1

    def test_a_figure_changed_since_is_named_and_nothing_is_undone(self, cast, bring):
        done = operations.apply(bring(), by=cast.analyst)
        stored = Measure.objects.get(kpi="MA01")
        entry = Entry(stored.kpi, Decimal(1901), measure_version=stored.version)
        save_indicators(get_assessment(CODE), [entry], by=cast.analyst)
        with pytest.raises(Refused, match="MA01 was changed since"):
            operations.undo(done, by=cast.analyst)
        assert Measure.objects.count() == 3

    def test_a_figure_that_counts_over_another_source_stays(self, cast, bring):
        done = operations.apply(bring(), by=cast.analyst)
        operations.apply(bring(b"kpi,value,source\nMA01,1900,Weekly list\n"), by=cast.analyst)
        with pytest.raises(Refused, match="MA01 has another source since"):
            operations.undo(done, by=cast.analyst)

    def test_what_is_locked_since_stays(self, cast, bring):
        done = operations.apply(bring(), by=cast.analyst)
        make_approved(Quarter.objects.get(code=CODE), head=cast.head, director=cast.director)
        with pytest.raises(Refused, match="locked with its area"):
            operations.undo(done, by=cast.analyst)

    def test_twice_is_once(self, cast, bring):
        done = operations.apply(bring(), by=cast.analyst)
        operations.undo(done, by=cast.analyst)
        with pytest.raises(Refused, match="nothing to undo"):
            operations.undo(done, by=cast.analyst)


class TestOutAndIn:
    @pytest.mark.parametrize("write", [as_csv, as_xlsx])
    @settings(
        max_examples=15,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        value=st.decimals(0, 100, places=2),
        note=st.text(
            st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029\x85"),
            max_size=30,
        ),
    )
    def test_what_is_exported_and_imported_changes_nothing(self, cast, bring, write, value, note):
        Measure.objects.all().delete()
        source = f"List {note}"[:100].strip()
        Measure.objects.create(
            kpi_id="MA03",
            quarter_id=CODE,
            source=source,
            value=value,
            as_at=date(2020, 9, 30),
            note="",
            saved_by=cast.analyst,
        )
        again = planned(bring(write(Quarter.objects.get(code=CODE))))
        assert (again.does_something, again.problems) == (False, [])
        assert len(again.unchanged) == 1

    @pytest.mark.parametrize(
        "payload", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1", "'=1"]
    )
    def test_no_exported_text_is_a_formula(self, cast, bring, payload):
        data = f'kpi,value,source\nMA01,5,"{payload}"\n'.encode()
        operations.apply(bring(data), by=cast.analyst)
        out = as_csv(Quarter.objects.get(code=CODE)).decode("utf-8-sig")
        cell = next(line for line in out.splitlines() if line.startswith("MA01")).split(",")[4]
        assert cell.strip('"').lstrip(" ")[:1] not in tuple("=+-@＝＋－＠")


class TestCommands:
    def test_import_and_export(self, cast, quarter, tmp_path, capsys):
        file = tmp_path / "in.csv"
        file.write_bytes(GOOD)
        call_command("import_measures", file, quarter=CODE, dry_run=True)
        assert "Would be: 3 added" in capsys.readouterr().out
        assert not Measure.objects.exists()
        call_command("import_measures", file, quarter=CODE, by=cast.analyst.email)
        assert Measure.objects.first().saved_by == cast.analyst
        call_command("export_measures", quarter=CODE, output=tmp_path / "out.xlsx")
        call_command("import_measures", tmp_path / "out.xlsx", quarter=CODE)
        assert "Imported: 0 added, 0 changed, 3 as before." in capsys.readouterr().out

    def test_every_problem_is_said_and_the_command_fails(self, quarter, tmp_path):
        file = tmp_path / "in.csv"
        file.write_bytes(b"kpi,value\nMA03,six\nXX1,1\n")
        told = io.StringIO()
        with pytest.raises(CommandError, match="2 problems, so nothing was imported"):
            call_command("import_measures", file, quarter=CODE, stderr=told)
        assert "Row 2, Figure" in told.getvalue()
        assert "Row 3, KPI code" in told.getvalue()
        assert not Import.objects.exists()

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            ({"quarter": "2099-00-q1"}, "There is no quarter"),
            ({"quarter": CODE, "by": "nobody@example.org"}, "Nobody here has the address"),
        ],
    )
    def test_what_is_not_there_is_said(self, quarter, tmp_path, options, says):
        file = tmp_path / "in.csv"
        file.write_bytes(GOOD)
        with pytest.raises(CommandError, match=says):
            call_command("import_measures", file, **options)


class TestPages:
    @pytest.fixture
    def client(self, cast, quarter, sign_in):
        return sign_in(cast.analyst)

    def upload(self, client, data: bytes, name: str = "figures.csv"):
        file = SimpleUploadedFile(name, data)
        return client.post("/imports/", {"quarter": CODE, "file": file}, follow=True)

    def test_from_the_file_over_the_preview_to_the_figures_and_back(self, client):
        page = Page(self.upload(client, GOOD).text)
        assert page.words("//*[@id='counts']") == "3 to add, 0 to change, 0 as they are."
        number = Import.objects.get().pk
        client.post(f"/imports/{number}/apply/")
        assert Measure.objects.count() == 3
        assert "3 added, 0 changed" in client.get("/imports/").text
        client.post(f"/imports/{number}/undo/")
        assert not Measure.objects.exists()
        assert "Undone" in client.get("/imports/").text

    def test_a_figure_that_moved_after_the_preview_is_named_and_not_overwritten(self, cast, client):
        kpi = Kpi.objects.get(code="MA01")
        enter(cast, Entry(kpi, Decimal(10)))
        page = self.upload(client, b"kpi,value\nMA01,20\nMA08,50\n")
        seen = form_on(page)["seen"]
        number = Import.objects.get().pk
        enter(cast, Entry(kpi, Decimal(15), measure_version=1))
        answer = client.post(f"/imports/{number}/apply/", {"seen": seen})
        assert answer.status_code == 409
        (moved,) = Page(answer.text).all("//*[@id='moved']/li")
        assert "MA01 (" in moved.text
        assert ") was 10 when you looked, and is 15 now." in moved.text
        assert [m.value for m in Measure.objects.all()] == [15]
        client.post(f"/imports/{number}/apply/", {"seen": form_on(answer)["seen"]})
        assert sorted(m.value for m in Measure.objects.all()) == [20, 50]

    @pytest.mark.parametrize("seen", ["", "{", "[1]", '{"MA01": 5}', "{}"])
    def test_without_its_preview_an_import_overwrites_nothing_that_is_newer(
        self, cast, client, seen
    ):
        kpi = Kpi.objects.get(code="MA01")
        enter(cast, Entry(kpi, Decimal(10)))
        self.upload(client, b"kpi,value\nMA01,20\n")
        enter(cast, Entry(kpi, Decimal(15), measure_version=1))
        answer = client.post(f"/imports/{Import.objects.get().pk}/apply/", {"seen": seen})
        assert answer.status_code == 409
        assert Measure.objects.get().value == 15

    def test_another_column_that_somebody_chose_meanwhile_is_told(self, cast, client):
        page = self.upload(client, b"kpi,value,other\nMA01,20,30\n")
        brought = Import.objects.get()
        operations.explain(brought, {"kpi": 0, "value": 2}, by=cast.analyst)
        seen = {"seen": form_on(page)["seen"]}
        answer = client.post(f"/imports/{brought.pk}/apply/", seen)
        assert "would become 20 when you looked, and is 30 now" in answer.text
        assert not Measure.objects.exists()

    def test_pasted_cells_are_a_file_too(self, client):
        pasted = "kpi\tvalue\nMA01\t1,872\n"
        answer = client.post("/imports/", {"quarter": CODE, "pasted": pasted}, follow=True)
        assert "1 to add" in answer.text

    @pytest.mark.parametrize(
        ("post", "says"),
        [
            ({"quarter": CODE}, "one of the two"),
            ({"quarter": "2019-20-q1", "pasted": "kpi,value\n"}, "under way"),
            ({"quarter": CODE, "pasted": "\x00"}, "cannot be seen"),
        ],
    )
    def test_what_cannot_be_taken_is_refused_beside_the_field(self, client, post, says):
        answer = client.post("/imports/", post)
        assert answer.status_code == 200
        assert says in answer.text
        assert not Import.objects.exists()

    def test_a_file_that_cannot_be_read_is_refused_beside_the_field(self, client):
        page = Page(self.upload(client, b"%PDF", "figures.xlsx").text)
        assert "no spreadsheet" in page.words("//*[@id='id_file_error']")

    def test_planted_errors_are_named_and_there_is_no_button(self, client):
        answer = self.upload(
            client, files.xlsx([["kpi", "value"], ["MA03", "six"], ["XX1", 5]]), "f.xlsx"
        )
        page = Page(answer.text)
        assert len(page.all("//*[@id='problems']/li")) == 2
        assert not page.all("//button[.='Import them']")

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_the_table_is_downloaded(self, client, form):
        answer = client.get(f"/imports/{CODE}.{form}")
        assert f'filename="figures-{CODE}.{form}"' in answer["Content-Disposition"]
        assert answer.content

    @pytest.mark.parametrize(
        ("data", "is_open"), [(GOOD, False), (b"Thing,How much\nMA01,5\n", True)]
    )
    def test_columns_are_folded_away_once_they_are_understood(self, bring, client, data, is_open):
        page = Page(client.get(bring(data).get_absolute_url()).text)
        assert bool(page.all("//details[@id='columns'][@open]")) == is_open

    def test_nobody_else_finds_these_pages(self, cast, quarter, sign_in):
        for person in (cast.head, cast.director, cast.administrator, cast.viewer):
            assert sign_in(person).get("/imports/").status_code == 404
            assert sign_in(person).get(f"/imports/{CODE}.csv").status_code == 404
