"""What analysts send is read rightly, or refused in a sentence: never read wrongly."""

from datetime import date
from decimal import Decimal

import pytest

from performance.imports import operations, read
from performance.imports.tables import Unreadable
from performance.models import Kpi, Measure
from performance.reading import indicators
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter
from tests.factories import make_quarter

from . import peoples_files as made
from .planning import CODE, csv, figures, planned, problems


class TestTheTable:
    def test_it_is_found_below_titles_and_above_notes(self, bring):
        doing = planned(bring(made.with_titles()))
        assert figures(doing) == {"MA01": 1872, "MA03": Decimal("77.5"), "LC01": 351}
        said = [str(one) for one in doing.passed_over]
        assert any("“Front door” has no figure" in line for line in said)
        assert any("Row 8, Figure: a total" in line for line in said)
        assert any("Row 9, Figure: the titles once more" in line for line in said)
        assert any("“Source: case management system” has no figure" in line for line in said)

    @pytest.mark.parametrize("merged", ["A4:F6", "A6:C7", "B5:B9"])
    def test_a_footnote_merged_over_several_rows_hides_no_figure(self, bring, merged):
        doing = planned(bring(made.with_footnote(merged)))
        assert figures(doing) == {"MA01": 1872, "MA03": Decimal("77.5")}

    @pytest.mark.parametrize("cell", ["B4", "B5", "C6"])
    def test_what_stands_beside_a_merged_cell_has_no_name(self, cell):
        with pytest.raises(Unreadable, match="Cells are merged in sheet “Sheet1”, first in A4"):
            read.read(made.with_footnote("A4:A6", (cell, "5")))

    def test_of_columns_by_quarter_the_chosen_quarters_is_read(self, bring):
        assert figures(planned(bring(made.by_quarter()))) == {"MA03": 73, "MA01": 3}

    def test_parts_below_a_quarters_name_are_its_parts(self, bring):
        [(figure, _)] = planned(bring(made.by_quarter_with_parts())).added
        assert (figure.value, figure.numerator, figure.denominator) == (75, 30, 40)

    def test_what_was_chosen_for_one_quarter_is_not_taken_for_another(self, cast, bring):
        brought = bring(made.by_quarter())
        operations.explain(brought, brought.mapping, by=cast.analyst)
        make_quarter("2020-21-q3")
        later = planned(bring(made.by_quarter(), "2020-21-q3"))
        assert not later.added
        make_quarter("2020-21-q4")
        assert (
            "columns are of other quarters"
            in problems(planned(bring(made.by_quarter(), "2020-21-q4")))[0]
        )

    def test_a_column_of_another_quarter_that_somebody_chose_is_not_remembered(self, cast, bring):
        brought = bring(made.by_quarter())
        operations.explain(brought, {"kpi": 0, "value": 2}, by=cast.analyst)
        assert bring(made.by_quarter()).mapping == {"kpi": 0}

    def test_months_are_refused_with_what_to_do(self, bring):
        [said] = problems(planned(bring(made.by_month())))
        assert "a column for each month (Jul, Aug, Sep …)" in said
        assert "Add a column with the quarter’s own figure" in said

    def test_of_two_sheets_with_figures_one_is_chosen_by_hand(self, cast, bring):
        brought = bring(made.two_sheets_of_figures())
        assert "Figures stand in 2 sheets, “Q1” and “Q2”" in problems(planned(brought))[0]
        chosen = operations.choose_head(brought, 1, 1, by=cast.analyst)
        assert figures(planned(chosen)) == {"MA01": 2}

    def test_the_one_that_is_shown_is_confirmed_by_keeping_it(self, cast, bring, sign_in):
        brought = bring(made.two_sheets_of_figures())
        keep = {"sheet": "0", "head_row": "1", "kpi": "0", "value": "1"}
        sign_in(cast.analyst).post(brought.get_absolute_url(), keep)
        brought.refresh_from_db()
        assert figures(planned(brought)) == {"MA01": 1}

    def test_another_is_chosen_on_the_page(self, cast, bring, sign_in):
        brought = bring(made.two_sheets_of_figures())
        choose = {"sheet": "1", "head_row": "1", "kpi": "0", "value": "1"}
        page = sign_in(cast.analyst).post(brought.get_absolute_url(), choose, follow=True)
        assert "Sheet “Q2” was read." in page.text
        brought.refresh_from_db()
        assert figures(planned(brought)) == {"MA01": 2}

    def test_a_row_with_nothing_in_it_is_no_head(self, cast, bring):
        with pytest.raises(Refused, match="Row 9 is empty"):
            operations.choose_head(bring(made.two_sheets_of_figures()), 1, 9, by=cast.analyst)

    def test_titles_that_nobody_knows_are_asked_about(self, cast, bring):
        brought = bring(made.unknown_titles())
        assert "Row 3 may hold the titles" in problems(planned(brought))[0]
        chosen = operations.choose_head(brought, 0, 3, by=cast.analyst)
        assert "KPI code and Figure" in problems(planned(chosen))[0]

    def test_kpis_are_known_by_their_names_too(self, bring):
        kpi = Kpi.objects.in_force(CODE).get(code="MA01")
        assert figures(planned(bring(made.by_name(kpi.name.upper())))) == {"MA01": 5}

    def test_what_another_name_means_is_asked_once_and_known_next_time(self, cast, bring, sign_in):
        data = made.by_name("Contacts in the quarter", "Children in England")
        brought, client = bring(data), sign_in(cast.analyst)
        address = brought.get_absolute_url()
        page = client.get(address).text
        assert "“Contacts in the quarter” is" in page
        keep = {"kpi": "0", "value": "1", "name-0": "MA01", "name-1": "-"}
        client.post(address, keep)
        brought.refresh_from_db()
        assert figures(planned(brought)) == figures(planned(bring(data))) == {"MA01": 5}
        assert "“Children in England” is left out" in str(planned(brought).passed_over[0])

    def test_rows_and_cells_without_addresses_are_read_in_order(self, bring):
        assert figures(planned(bring(made.without_addresses()))) == {"MA01": 7}

    def test_excels_line_about_the_separator_is_obeyed(self, bring):
        assert figures(planned(bring(csv("sep=;", "KPI;Value", "MA01;7")))) == {"MA01": 7}

    def test_a_row_has_the_number_that_excel_shows(self, bring):
        data = csv("KPI,Value,Note", 'MA01,1,"two', 'lines"', "MA03,x y,")
        assert problems(planned(bring(data)))[0].startswith("Row 3, Figure: “x y”")

    @pytest.mark.parametrize(
        "page", [b"<html><table>", b"\r\n<!DOCTYPE html>", b"<?xml version='1.0'?>"]
    )
    def test_a_web_page_by_the_name_of_a_spreadsheet_is_called_one(self, page):
        with pytest.raises(read.Unreadable, match="This is a web page, not XLSX"):
            read.read(page)


