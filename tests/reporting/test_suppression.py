"""What could identify a child is found in figures, in sums and in sentences."""

from itertools import product
from random import Random

import pytest

from selfassess.reporting.editions.suppression import (
    discloses,
    given_away,
    held_back,
    is_likely,
    is_small,
    parts_that_tell,
    sentences,
    to_check,
    without,
)


@pytest.mark.parametrize(
    ("number", "small"), [(0, False), (1, True), (5, True), (6, False), (None, False)]
)
def test_1_to_5_are_small_and_zero_is_not(number, small):
    assert is_small(number) is small


@pytest.mark.parametrize("part", [1, 5, 95, 99])
def test_a_share_tells_the_few_who_are_in_it_or_missing_from_it(part):
    assert discloses(part, 100)


@pytest.mark.parametrize("part", [0, 6, 50, 94, 100])
def test_other_shares_tell_nobody(part):
    assert not discloses(part, 100)


def test_the_next_smallest_goes_with_a_number_that_the_total_would_tell():
    assert held_back([15, 7, 2, 0]) == {1, 2}


def test_two_small_numbers_hide_each_other():
    assert held_back([15, 4, 2, 0]) == {1, 2}


def test_two_ones_do_not_because_their_sum_is_two():
    assert held_back([1, 1, 9, 20]) == {0, 1, 2}


def test_nothing_small_holds_nothing_back():
    assert held_back([15, 7, 0, None]) == set()


@pytest.mark.parametrize("seed", range(150))
def test_who_knows_total_and_rule_cannot_work_a_hidden_number_out(seed):
    """An attacker tries every way in which the hidden cells could be filled: one at least is from
    1 to 5, and what was hidden besides is the next smallest."""
    random = Random(seed)  # noqa: S311 (chance, not secrecy)
    counts = [random.choice((0, 1, 2, 3, 5, 6, 7, 9, 14)) for _ in range(random.randint(2, 4))]
    hidden = sorted(held_back(counts))
    if not hidden or given_away([counts[place] for place in hidden]):
        return  # nothing is hidden, or the total is hidden as well
    left = sum(counts[place] for place in hidden)
    shown = [count for place, count in enumerate(counts) if count and place not in hidden]
    possible = [
        guess
        for guess in product(range(1, left), repeat=len(hidden))
        if sum(guess) == left and any(map(is_small, guess)) and max(guess) <= min(shown, default=99)
    ]
    assert all(len(set(values)) > 1 for values in zip(*possible, strict=True))


def test_a_figure_that_others_would_tell_is_named():
    assert parts_that_tell(3, [20, 17, 50]) == (1,)
    assert parts_that_tell(3, [20, 11, 6]) == (1, 2)
    assert parts_that_tell(3, [20, 12, 50]) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Two of them went home.",
        "We stopped 3 placements.",
        "Only one young person was missing twice.",
        "17 of the 18 visits were in time.",
        "It happened to four two-year-olds.",
        "A child aged 4 waited.",
    ],
)
def test_a_sentence_that_could_tell_is_found(sentence):
    assert to_check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In Q1 we read 24 records.",
        "Visits rose to 3% from 2.5%.",
        "Plans are read within five working days.",
        "It was one of our strengths.",
        "Section 47 enquiries numbered 1,204.",
        "It took 3 weeks.",
        "80 of 100 visits were in time.",
    ],
)
def test_other_numbers_are_let_be(sentence):
    assert not to_check(sentence)


def test_a_sentence_that_says_what_a_table_holds_back_is_found():
    assert to_check("Visits stood at 94.4% in June.", ["94.4%"])
    assert not to_check("Visits stood at 194.4% in June.", ["94.4%"])


def test_sentences_about_children_are_likely_to_matter():
    assert is_likely("Two children went home.")
    assert not is_likely("Two meetings were held.")


def test_lines_and_list_marks_are_no_part_of_a_sentence():
    text = "First one. Second one.\n- A point.\n2. Another point."
    assert list(sentences(text)) == ["First one.", "Second one.", "A point.", "Another point."]


def test_what_is_held_back_leaves_one_mark_and_the_list_in_shape():
    text = "Keep this. Not this. Nor this.\n- Not this.\n- Keep that."
    assert without(text, ["Not this.", "Nor this."], "…") == "Keep this. …\n- …\n- Keep that."
