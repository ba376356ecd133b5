"""Reads the lists of the demo's areas: one TOML file for each area and quarter.

`[[audits]]`, `[[voices]]`, `[[facts]]` and `[[strengths]]` have the fields of their models.
`[[actions]]` may have an `update`. `[[updates]]` are about actions of the quarter before, or of the
quarter `raised_in`, and name them by their number there. `[[measures]]` and `[[remarks]]` name
their `kpi`.
"""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "demo" / "records"
LISTS = ["measures", "remarks", "audits", "voices", "facts", "strengths", "actions", "updates"]
NOT_RATED = "not rated"

Records = dict[str, Any]  # "rating", and the rows of each of LISTS


def records(quarter: str) -> dict[str, Records]:
    """Map areas to their lists in a quarter."""
    return {path.stem: read(path) for path in sorted((FOLDER / quarter).glob("*.toml"))}


def read(path: Path) -> Records:
    """Read an area's lists; one that the file lacks is empty. ValueError for an unknown list."""
    found = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    if unknown := found.keys() - {"rating", *LISTS}:
        raise ValueError(f"{path} has {', '.join(sorted(unknown))}, which no area lists.")
    return {name: [] for name in LISTS} | {"rating": None} | found
