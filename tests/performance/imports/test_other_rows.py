"""A file may hold other councils, years and quarters than the chosen one: they are never mixed."""

from decimal import Decimal

import pytest

from performance.imports import operations
from performance.imports.titles import quarters_in
from performance.models import Kpi, Measure, Period
from tests.factories import make_quarter

from . import peoples_files as made
from .planning import CODE, csv, figures, planned, problems

RELEASE = (
    "time_period,geographic_level,la_name,indicator,value",
    "201920,National,,Re-referrals within 12 months,22.6",
    "201920,Local authority,Northshire,Re-referrals within 12 months,24.1",
    "201920,Local authority,Southshire,Re-referrals within 12 months,19.9",
    "201819,Local authority,Northshire,Re-referrals within 12 months,25.3",
    "201920,Local authority,Northshire,Children looked after,281",
)


@pytest.fixture(autouse=True)
def _of_northshire(settings):
    settings.AUTHORITY_NAME = "Northshire Council"


class TestAStatisticsRelease:
    def test_it_is_asked_which_councils_and_years_rows_are_meant(self, bring):
        assert problems(planned(bring(csv(*RELEASE)))) == [
            "The file: Say below which rows are yours: “la_name” has (blank), Northshire, "
            "Southshire.",
            "The file: Say below which rows are yours: “time_period” has 201920, 201819.",
        ]

    def test_the_choice_is_kept_for_later_files_of_its_kind(self, cast, bring, sign_in):
        brought, client = bring(csv(*RELEASE)), sign_in(cast.analyst)
        address = brought.get_absolute_url()
        page = client.get(address).text
        assert "Read the rows in which “la_name” is" in page
        keep = {"kpi": "3", "value": "4", "only-0": "1", "only-1": "0"}
        client.post(address, keep)
        brought.refresh_from_db()
        assert figures(planned(brought)) == {"MA04": Decimal("24.1"), "LC01": 281}
        again = planned(bring(csv(*RELEASE)))
        assert figures(again) == {"MA04": Decimal("24.1"), "LC01": 281}
        assert [str(note) for note in again.passed_over] == [
            "The file: 2 rows are left out, because “la_name” is not “Northshire”",
            "The file: 1 row is left out, because “time_period” is not “201920”",
        ]

    def test_a_year_that_was_chosen_for_one_quarter_is_asked_again_for_another(self, cast, bring):
        brought = bring(csv(*RELEASE))
        only = {"la name": "Northshire", f"time period|{CODE}": "201920"}
        operations.explain(brought, brought.mapping, only=only, by=cast.analyst)
        make_quarter("2020-21-q3")
        [said] = problems(planned(bring(csv(*RELEASE), "2020-21-q3")))
        assert "“time_period” has 201920, 201819" in said

    def test_one_other_council_alone_is_not_taken_for_ours(self, bring):
        data = csv("Indicator code,Council,Value", "MA01,Southshire,5")
        assert "“Council” has Southshire" in problems(planned(bring(data)))[0]

    def test_our_own_alone_is_not_asked_about(self, bring):
        data = csv("Indicator code,Council,Value", "MA01,Northshire,5", "Source: census,,")
        assert figures(planned(bring(data))) == {"MA01": 5}

    def test_another_year_alone_is_not_taken_for_this_one(self, bring):
        data = csv("Code,Year,Value", "MA01,2018/19,5")
        assert "“Year” has 2018/19" in problems(planned(bring(data)))[0]

    def test_of_rows_by_quarter_the_chosen_quarters_are_read(self, bring):
        rows = ("MA01,Q1,2020/21,5", "MA01,Q2,2020/21,7", "LC01,Q2,2020/21,300")
        data = csv("Code,Quarter,Year,Value", *rows)
        assert figures(planned(bring(data))) == {"MA01": 7, "LC01": 300}

    def test_a_group_of_children_is_not_taken_for_all(self, bring):
        data = csv("Code,Gender,Value", "MA01,Total,9", "LC01,Girls,5")
        assert "“Gender” has Total, Girls" in problems(planned(bring(data)))[0]

    def test_somebody_may_say_that_every_row_is_meant(self, cast, bring, sign_in):
        brought = bring(csv("Code,Area name,Value", "MA01,MASH,9", "LC01,Looked after,5"))
        client = sign_in(cast.analyst)
        client.post(brought.get_absolute_url(), {"kpi": "0", "value": "2", "only-0": "*"})
        brought.refresh_from_db()
        assert figures(planned(brought)) == {"MA01": 9, "LC01": 5}

    def test_a_row_of_targets_is_not_taken_for_a_figure(self, bring):
        data = csv("Code,Type,Value", "MA01,Actual,9", "LC01,Target,5")
        assert "“Type” has Actual, Target" in problems(planned(bring(data)))[0]

    def test_every_other_name_is_left_out_at_once(self, cast, bring, sign_in):
        names = [f"Something else {number}" for number in range(30)]
        code = Kpi.objects.in_force(CODE).get(code="MA01").name
        data = made.by_name(code, *names)
        brought = bring(data)
        client = sign_in(cast.analyst)
        client.post(brought.get_absolute_url(), {"kpi": "0", "value": "1", "others": "on"})
        assert figures(planned(bring(data))) == {"MA01": 5}