class TestFormats:
    @pytest.mark.parametrize(
        ("code", "stored", "value"),
        [
            ("0%", 0.68, "68"),
            ("0.0%", 0.068, "6.8"),
            ("0.0%", 1, "100"),
            ("0.00%;[Red]-0.00%", 0.6809999999999999, "68.1"),
            ('0.0"%"', 68.1, "68.1"),
            ("0.0\\%", 68.1, "68.1"),
            ("General", 68.1, "68.1"),
            ("0.0%", 0.12345, "12.345"),
        ],
    )
    def test_a_figure_is_what_its_cell_shows(self, bring, code, stored, value):
        assert figures(planned(bring(made.formatted(code, stored)))) == {"MA03": Decimal(value)}

    def test_two_fractions_are_no_two_percentages_below_one(self, bring):
        assert figures(planned(bring(made.formatted("0.0%", 0.068, 0.893)))) == {
            "MA03": Decimal("6.8"),
            "MA08": Decimal("89.3"),
        }

    def test_a_bare_fraction_is_asked_about(self, bring):
        doing = planned(bring(made.formatted("General", 0.068, 89)))
        assert problems(doing) == ["Row 2, Figure: Is it 0.068%, or 6.8%? Write it with the sign."]

    def test_a_sign_answers_that(self, bring):
        assert figures(planned(bring(csv("KPI,Value", "MA03,0.8%")))) == {"MA03": Decimal("0.8")}

    @pytest.mark.parametrize(("value", "means"), [("0.75", "75"), ("0.3", "0.3")])
    def test_parts_say_whether_it_is_a_fraction(self, bring, value, means):
        parts = "3,4" if means == "75" else "3,1000"
        doing = planned(bring(csv("KPI,Value,Num,Den", f"MA03,{value},{parts}")))
        assert figures(doing) == {"MA03": Decimal(means)}

    def test_three_figures_of_one_or_less_are_right_when_their_parts_say_so(self, bring):
        rows = [f"{code},0.{n},{n},1000" for n, code in enumerate(("MA03", "MA08", "MA09"))]
        assert len(figures(planned(bring(csv("KPI,Value,Num,Den", *rows))))) == 3

    def test_more_places_than_are_kept_are_rounded_and_it_says_so(self, bring):
        doing = planned(bring(csv("KPI,Value", "MA03,89.31750741839762", "MA08,19.2488262911%")))
        assert figures(doing) == {"MA03": Decimal("89.3175"), "MA08": Decimal("19.25")}
        assert [str(one) for one in doing.told()] == [
            "Row 2, MA03: 89.31750741839762 is rounded to 89.3175%",
            "Row 3, MA08: 19.2488262911% is rounded to 19.25%",
        ]


