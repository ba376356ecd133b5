"""Any table of figures, formats, titles and notes is read rightly or refused, never wrongly."""

import io
import json
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest
import xlsxwriter

from performance.imports import mapping, read, rows, xlsx_file
from performance.imports.tables import MOST_ROWS, Unreadable
from performance.imports.xlsx_subprocess import sheets_of
from performance.models import Kpi

QUARTER = "2020-21-q2"
EXAMPLES = 100  # a turn
CODES = [f"{area}{number:02}" for area in ("MA", "LC", "SR", "CL") for number in range(1, 7)]
FORMATS = ("0%", "0.0%", "0.00%", "0.0%;[Red]-0.0%", '0.0" %"%')
PLAIN_FORMATS = ("General", "0.0", "#,##0", '0.0"%"', "0.0\\%")
SIGNS = ("[c]", "[x]", "n/a", "–", ":", "*", "..", "tbc", "")
TITLES_OF_KPI = ("KPI", "KPI code", "Code", "Ref", "Indicator code", "kpi_code", " Indicator Code ")
TITLES_OF_VALUE = ("Value", "Figure", "Actual", "Result", "Outturn", "2020/21 Q2", "Q2 2020-21")
OTHERS = ("Target", "Description", "2019/20 Q4", "Q1 2020/21", "RAG", "Owner")
NOTES = ("Source: case system", "* provisional", "Produced in October", "Total of all areas")


def kpi_of(code: str) -> Kpi:
    kpi = Kpi(code=code, area="mash")
    kpi.name, kpi.unit = f"Measure {code}", "count" if code.endswith("1") else "%"
    kpi.numerator, kpi.denominator, kpi.frequency = "part", "whole", "quarterly"
    return kpi


KPIS = {code: kpi_of(code) for code in CODES}
KNOWN = frozenset(text.casefold() for kpi in KPIS.values() for text in (kpi.code, kpi.name))


@dataclass
class Example:
    data: bytes = b""
    is_readable: bool = True  # its titles say what they are, and nothing in it has to be asked
    expected: dict[str, Decimal] = field(default_factory=dict)


def example(random: Random) -> Example:
    made, out = Example(), io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        if random.random() < 0.3:
            book.add_worksheet("Read me").write(0, 0, "About this file")
        _write(book, book.add_worksheet("Figures"), random, made)
    made.data = out.getvalue()
    return made


def _write(book: Any, sheet: Any, random: Random, made: Example) -> None:
    head = _head(random, made)
    row = _above(sheet, random, len(head))
    sheet.write_row(row, 0, head)
    for code in random.sample(CODES, random.randint(1, 12)):
        row += 1
        if random.random() < 0.15:
            sheet.write(row, 0, "Children in care")
            row += 1
        cells = dict.fromkeys(head, "")
        cells |= {title: random.choice((50, "green", "")) for title in head if title in OTHERS}
        cells[_title(head, "kpi")] = code.lower() if random.random() < 0.1 else code
        _figure(book, sheet, row, head, cells, KPIS[code], random, made)
        if random.random() < 0.05:
            sheet.set_row(row, None, None, {"hidden": True})
    for note in random.sample(NOTES, random.randint(0, 3)):
        row += random.randint(1, 2)
        sheet.write(row, 0, note)


def _head(random: Random, made: Example) -> list[str]:
    value = random.choice(TITLES_OF_VALUE)
    if random.random() < 0.1:
        value, made.is_readable = random.choice(("Amount", "Sum", "2020/21 Q3")), False
    head = [random.choice(TITLES_OF_KPI), value, *random.sample(OTHERS, random.randint(0, 3))]
    if random.random() < 0.5:
        head += ["Numerator", "Denominator"]
    random.shuffle(head)
    return head


def _above(sheet: Any, random: Random, width: int) -> int:
    row = random.randint(0, 4)
    for number in range(row):
        if random.random() < 0.3 and width > 1:
            sheet.merge_range(number, 0, number, width - 1, "Scorecard of Quarter 2")
        elif random.random() < 0.7:
            sheet.write(number, 0, random.choice(("Performance", "Quarter 2", "2 October 2020")))
    return row


