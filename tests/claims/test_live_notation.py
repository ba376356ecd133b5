"""“Use the record's figure” puts a live figure in the place of a number."""

import pytest

from selfassess.claims.checks.number import check
from selfassess.claims.known import What
from selfassess.claims.live_notation import live_figure

from .record import figure, known, read_with


@pytest.mark.parametrize(
    ("recorded", "written"),
    [
        (figure("MA03", "74.6"), "{MA03}"),
        (figure("MA03", "71.2", What.BEFORE), "{MA03 last quarter}"),
        (figure("MA03", "71.2", What.BEFORE, period="2019-20-q2"), "{MA03 a year ago}"),
        (figure("MA03", "71.2", What.BEFORE, period="2018-19-q2"), "{MA03 Q2 2018/19}"),
        (figure("MA03", "373", What.PART), "{MA03 numerator}"),
        (figure("MA03", "95", What.TARGET), "{MA03 target}"),
        (figure("MA03", "81", What.ENGLAND, period="2019/20"), "{MA03 England}"),
        (figure("MA03", "74.6", adopted=False), ""),  # another source's
        (figure("MA03", "25.4", What.REST), ""),
        (figure("MA03", "71", What.OUTTURN, period="2019/20"), ""),
        (figure("MA03", "71", What.BEFORE, period="2019/20"), ""),
        (figure("LC02", "95"), ""),  # 95 per 10,000
    ],
)
def test_how_a_value_on_record_is_written(recorded, written):
    assert live_figure(recorded, known()) == written


def test_a_number_that_contradicts_has_one():
    record = known(figure("MA03", "74.6"))
    [found] = check(read_with("99.9% of contacts were decided in time.", record), record)
    assert (found.live_figure, found.instead) == ("{MA03}", "74.6%")
