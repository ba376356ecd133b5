"""What the checks of words ask about the demo was written by a council, and is so."""

import pytest

from tests.claims.counting import NOT_TO_ASK, found_in, kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_the_quarter_that_is_issued():
    found = kinds(found_in("2020-21-q1"))
    assert [kind for kind in ("two_values", "dates", "done") if found[kind]] == []
    assert found["audits_improve"] == 2  # said twice, beside one audit of seven cases
    assert found["strength"] <= 3


def test_the_quarter_that_is_open():
    found = kinds(found_in("2020-21-q2"))
    assert [kind for kind in NOT_TO_ASK if found[kind]] == []
