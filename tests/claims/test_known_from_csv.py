"""A record in a CSV file: figures without a row in the database."""

from decimal import Decimal

import pytest

from selfassess.claims.known import What
from selfassess.claims.known_from_csv import Unreadable, known_from_csv

HEAD = "kpi,quarter,value,numerator,denominator,target,england,region,neighbours,source\n"


@pytest.fixture
def record(tmp_path):
    def write(*rows: str, head: str = HEAD):
        path = tmp_path / "record.csv"
        path.write_text(head + "\n".join(rows), encoding="utf-8")
        return known_from_csv(path, "2020-21-q2", "mash")

    return write


def test_a_row_says_a_figure_its_parts_its_target_and_what_others_have(record):
    known = record("MA03,2020-21-q2,80,12,15,95,88.5,86,87,weekly report")
    assert known.now("MA03").value == 80
    said = {one.what: one.value for one in known.of("MA03")}
    assert said[What.TARGET] == 95
    assert said[What.PART], said[What.WHOLE] == (12, 15)
    assert said[What.ENGLAND] == Decimal("88.5")
    assert known.kpis["MA03"].status == "Off target"
    assert known.kpis["MA03"].name


def test_rows_of_earlier_quarters_are_earlier_figures_and_later_ones_are_passed_over(record):
    known = record(
        "MA03,2020-21-q1,70,,,,,,,", "MA03,2020-21-q2,80,,,,,,,", "MA03,2020-21-q3,90,,,,,,,"
    )
    assert [one.value for one in known.of("MA03", What.BEFORE)] == [70]
    assert [one.value for one in known.of("MA03", What.NOW)] == [80]


def test_of_two_rows_for_one_quarter_the_first_counts(record):
    known = record("MA03,2020-21-q2,80,,,,,,,weekly", "MA03,2020-21-q2,75,,,,,,,monthly")
    assert [(one.value, one.adopted) for one in known.of("MA03", What.NOW)] == [
        (80, True),
        (75, False),
    ]


def test_columns_that_are_not_needed_may_be_missing(record):
    assert record("MA03,2020-21-q2,80", head="kpi,quarter,value\n").now("MA03").value == 80


def test_of_lists_it_knows_nothing_instead_of_none(record):
    known = record()
    assert known.audits is known.actions is known.voices is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("XX99,2020-21-q2,80,,,,,,,", "Row 2: there is no KPI 'XX99'."),
        ("MA03,Q2,80,,,,,,,", "Row 2: “Q2” is not a quarter"),
        ("MA03,2020-21-q2,many,,,,,,,", "Row 2: value is not a number: 'many'."),
        ("MA03,2020-21-q2,1e309,,,,,,,", "Row 2: value is not a figure of a council"),
        ("MA03,2020-21-q2,nan,,,,,,,", "Row 2: value is not a figure of a council"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(record, row, why):
    with pytest.raises(Unreadable, match=why):
        record(row)


def test_a_file_without_its_columns_is_refused(record):
    with pytest.raises(Unreadable, match="It has no column quarter, value"):
        record(head="kpi\n")
