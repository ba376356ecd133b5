"""What people call a KPI when they write about it.

An analyst may give it names on its page. A KPI without any has those of its area's kpis.csv: a
council that began before there were names has them too, and gets better ones with a release.
`selfassess.claims.reader.vocabulary` says how a name is read.
"""

import re
from functools import lru_cache

from services.registry import Area, find_area

from .models import Kpi

BETWEEN = re.compile(r"[;\n]")
Names = tuple[str, ...]


def names_of(kpi: Kpi) -> Names:
    return split(kpi.also_called) or declared(find_area(kpi.area)).get(kpi.code, ())


def split(text: str) -> Names:
    """Each name stands on a line of its own, or “;” between them."""
    names = (" ".join(name.split()) for name in BETWEEN.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=64)
def declared(area: Area) -> dict[str, Names]:
    """The names in an area's file, by code."""
    return {row["code"]: split(row.get("also_called") or "") for row in area.kpis()}