class TestCells:
    @pytest.mark.parametrize(
        "sign",
        ["[c]", "[x]", "[low]", "n/a", "N/A", "#N/A", "–", "—", "*", ":", "u", "NULL", "tbc"],
    )
    def test_a_sign_for_no_figure_is_passed_over_by_name(self, bring, sign):
        [one] = planned(bring(csv("KPI,Value", f"MA03,{sign}"))).passed_over
        assert f"“{sign}” is a figure that is missing or was held back (" in str(one)

    @pytest.mark.parametrize("text", ["<5", "68.1*", "68.1 (p)", "68.1 [r]", "68.1p", "> 95%"])
    def test_a_figure_with_a_mark_is_named_with_what_would_be_read(self, bring, text):
        [said] = problems(planned(bring(csv("KPI,Value", f"MA03,{text}"))))
        assert f"“{text}” is no figure" in said
        assert "would be read" in said

    def test_a_formula_without_its_result_is_named(self, bring):
        [said] = problems(planned(bring(made.formula_without_result())))
        assert said.startswith("Row 2, Figure: The cell has a formula")

    def test_an_error_is_named(self, bring):
        [said] = problems(planned(bring(made.error_cell("#REF!"))))
        assert said.startswith("Row 2, Figure: The cell shows #REF!.")

    def test_an_error_beside_a_figure_is_named_too(self, bring):
        data = csv("KPI,Value,Num,Den,Source,As at", "MA03,50,#REF!,4,#NAME?,#VALUE!")
        assert [line.partition(": ")[0] for line in problems(planned(bring(data)))] == [
            "Row 2, Part (numerator)",
            "Row 2, Source",
            "Row 2, As at",
        ]

    def test_every_problem_of_a_row_is_named_at_once(self, bring):
        data = csv("KPI,Value,Num,As at", "MA03,6;5,y y,when")
        assert len(problems(planned(bring(data)))) == 3

    def test_a_hidden_row_is_read_and_named(self, bring):
        doing = planned(bring(made.hidden_row()))
        assert [str(one) for one in doing.told()] == ["Row 3, MA03: its row is hidden in the file"]

    def test_a_cell_under_no_title_is_named(self, bring):
        doing = planned(bring(made.stray_cell()))
        assert "“to be checked” stands under no title" in str(doing.passed_over[0])
        assert figures(doing) == {"MA01": 1}

    def test_a_comma_too_many_is_a_problem_of_its_row(self, bring):
        [said] = problems(planned(bring(csv("KPI,Value,Note", "MA01,1,204,contacts"))))
        assert said.startswith(
            "Row 2: It has more cells than there are titles, the last “contacts”"
        )

    def test_parts_alone_work_the_share_out(self, cast, bring):
        brought = bring(csv("KPI,Value,Num,Den", "MA03,,23,337", "MA08,,1,32"))
        assert figures(planned(brought)) == {"MA03": Decimal("6.82"), "MA08": Decimal("3.13")}

    def test_no_cases_are_an_answer_that_is_not_judged(self, cast, bring):
        operations.apply(bring(made.no_cases()), by=cast.analyst)
        measure = Measure.objects.get(kpi="MA03")
        assert (measure.numerator, measure.denominator, measure.value) == (0, 0, 0)
        found = {one.kpi.code: one for one in indicators(["mash"], CODE)["mash"]}["MA03"]
        assert found.adopted.shown == "no cases"
        assert (found.judgement.status, found.judgement.reason) == ("Not judged", "no cases")

    def test_a_null_character_in_a_sheet_reaches_no_database(self, bring):
        assert "\x00" not in str(read.read(made.by_name("A_x0000_B")).rows)


class TestDays:
    @pytest.mark.parametrize(
        "text",
        [
            *("30-Sep-20", "30-Sep-2020", "30 Sept 2020", "30th September 2020", "30.09.2020"),
            *("2020-09-30 00:00:00", "30/09/2020 00:00", "44104", "30-09-2020", "30/09/20"),
            *("2020-09-30T00:00:00", "2020-09-30"),
        ],
    )
    def test_a_day_is_read_as_people_write_it(self, bring, text):
        [(figure, _)] = planned(bring(csv("KPI,Value,As at", f"MA03,50,{text}"))).added
        assert figure.as_at == date(2020, 9, 30)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("30/09/2021", "is outside Q2 2020/21"),
            ("01/04/1920", "1 April 1920 is outside"),
            ("Sep-20", "Which day of September 2020?"),
            ("20200930", "If it is 30 September 2020, write it like that."),
            ("09/30/2020", "is no date"),
        ],
    )
    def test_any_other_is_named(self, bring, text, says):
        [said] = problems(planned(bring(csv("KPI,Value,As at", f"MA03,50,{text}"))))
        assert said.startswith("Row 2, As at: ")
        assert says in said


class TestOurOwnExport:
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_it_comes_back_unchanged_whatever_is_stored(self, cast, bring, form):
        """Figures of KPIs that are not asked, of another day, that their parts do not make."""
        from performance.imports.export import FORMATS

        for code, value, parts, day in (
            ("MA05", "0.5", (None, None), date(2020, 9, 30)),
            ("MA03", "50", (1, 4), date(2021, 9, 30)),
            ("MA08", "0", (0, 0), date(2020, 9, 30)),
        ):
            Measure.objects.create(
                kpi_id=code,
                quarter_id=CODE,
                source="List",
                value=Decimal(value),
                numerator=parts[0],
                denominator=parts[1],
                as_at=day,
                saved_by=cast.analyst,
            )
        write, _ = FORMATS[form]
        again = planned(bring(write(Quarter.objects.get(code=CODE))))
        assert (again.does_something, problems(again)) == (False, [])
        assert len(again.unchanged) == 3
