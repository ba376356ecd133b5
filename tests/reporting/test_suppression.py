"""What could identify a child is found in figures and in sums."""

from itertools import product
from random import Random

import pytest

from selfassess.reporting.editions.suppression import (
    discloses,
    given_away,
    held_back,
    is_small,
    parts_that_tell,
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


def test_who_knows_total_and_rule_cannot_work_a_hidden_number_out():
    random = Random(1)  # noqa: S311 (chance, not secrecy)
    for _ in range(150):
        counts = random.choices((0, 1, 2, 3, 5, 6, 7, 9, 14), k=random.randint(2, 4))
        assert not can_be_worked_out(counts), counts


def can_be_worked_out(counts: list[int]) -> bool:
    """An attacker tries every way in which the hidden cells could be filled: one at least is from
    1 to 5, and what was hidden besides is the next smallest."""
    hidden = sorted(held_back(counts))
    if not hidden or given_away([counts[place] for place in hidden]):
        return False  # nothing is hidden, or the total is hidden as well
    left = sum(counts[place] for place in hidden)
    shown = [count for place, count in enumerate(counts) if count and place not in hidden]
    possible = [
        guess
        for guess in product(range(1, left), repeat=len(hidden))
        if sum(guess) == left and any(map(is_small, guess)) and max(guess) <= min(shown, default=99)
    ]
    return any(len(set(values)) == 1 for values in zip(*possible, strict=True))


def test_a_figure_that_others_would_tell_is_named():
    assert parts_that_tell(3, [20, 17, 50]) == (1,)
    assert parts_that_tell(3, [20, 11, 6]) == (1, 2)
    assert parts_that_tell(3, [20, 12, 50]) == ()