class TestTitles:
    @pytest.mark.parametrize(
        ("title", "named"),
        [
            ("Scorecard Q1 2020/21", "Q1 2020/21"),
            ("Quarter 1", "Quarter 1"),
            ("Scorecard 2019/20", "2019/20"),
            ("Quarter 2, 2019-20", "Q2 2019/20"),
            ("Performance, April to June 2020", "Q1 2020/21"),
            ("Position at 30 June 2020", "Q1 2020/21"),
            ("Quarter ended 30/06/2020", "Q1 2020/21"),
        ],
    )
    def test_one_that_names_another_quarter_is_named(self, cast, bring, title, named):
        brought = bring(csv(f'"{title}",', "Code,Value", "MA01,5"))
        [said] = problems(planned(brought))
        assert said.startswith(f"Row 1: “{title}” names {named}, and you chose Q2 2020/21.")
        operations.explain(brought, brought.mapping, by=cast.analyst)
        assert figures(planned(brought)) == {"MA01": 5}

    @pytest.mark.parametrize(
        "title",
        [
            *("Scorecard Q2 2020/21", "Quarter 2", "Q1 and Q2 2020/21", "July to September 2020"),
            *(
                "Produced on 2 October 2020",
                "At 30 September 2020",
                "Q2 beside 2019/20 and 2020/21",
                "KPIs 2020",
            ),
        ],
    )
    def test_any_other_is_not(self, bring, title):
        assert figures(planned(bring(csv(f'"{title}",', "Code,Value", "MA01,5")))) == {"MA01": 5}

    def test_the_sheets_name_is_a_title_too(self, bring):
        rows = [["Code", "Value"], ["MA01", 5]]
        data = made.workbook(lambda book: made.sheet_of(book, rows, "Q1 20-21") and None)
        [said] = problems(planned(bring(data)))
        assert said.startswith("The file: The sheet’s name, “Q1 20-21”, names Q1 2020/21")

    def test_the_chosen_quarters_own_column_decides(self, bring):
        data = csv("Scorecard Q1 2020/21,,", "Code,2020/21 Q1,2020/21 Q2", "MA01,5,7")
        assert figures(planned(bring(data))) == {"MA01": 7}

    def test_a_column_that_says_no_year_is_of_the_titles_year(self, bring):
        table = ("Code,Q1,Q2", "MA01,5,7")
        [said] = problems(planned(bring(csv("Scorecard 2019/20,,", *table))))
        assert "names 2019/20, and you chose Q2 2020/21" in said
        assert figures(planned(bring(csv("Scorecard 2020/21,,", *table)))) == {"MA01": 7}

    def test_all_quarters_of_a_title_are_seen(self):
        assert quarters_in("Q1 2019/20 to Q2 2020/21") == [(1, 2019), (2, 2020)]


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("Year to date", Period.YEAR_TO_DATE),
            ("YTD", Period.YEAR_TO_DATE),
            ("12 months", Period.TWELVE_MONTHS),
            ("Snapshot", Period.AT_END),
            ("quarter", Period.QUARTER),
            ("at_end", Period.AT_END),
            ("", Period.UNKNOWN),
            ("Q2 2020/21", Period.UNKNOWN),
        ],
    )
    def test_a_file_may_say_what_a_figure_is_of(self, cast, bring, text, period):
        operations.apply(bring(csv("Code,Value,Period", f"MA01,5,{text}")), by=cast.analyst)
        assert Measure.objects.get().period == period

    def test_what_nobody_understands_is_named(self, bring):
        [said] = problems(planned(bring(csv("Code,Value,Basis", "MA01,5,since May"))))
        assert said.startswith("Row 2, What it is of: “since May” does not say")

    def test_a_later_file_corrects_it_and_undoing_puts_it_back(self, cast, bring):
        operations.apply(bring(csv("Code,Value,Period", "MA01,5,quarter")), by=cast.analyst)
        done = operations.apply(bring(csv("Code,Value,Period", "MA01,5,ytd")), by=cast.analyst)
        assert (done.changed, Measure.objects.get().period) == (1, "ytd")
        operations.undo(done, by=cast.analyst)
        assert Measure.objects.get().period == "quarter"

    def test_a_file_that_says_nothing_leaves_it(self, cast, bring):
        operations.apply(bring(csv("Code,Value,Period", "MA01,5,ytd")), by=cast.analyst)
        assert not planned(bring(csv("Code,Value", "MA01,5"))).does_something
