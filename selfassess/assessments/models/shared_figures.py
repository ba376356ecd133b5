"""Live figures that several assessments read together."""

from collections.abc import Mapping, Sequence
from typing import Any

from selfassess.live_figures.resolving import LiveFigures, Stored

from .assessment import Assessment


def share_figures(
    assessments: Sequence[Assessment], known: Mapping[str, Mapping[str, Any]] | None = None
) -> None:
    """Let the live figures of these assessments be read together, and with those of an earlier
    call. `known`: by quarter and area, the indicators that the page has read already."""
    have = {one.quarter_id: vars(one).get("live_figures") for one in assessments}
    stored = next((figures.stored for figures in have.values() if figures), Stored())
    areas = {one.area for one in assessments}
    for one in assessments:
        quarter = one.quarter_id
        figures = have[quarter] = have[quarter] or LiveFigures(quarter, stored)
        figures.take((known or {}).get(quarter, {}), areas)
        one.live_figures = figures
