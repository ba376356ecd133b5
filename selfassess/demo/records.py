"""What the demo's areas list beside their texts: one file an area, in TOML.

`[[audits]]`, `[[voices]]`, `[[facts]]` and `[[strengths]]` have the fields of their models.
`[[actions]]` may hold an `update`; `[[updates]]` are of actions carried from the quarter before,
called by their number in it, or in the quarter `raised_in`. `[[measures]]` and `[[remarks]]` name
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
    """Area → what it lists, for one quarter."""
    return {path.stem: read(path) for path in sorted((FOLDER / quarter).glob("*.toml"))}


def read(path: Path) -> Records:
    """One area's lists, empty where it has none. Raises ValueError for a list nobody knows."""
    found = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    if unknown := found.keys() - {"rating", *LISTS}:
        raise ValueError(f"{path} has {', '.join(sorted(unknown))}, which no area lists.")
    return {name: [] for name in LISTS} | {"rating": None} | found
