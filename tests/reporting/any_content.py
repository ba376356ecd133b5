"""Makes up content of every shape that the schema allows, for Hypothesis."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from performance.charts.chart_data import ChartLine, Lines
from performance.rag import Status
from selfassess.reporting.content.schema import SCHEMA, Heat, ReportContent, Version
from selfassess.schema_fields import ContentPart, Prose, Typed, fields_of

AWKWARD = "\x00\x07\x0b\x0c\r\n\t\u2028\u202e\ufffe\ufdd0<>&\"'=+@-{}%\\🚀שع漢é"
# Everything but halves of characters, which UTF-8 cannot hold
LETTERS = st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"]))
WORDS = st.text(LETTERS, max_size=30)
OFFSETS = st.sampled_from([UTC, timezone(timedelta(hours=1))])
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    Prose: WORDS,
    Typed: WORDS,
    bool: st.booleans(),
    int: st.integers(0, 10**6),
    float: st.floats(0, 10**6, allow_nan=False).map(lambda number: round(number, 4)),
    Decimal: st.decimals(-(10**6), 10**6, places=2),
    date: st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    datetime: st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=OFFSETS).map(
        lambda at: at.replace(microsecond=0)
    ),
    NoneType: st.none(),
}


def contents() -> st.SearchStrategy[ReportContent]:
    return part(ReportContent)


def part(kind: type[ContentPart]) -> st.SearchStrategy[Any]:
    """Every field of a class, whatever its type allows."""
    if kind is Lines:
        return st.integers(0, 4).flatmap(_lines)
    if kind is Heat:
        return st.integers(0, 4).flatmap(_heat)
    fields = {field.name: of(field.type) for field in fields_of(kind)}
    if kind is ReportContent:
        fields["schema"] = st.just(SCHEMA)
    if kind is Version:
        fields["kind"] = st.sampled_from(["draft", "final"])
    return st.builds(kind, **fields)


def of(kind: Any) -> st.SearchStrategy[Any]:
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, ContentPart):
        return part(kind)
    inner = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*map(of, inner))
    if get_origin(kind) is list:
        return st.lists(of(inner[0]), max_size=2)
    if get_origin(kind) is dict and inner[1] is int:
        return st.dictionaries(st.sampled_from([*map(str, Status)]), of(int))
    if get_origin(kind) is dict:
        return st.dictionaries(WORDS, of(inner[1]), max_size=2)
    raise TypeError(f"Nothing is made up for {kind}.")


def _lines(quarters: int) -> st.SearchStrategy[Lines]:
    """Every line of a chart has a value for each quarter."""
    fields = {field.name: of(field.type) for field in fields_of(Lines)}
    fields["quarters"] = st.lists(WORDS, min_size=quarters, max_size=quarters)
    line = st.builds(
        ChartLine,
        role=st.sampled_from(["own", "target", "other"]),
        name=WORDS,
        values=st.lists(of(float | None), min_size=quarters, max_size=quarters),
        shown=st.lists(WORDS, min_size=quarters, max_size=quarters),
    )
    return st.builds(Lines, **fields | {"series": st.lists(line, max_size=2)})


def _heat(quarters: int) -> st.SearchStrategy[Heat]:
    """An area has a rating, or none, for each quarter."""
    given = st.lists(
        of(Decimal | None).map(lambda n: n and abs(n) % 11), min_size=quarters, max_size=quarters
    )
    names = st.lists(WORDS, min_size=quarters, max_size=quarters)
    return st.builds(Heat, quarters=names, by_area=st.dictionaries(WORDS, given, max_size=2))
