"""Any file becomes a table of text cells, or is refused in a sentence that says what to do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.imports import csv_file, read
from performance.imports.mapping import doubled, guess, signature
from performance.imports.tables import Unreadable
from performance.number_format import read_number, with_unit
from selfassess.formula_injection import guarded, unguarded

from . import files

HEAD, ROW = ["kpi", "value", "note"], ["MA01", "1,872", "Straße – “fine”"]


def cells(data: bytes) -> list[list[str]]:
    table = read.read(data)
    return [table.head, *(row for _, row in table.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_text_files_of_every_kind_say_the_same(encoding, sign, end):
    assert cells(files.csv(HEAD, ROW, sign=sign, encoding=encoding, end=end)) == [HEAD, ROW]


def test_commas_in_quotation_marks_part_nothing():
    assert cells(b'kpi,value,note\nMA01,"1,872","a, b"\n') == [HEAD, ["MA01", "1,872", "a, b"]]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("title", ["Quarter 2", "Quarter 2{0}{0}", "Quarter 2, all areas{0}{0}"])
def test_a_title_above_the_table_says_nothing_of_what_parts_cells(sign, title):
    row = ["MA01", '"21,5"', "by hand"] if sign == "," else ["MA01", "21,5", "by hand"]
    lines = [title.format(sign), sign.join(HEAD), sign.join(row)]
    table = read.read("\n".join(lines).encode(), frozenset({"ma01"}))
    assert [table.head, *(cells for _, cells in table.rows)] == [HEAD, ["MA01", "21,5", "by hand"]]


MARKED = ["KPI code,Figure,Note", 'MA01,1210,"Excellent practice', "MA03,77%,x", "MA04,21%,y"]
KNOWN = frozenset({"ma01", "ma03", "ma04"})


@pytest.mark.parametrize("last", ["MA04,21%,y", 'MA04,21%,"y', 'MA04,21%,y"', 'MA04,21%,"y"'])
def test_pasted_cells_that_begin_with_a_mark_take_no_row_with_them(last):
    """A spreadsheet puts such a cell on the clipboard as it was typed."""
    lines = [*MARKED[:3], last]
    table = read.read_pasted("\n".join(lines).replace(",", "\t"), KNOWN)
    assert [cells[:2] for _, cells in table.rows] == [
        ["MA01", "1210"],
        ["MA03", "77%"],
        last.split(",")[:2],
    ]
    assert table.rows[0][1][2] == '"Excellent practice'


def test_a_pasted_cell_of_several_lines_is_one():
    table = read.read_pasted(
        'KPI code\tFigure\tNote\nMA01\t1210\t"So ""good"",\nwe think"\nMA03\t7\t\n'
    )
    assert [cells for _, cells in table.rows] == [
        ["MA01", "1210", 'So "good",\nwe think'],
        ["MA03", "7", ""],
    ]


@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("last", ["MA04,21%,y", 'MA04,21%,"y', 'MA04,21%,y"'])
def test_a_file_in_which_a_mark_is_not_closed_is_refused_by_its_row(sign, last):
    """Be it open to the end, or closed by a mark that belongs to a later row."""
    text = "\n".join([*MARKED[:3], last]).replace(",", sign)
    with pytest.raises(Unreadable, match=r"In row 2 .*“Excellent practice”.* not closed"):
        read.read(text.encode(), KNOWN)


def test_a_mark_that_another_row_seems_to_close_ends_with_its_own():
    """The second mark stands at the beginning of a cell, so it closes none."""
    with pytest.raises(Unreadable, match="In row 2 a quotation mark"):
        read.read("\n".join([*MARKED[:3], 'MA04,21%,"y"']).encode(), KNOWN)


@pytest.mark.parametrize(
    "note", ["So good,\nMA03 too", "One, two\nthree, four\nfive", '"Good", they say']
)
def test_a_note_of_several_lines_in_a_file_is_one(note):
    quoted = '"' + note.replace('"', '""') + '"'
    data = files.csv(["Code", "Value", "Note"], ["MA01", "5", quoted], ["MA03", "6", ""])
    table = read.read(data, KNOWN)
    assert [cells for _, cells in table.rows] == [["MA01", "5", note], ["MA03", "6", ""]]


def test_what_follows_the_second_mark_belongs_to_the_cell():
    assert cells(b'kpi,value,note\nMA01,"1,872"%,"Good" work\n')[1] == [
        "MA01",
        "1,872%",
        "Good work",
    ]


def test_a_tab_in_a_note_parts_nothing():
    assert cells(b'kpi,value,note\nMA01,1,"a\tb"\n') == [HEAD, ["MA01", "1", "a\tb"]]


def test_rows_keep_their_number_and_blank_lines_are_passed_over():
    table = read.read(b"\n\nkpi,value\n\nMA01,1\n,,\nMA03,2\n")
    assert [(number, row[0]) for number, row in table.rows] == [(5, "MA01"), (7, "MA03")]


def test_short_rows_are_filled_up():
    assert cells(b"kpi,value,note\nMA01,1\n")[1] == ["MA01", "1", ""]


def test_spreadsheet_cells_are_read_as_a_person_would():
    rows = [["kpi", "value", "as_at"], ["MA03", 86.4, date(2020, 9, 30)], ["MA01", 1204, ""]]
    assert cells(files.xlsx(rows)) == [
        ["kpi", "value", "as_at"],
        ["MA03", "86.4", "2020-09-30"],
        ["MA01", "1204", ""],
    ]


def test_the_result_of_a_formula_is_read_and_the_formula_is_not():
    assert cells(files.xlsx([["kpi", "value"], ["MA01", ""]], formula=True))[1] == ["MA01", "2"]


def test_of_several_sheets_the_visible_one_with_our_columns_is_read_and_the_others_are_named():
    table = read.read(
        files.xlsx(files.GOOD, [["Notes"]], [["kpi", "value"], ["MA03", 5]], hidden=1)
    )
    assert table.rows[0][1] == ["MA03", "5"]
    assert table.notes == [
        "Sheet “Sheet3” was read.",
        "Not read: Sheet2.",
        "Hidden and not read: Sheet1.",
    ]


def test_a_tab_is_a_separator_even_beside_more_commas():
    assert cells(b"0\t,,\n") == [["0", ",,"]]


class TestHostileFiles:
    """Each is refused in a sentence; what it costs is measured in benchmarks/."""

    @pytest.mark.parametrize(
        "kind",
        [
            pytest.param(kind, marks=pytest.mark.slow if kind == "dense cells" else ())
            for kind in files.HOSTILE
        ],
    )
    def test_it_is_refused_in_a_sentence(self, kind):
        make, says = files.HOSTILE[kind]
        with pytest.raises(Unreadable, match=says) as refused:
            read.read(make())
        assert str(refused.value).endswith(".")

    def test_an_entity_brings_no_file_of_the_machine(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("canary")
        try:
            table = read.read(files.outside_entity(str(secret)))
        except Unreadable:
            return
        assert "canary" not in str(table)

    def test_a_spreadsheet_by_another_name_is_told_by_what_it_holds(self):
        assert cells(files.xlsx(files.GOOD)) == [["kpi", "value"], ["MA01", "1872"]]


class TestColumns:
    def test_titles_are_understood_as_people_write_them(self):
        head = ["Indicator Code", "This quarter", "Num", "Denom", "As at", "Comments", "System"]
        fields = ("kpi", "value", "numerator", "denominator", "as_at", "note", "source")
        assert guess(head) == dict(zip(fields, range(7), strict=True))

    def test_two_columns_of_one_title_are_named(self):
        head = ["KPI", "Value", "value"]
        assert doubled(head, guess(head)) == [
            ("Value", "Two columns are called “Value”. Rename or remove one.")
        ]

    def test_a_head_is_the_same_whatever_its_capitals_and_spaces(self):
        assert signature(["KPI ", "As_At"]) == signature(["kpi", "as at"])


# --- Tried with what nobody thought of ------------------------------------------------------------

numbers = st.decimals(0, 10**7, places=4)


@given(numbers, st.sampled_from(["", "%"]))
def test_a_number_written_as_people_do_is_read_as_itself(number, sign):
    assert read_number(with_unit(number, sign), unit=sign) == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused_with_a_sentence(text):
    said = ""
    try:
        number = read_number(text)
    except ValueError as error:
        number, said = None, str(error)
    assert said == "" or said.endswith(".")
    assert number is None or number == round(number, 4)


@given(st.text(max_size=40))
def test_a_guarded_text_is_no_formula_and_comes_back_whole(text):
    safe = guarded(text)
    assert safe.lstrip(" ")[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert unguarded(safe) == text


@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(exclude_characters="\0\r\n", exclude_categories=["C", "Z"]),
                min_size=1,
                max_size=8,
            ),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_table_comes_back_from_a_tab_separated_text(rows):
    width = len(rows[0])
    rows = [row[:width] + ["x"] * (width - len(row)) for row in rows]
    rows = [[cell.rstrip('"') or "x" for cell in row] for row in rows]  # not in marks as a whole
    table = csv_file.read_text("\n".join("\t".join(row) for row in rows))
    assert [table.head, *(row for _, row in table.rows)] == rows


@given(st.binary(max_size=400))
def test_any_bytes_become_a_table_or_a_sentence(data):
    said = "."
    try:
        read.read(data)
    except Unreadable as refused:
        said = str(refused)
    assert said.endswith(".")


def test_decimals_stay_exact():
    assert read_number("0.1") + read_number("0.2") == Decimal("0.3")
