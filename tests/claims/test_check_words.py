"""`manage.py check_words`, as scripts outside the project call it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

HEAD = "kpi,quarter,value,numerator,denominator,target,england,region,neighbours,source\n"
ROW = "MA03,2020-21-q2,74.6,,,95,,,,weekly report\n"
WRONG = "This quarter 99.9% of contacts had a decision within 24 hours."
RIGHT = "This quarter 74.6% of contacts had a decision within 24 hours."
KEYS = ["id", "start", "end", "quoted", "kind", "tier", "kpi", "beside", "source"]


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.csv"
    path.write_text(HEAD + ROW, encoding="utf-8")
    return path


def check(path, *more) -> list[dict]:
    out = io.StringIO()
    call_command(
        "check_words", str(path), "--quarter", "2020-21-q2", "--area", "mash", *more, stdout=out
    )
    return [json.loads(line) for line in out.getvalue().splitlines()]


def written(tmp_path, text: str, name: str = "text.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_number_that_contradicts_the_record_is_found_at_its_characters(tmp_path, record):
    text = f"Ours.\n\n{WRONG}"
    (found,) = check(written(tmp_path, text), "--record", str(record))
    assert list(found) == KEYS
    assert found["id"] == "3"
    assert WRONG[found["start"] : found["end"]] == "99.9%"
    assert (found["kind"], found["tier"], found["kpi"]) == ("number", "contradicts", "MA03")
    assert "74.6%" in found["beside"]
    assert "weekly report" in found["source"]


def test_a_number_that_agrees_is_not_named(tmp_path, record):
    assert check(written(tmp_path, RIGHT), "--record", str(record)) == []


def test_characters_are_counted_in_the_text_as_given(tmp_path, record):
    """Nothing is tidied before: two spaces are two, and a sign beyond the first plane is one."""
    text = f"  \U0001f9f8  {WRONG}"
    (found,) = check(written(tmp_path, text), "--record", str(record))
    assert text[found["start"] : found["end"]] == "99.9%"


def test_a_csv_is_read_by_its_suffix_with_its_own_ids(tmp_path, record):
    path = written(tmp_path, f'id,text\nA1,"{RIGHT}"\nB2,"{WRONG}"\n', "texts.CSV")
    assert [one["id"] for one in check(path, "--record", str(record))] == ["B2"]


def test_a_record_needs_no_database(tmp_path, record):
    """This module's tests have none: a query would fail."""
    assert check(written(tmp_path, WRONG), "--record", str(record))


def test_the_question_that_is_answered_may_be_named(tmp_path, record):
    options = ("--question", "know", "--record", str(record))
    assert check(written(tmp_path, WRONG), *options)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--quarter", "Q2"), "“Q2” is not a quarter"),
        (("--area", "kitchen"), "There is no area kitchen"),
        (("--question", "colour"), "mash asks no question colour"),
        (("--record", "nowhere.csv"), "nowhere.csv cannot be read"),
    ],
)
def test_what_it_does_not_know_is_refused_with_a_sentence(tmp_path, record, more, why):
    with pytest.raises(CommandError, match=why):
        check(written(tmp_path, RIGHT), "--record", str(record), *more)


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"caf\xe9", "text.txt", "It is not text in UTF-8"),
        (b"number,words\n1,Ours.\n", "text.csv", "It has no column id, text"),
        (b'id,text\n1,"' + b"x" * 140_000 + b'"\n', "text.csv", "It is not a CSV file"),
    ],
)
def test_a_file_that_holds_no_texts_is_refused_with_a_sentence(tmp_path, record, data, name, why):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CommandError, match=why):
        check(path, "--record", str(record))


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path, record):
    with pytest.raises(CommandError, match="It cannot be read: No such file"):
        check(tmp_path / "nothing.txt", "--record", str(record))


def test_an_empty_file_has_no_findings(tmp_path, record):
    assert check(written(tmp_path, ""), "--record", str(record)) == []
