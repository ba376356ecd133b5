"""What could identify a child is found in figures and in sums."""

import pytest

from selfassess.reporting.editions.suppression import discloses, is_small, parts_that_tell


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


def test_a_figure_that_others_would_tell_is_named():
    assert parts_that_tell(3, [20, 17, 50]) == (1,)
    assert parts_that_tell(3, [20, 11, 6]) == (1, 2)
    assert parts_that_tell(3, [20, 12, 50]) == ()