def _title(head: list[str], field: str) -> str:
    return (
        head[mapping.guess(head, QUARTER).get(field, 0)]
        if field != "kpi"
        else next(title for title in head if title in TITLES_OF_KPI)
    )


def _figure(book, sheet, row, head, cells, kpi: Kpi, random: Random, made: Example) -> None:
    title = next(t for t in head if t not in (*OTHERS, *TITLES_OF_KPI, "Numerator", "Denominator"))
    whole = random.randint(1, 400)
    part = random.randint(0, whole)
    has_parts = "Numerator" in head and kpi.is_percent and random.random() < 0.7
    if has_parts:
        cells |= {"Numerator": part, "Denominator": whole}
    kind, number_format = random.random(), "General"
    if kind < 0.1:
        cells[title] = random.choice(SIGNS)
        if has_parts and cells[title] == "":
            made.expected[kpi.code] = places(100 * Decimal(part) / whole, 2)
    elif not kpi.is_percent:
        cells[title] = random.choice((whole, f"{whole:,}", float(whole)))
        number_format = random.choice(("General", "#,##0"))
        made.expected[kpi.code] = Decimal(whole)
    elif kind < 0.6:
        cells[title], number_format = part / whole, random.choice(FORMATS)
        shown = places(100 * Decimal(f"{part / whole:.12f}"), 10)
        made.expected[kpi.code] = shown if shown == places(shown, 4) else places(shown, 2)
    else:
        share = 100 * part / whole
        cells[title] = random.choice((share, round(share, 1), f"{share:.1f}%"))
        number_format = random.choice(PLAIN_FORMATS)
        given = Decimal(str(cells[title]).rstrip("%"))
        made.expected[kpi.code] = places(places(given, 10), 4)
        has_sign = isinstance(cells[title], str)
        if 0 < given <= 1 and not has_sign:
            made.is_readable = False  # 0.5 may be half of one per cent, or a half
        if random.random() < 0.03:
            cells[title], made.is_readable = f"{given}*", False
    for column, name in enumerate(head):
        style = book.add_format({"num_format": number_format}) if name == title else None
        sheet.write(row, column, cells[name], style)


def places(number: Decimal, count: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-count), ROUND_HALF_UP)


def outcome(data: bytes) -> dict[str, Decimal] | None:
    """The figures that would be imported; None when the file is refused or asked about."""
    try:
        table = read.read(data, KNOWN)
    except Unreadable:
        return None
    guessed = mapping.guess(table.head, QUARTER)
    if table.doubt or not {"kpi", "value"} <= guessed.keys():
        return None
    reading = rows.read(table, guessed, KPIS, QUARTER)
    asked = [one for one in reading.figures if one.objections or one.may_be_fraction]
    if reading.problems or asked:
        return None
    return {figure.kpi.code: figure.value for figure in reading.figures}


@pytest.mark.trial("spreadsheets", times=50)
def test_it_is_read_rightly_or_refused(turn, monkeypatch):
    def in_this_process(data: bytes) -> bytes:
        return json.dumps(sheets_of(data, MOST_ROWS)).encode()

    seeds = range(turn * EXAMPLES, (turn + 1) * EXAMPLES)
    examples = [example(Random(seed)) for seed in seeds]  # noqa: S311
    found = [outcome(examples[0].data)]  # through the child, as the portal does
    monkeypatch.setattr(xlsx_file, "_in_a_child", in_this_process)
    found += [outcome(one.data) for one in examples[1:]]
    wrong = [
        (seed, one.expected, read_)
        for seed, one, read_ in zip(seeds, examples, found, strict=True)
        if read_ is not None and read_ != one.expected
    ]
    assert not wrong
    readable = [read_ for one, read_ in zip(examples, found, strict=True) if one.is_readable]
    assert sum(read_ is not None for read_ in readable) >= 0.95 * len(readable)
    assert len(readable) > EXAMPLES / 2
