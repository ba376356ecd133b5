"""Other councils' spreadsheets: the right figures, or a sentence; never a wrong figure."""

import re

import pytest

from performance.imports import plan, read
from performance.imports.mapping import guess, recall, to_remember
from selfassess.quarters.models import Quarter

from .other_councils import HABITS

CODE = "2020-21-q2"


@pytest.mark.parametrize("habit", HABITS)
def test_it_is_read_rightly_or_asked_about(quarter, habit):
    data, expected = HABITS[habit]()
    table = read.read(data, plan.names_of_kpis())
    mapping = guess(table.head, CODE, table.hidden_columns)
    doing = plan.make(table, mapping, Quarter.objects.get(code=CODE))
    said = " ".join(map(str, doing.problems))
    if isinstance(expected, str):
        assert re.search(expected, said)
    else:
        assert said == ""
        assert {f.kpi.code: str(f.value) for f, _ in doing.added} == expected


def test_a_column_of_a_day_or_month_is_asked_for_again_next_quarter():
    for title in ("2020-09-30", "30/09/2020", "Sep-20", "30 September 2020"):
        head = ["KPI", title]
        kept = to_remember(head, {"kpi": 0, "value": 1}, CODE)
        assert recall(head, kept, "2020-21-q3") == {"kpi": 0}
