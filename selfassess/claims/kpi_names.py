"""What KPIs are called beside their names, as the areas' kpis.csv say it."""

from services.base import Kpi
from services.registry import all_areas

SEPARATOR = ";"


def also_called(row: Kpi) -> tuple[str, ...]:
    """The names in a row of kpis.csv."""
    names = (name.strip() for name in row.get("also_called", "").split(SEPARATOR))
    return tuple(name for name in names if name)


def declared_names() -> dict[str, tuple[str, ...]]:
    """KPI code → how people really write it."""
    return {row["code"]: also_called(row) for area in all_areas() for row in area.kpis()}
