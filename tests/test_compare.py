"""The word diff says what changed: exactly that, readably, and in no time."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess.text_diff import ADDED, REMOVED, SAME, compare

# Texts that have much in common, as two versions of an answer have
phrases = st.lists(
    st.sampled_from(["Visits", "are", "on time.", "late", "\n", "\n\n- ", " ", "plans", "é—x"])
)
texts = st.one_of(phrases.map(" ".join), phrases.map("".join), st.text(max_size=60))


@given(texts, texts)
def test_the_parts_give_both_texts_to_the_letter(old, new):
    parts = compare(old, new).parts
    assert "".join(text for kind, text in parts if kind != ADDED) == old
    assert "".join(text for kind, text in parts if kind != REMOVED) == new


@given(texts, texts)
def test_nothing_empty_is_shown_and_no_two_parts_of_a_kind_stand_together(old, new):
    parts = compare(old, new).parts
    assert all(text for _, text in parts)
    assert all(a[0] != b[0] for a, b in pairwise(parts))


@given(texts)
def test_a_text_is_the_same_as_itself(text):
    comparison = compare(text, text)
    assert comparison.is_same
    assert comparison.summary == "No words changed."


@given(texts, texts)
def test_what_is_removed_one_way_is_added_the_other(old, new):
    there, back = compare(old, new), compare(new, old)
    assert there.is_same == back.is_same == (old == new)


@pytest.mark.parametrize(
    ("old", "new", "parts", "summary"),
    [
        ("", "", [], "No words changed."),
        ("", "New.", [(ADDED, "New.")], "1 word added."),
        ("Old words.", "", [(REMOVED, "Old words.")], "2 words removed."),
        (
            "Reviews go out too slowly. From May we act.",
            "Reviews reached families on time. From May we act.",
            [
                (SAME, "Reviews "),
                (REMOVED, "go out too slowly."),
                (ADDED, "reached families on time."),
                (SAME, " From May we act."),
            ],
            "4 words added, 4 removed.",
        ),
        (
            "One two three",
            "One three",
            [(SAME, "One "), (REMOVED, "two "), (SAME, "three")],
            "1 word removed.",
        ),
        (
            "Nobody waited more than the eight days of June.",
            "We called forty families back the same afternoon of June.",
            [
                (REMOVED, "Nobody waited more than the eight days"),
                (ADDED, "We called forty families back the same afternoon"),
                (SAME, " of June."),
            ],
            "8 words added, 7 removed.",
        ),
        ("One\n\ntwo", "One two", [(SAME, "One"), (REMOVED, "\n\n"), (ADDED, " "), (SAME, "two")],
         "Only spaces or signs changed."),
    ],
)  # fmt: skip
def test_people_read_it_as_a_change_of_words(old, new, parts, summary):
    comparison = compare(old, new)
    assert comparison.parts == parts
    assert comparison.summary == summary


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("same " * 2_000, "same " * 1_990 + "other " * 10),
        ("x" * 10_000, "y" * 10_000),
        ("a b c d " * 1_250, "d c b a " * 1_250),
        ("\n" * 5_000 + "x", "x" + "\n" * 5_000),
        ("a\n" * 5_000, "b\na\n" * 2_500),
        (" ".join(map(str, range(2_000))), " ".join(map(str, range(2_000, 0, -1)))),
    ],
)
def test_the_worst_texts_take_no_time(old, new):
    began = process_time()
    parts = compare(old, new).parts
    assert process_time() - began < 2
    assert "".join(text for kind, text in parts if kind != REMOVED) == new
