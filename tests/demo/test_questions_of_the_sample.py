"""How often the checks of an area ask in words that mean no harm. What asks too often is read no
more."""

import pytest

from selfassess.records.models import Voice
from tests.claims.counting import NOT_TO_ASK, found_in, kinds

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("sample")]


@pytest.mark.parametrize("code", ["2018-19-q3", "2019-20-q3", "2020-21-q2"])
def test_an_area_is_asked_about_little(code):
    """What is said of a child's voice is so, and a text that stands is asked about once."""
    found = found_in(code)
    counted = kinds(found)
    assert [kind for kind in NOT_TO_ASK if counted[kind]] == []
    assert counted["strength"] <= 3
    assert counted["silence"] <= 8  # a line an area
    heard = Voice.objects.filter(assessment__quarter=code, whose="children").exclude(changed="")
    asked = {one.area for area in found.values() for one in area.findings if one.kind == "voice"}
    assert not heard.filter(assessment__area__in=asked).exists()
