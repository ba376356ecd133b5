"""The lists that a token may read. Their docstrings stand in the OpenAPI document."""

from collections.abc import Callable, Iterable
from typing import Any

from selfassess.api import asked as questions
from selfassess.api import reading, rows
from selfassess.api.models import Scope
from selfassess.api.paging import Key, by, page_of_list, page_of_quarter
from selfassess.api.reading import Row
from selfassess.api.sight import Sight
from selfassess.quarters.models import Quarter

from .base import Listed


def wanted(found: Iterable[Row], asked: dict[str, Any], *names: str) -> Iterable[Row]:
    """Those that have what is asked for, where something is."""
    return (row for row in found if all(asked.get(n) in (None, row[n]) for n in names))


class Quarters(Listed):
    """Quarters of which the token sees something, oldest first."""

    name, summary = "quarters", "Quarters"
    row = rows.QuarterRow

    def page(self, sight: Sight, asked: dict[str, Any]) -> tuple[list[Row], str]:
        return page_of_list(
            reading.quarters(sight), by("quarter"), asked.get("after", ""), asked["limit"]
        )


class Areas(Listed):
    """Service areas of those quarters, by slug."""

    name, summary = "areas", "Service areas"
    row = rows.AreaRow

    def page(self, sight: Sight, asked: dict[str, Any]) -> tuple[list[Row], str]:
        return page_of_list(
            reading.areas(sight), by("area"), asked.get("after", ""), asked["limit"]
        )


class Kpis(Listed):
    """What is measured, by code, as it was defined in the newest issued quarter; for those who keep
    targets and may read what is under way, as it is now."""

    name, summary = "kpis", "KPIs"
    row, asked, scope = rows.KpiRow, questions.AskedOfKpis, Scope.FIGURES

    def page(self, sight: Sight, asked: dict[str, Any]) -> tuple[list[Row], str]:
        found = wanted(reading.kpis(sight), asked, "area", "kpi")
        return page_of_list(found, by("kpi"), asked.get("after", ""), asked["limit"])


class Targets(Listed):
    """Targets by KPI, each from a quarter on. (Each row of the measures has the target that counts
    in its quarter.)"""

    name, summary = "targets", "Targets"
    row, asked, scope = rows.TargetRow, questions.AskedOfKpis, Scope.FIGURES

    def page(self, sight: Sight, asked: dict[str, Any]) -> tuple[list[Row], str]:
        found = wanted(reading.targets(sight), asked, "area", "kpi")
        key = by("kpi", "from_quarter")
        return page_of_list(found, key, asked.get("after", ""), asked["limit"])


class ListedByQuarter(Listed):
    """A list whose pages never hold two quarters. `filters`: fields that may be asked for."""

    filters: tuple[str, ...] = ("area",)
    key: Key
    rows_of: Callable[[Sight, Quarter], Iterable[Row]]

    def page(self, sight: Sight, asked: dict[str, Any]) -> tuple[list[Row], str]:
        kind = type(self)
        code = asked.get("quarter")
        quarters = [one for one in sight.quarters if code in (None, one.code)]
        return page_of_quarter(
            quarters,
            lambda quarter: wanted(kind.rows_of(sight, quarter), asked, *self.filters),
            kind.key,
            asked.get("after", ""),
            asked["limit"],
        )


class Measures(ListedByQuarter):
    """A row for each KPI that is reported in a quarter, with its figure, target and status: also
    where there is no figure. Oldest quarter first, then by KPI."""

    name, summary = "measures", "Measures with targets and status"
    row, asked, scope = rows.MeasureRow, questions.AskedOfMeasures, Scope.FIGURES
    filters, key = ("area", "kpi"), staticmethod(by("kpi"))
    rows_of = staticmethod(reading.measures)


class Ratings(ListedByQuarter):
    """How areas rated their practice, in issued quarters alone. Oldest first, then by area."""

    name, summary = "ratings", "Ratings"
    row, asked, scope = rows.RatingRow, questions.AskedOfAreas, Scope.RATINGS
    key, rows_of = staticmethod(by("area")), staticmethod(reading.ratings)


class Actions(ListedByQuarter):
    """Areas for development as they stood in each quarter, oldest first, then by area. What people
    wrote is null as long as the quarter is not issued."""

    name, summary = "actions", "Actions"
    row, asked, scope = rows.ActionRow, questions.AskedOfAreas, Scope.ACTIONS
    key, rows_of = staticmethod(by("area", "position")), staticmethod(reading.actions)
