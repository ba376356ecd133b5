"""The report by Ofsted's judgements: the same chapters in another order, under the four questions
that an inspection answers. Pure, but for which judgement an area says that it belongs to."""

from typing import NamedTuple

import msgspec

from selfassess.reporting.content.schema import AreaContent, ReportContent
from services.base import Judgement
from services.registry import find_area


class Judged(NamedTuple):
    """What belongs to one judgement. `content`: the report with these areas alone."""

    judgement: Judgement
    number: int
    content: ReportContent

    @property
    def areas(self) -> list[AreaContent]:
        return self.content.areas

    @property
    def anchor(self) -> str:
        return f"judgement-{self.judgement}"

    @property
    def has_overview(self) -> bool:
        """What the director says of all areas tells how the service is led."""
        return self.judgement == Judgement.LEADERS


def in_order(content: ReportContent) -> ReportContent:
    """Return the report with its areas in the judgements' order."""
    order = list(Judgement)
    areas = sorted(content.areas, key=lambda area: order.index(_judgement(area)))
    return msgspec.structs.replace(content, areas=areas)


def judged(content: ReportContent) -> list[Judged]:
    """Return all four judgements in Ofsted's order, also one to which no area belongs."""
    return [
        Judged(judgement, number, msgspec.structs.replace(content, areas=areas))
        for number, judgement in enumerate(Judgement, 1)
        for areas in [[area for area in content.areas if _judgement(area) == judgement]]
    ]


def _judgement(area: AreaContent) -> Judgement:
    return find_area(area.slug).judgement
