"""How a live figure is written and read, without a database."""

from time import process_time

import hypothesis
import hypothesis.strategies as st
import pytest

from selfassess.live_figures.notation import (
    LiveFigure,
    Part,
    When,
    half_written,
    literal,
    notation_for,
    put,
    read,
    replace,
    written_in,
)


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("MA03", LiveFigure("MA03")),
        ("ma03 Last Quarter", LiveFigure("MA03", when=When.LAST_QUARTER)),
        ("MA03 a year ago", LiveFigure("MA03", when=When.A_YEAR_AGO)),
        ("MA03 Q1 2019/20", LiveFigure("MA03", when="2019-20-q1")),
        ("MA03 numerator last quarter", LiveFigure("MA03", Part.NUMERATOR, When.LAST_QUARTER)),
        ("MA03 change", LiveFigure("MA03", Part.CHANGE)),
        ("MA03 england", LiveFigure("MA03", Part.ENGLAND)),
        ("MA03 England last quarter", None),
        ("MA03 Q1 2019/21", None),
        ("MA03 tomorrow", None),
        ("MA03 ", LiveFigure("MA03")),
        (" MA03", LiveFigure("MA03")),
        ("MA03: target", LiveFigure("MA03", Part.TARGET)),
        ("MA03, last-quarter", LiveFigure("MA03", when=When.LAST_QUARTER)),
        ("MA03\u00a0–\u00a0England", LiveFigure("MA03", Part.ENGLAND)),
        ("MA03target", LiveFigure("MA03", Part.TARGET)),
        ("MA03'", None),
    ],
)
def test_what_a_notation_stands_for(written, figure):
    assert read(written) == figure


def test_others_ask_for_the_notation_of_a_figure():
    assert notation_for("MA03") == "{MA03}"
    assert notation_for("MA03", "last quarter") == "{MA03 last quarter}"
    assert notation_for("MA03", "england") == "{MA03 England}"
    assert notation_for("MA03", "numerator Q1 2019/20") == "{MA03 numerator Q1 2019/20}"
    with pytest.raises(ValueError, match="is no live figure"):
        notation_for("MA03", "tomorrow")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("In {MA03} of cases", "In <MA03> of cases"),
        ("{MA03}{MA08 target}", "<MA03><MA08 target>"),
        ("{MA03 tomorrow}", "<MA03 tomorrow>"),  # a slip, which shall be named
        ("{MA03 } {ma03} { MA03} {MA03:target}", "<MA03 > <ma03> < MA03> <MA03:target>"),
        ("{{MA03 }} {{MA03: target}}", "{MA03 } {MA03: target}"),
        ("{AB123456} {A1} {M03}", "{AB123456} {A1} {M03}"),
        ("{{MA03}}", "{MA03}"),
        ("{{MA03} and {MA03}}", "{<MA03> and <MA03>}"),
        ("{see MA03} {} {3} {MA03\n} {", "{see MA03} {} {3} {MA03\n} {"),
    ],
)
def test_what_is_replaced_in_a_text(text, says):
    assert replace(text, "<{}>".format) == says


def test_each_live_figure_of_a_text_is_told_once():
    assert written_in("{MA08} {MA03} {{MA01}} {MA03} {MA03 target}") == [
        "MA08",
        "MA03",
        "MA03 target",
    ]


def test_what_is_begun_and_not_closed_is_told():
    assert half_written("In {MA03 of contacts, {MA08} in all.") == ["{MA03 of contacts,"]
    assert half_written("{MA03 {MA08}} and { ma03") == ["{MA03", "{ ma03"]
    for text in ("{MA03}", "{{MA03}} {MA03: target}", "{see above", "{AB123456", "{", "{{MA03}"):
        assert half_written(text) == []


@pytest.mark.parametrize(
    ("text", "what", "becomes"),
    [
        ("It is 99% now.", "99%", "It is {MA03} now."),
        ("{MA08 target} and 99%.", "99%", "{MA08 target} and {MA03}."),
        ("99%, {MA08}, {MA08}.", "99%", "{MA03}, {MA08}, {MA08}."),
        ("{MA01} {{MA01}} {MA08} 99% {MA08}.", "99%", "{MA01} {{MA01}} {MA08} {MA03} {MA08}."),
        ("It is {MA08} now.", "74.6", "It is {MA03} now."),
        ("It is {MA08}% now.", "74.6%", "It is {MA03} now."),
        ("It is{MA08} now.", "74.6", "It is{MA03} now."),
    ],
)
def test_a_live_figure_takes_the_place_of_a_number(text, what, becomes):
    def say(written: str) -> str:
        return "74.6"

    start = replace(text, say).index(what)
    assert put(text, say, start, start + len(what), "{MA03}") == becomes


@hypothesis.given(st.text(alphabet="{}MA03 xé\n", max_size=60))
def test_a_literal_text_reads_as_it_was(text):
    assert replace(literal(text), "<{}>".format) == text


@pytest.mark.parametrize("bait", ["{", "}", "{MA03 ", "{MA03 a", "{{MA03}", "{MA03}}"])
def test_twice_the_text_costs_twice_the_time(bait):
    def cost(times: int) -> float:
        text, begun = bait * times, process_time()
        replace(text, str.lower)
        half_written(text)
        return process_time() - begun

    cost(10)
    assert min(cost(200_000 // len(bait)) for _ in range(3)) < 1
