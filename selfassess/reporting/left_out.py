"""What a final report leaves out, and what it may not say then.

An area that is left out is not issued: nobody may read its figures who could not before. The
overview is the one text that takes figures of all areas.
"""

from collections.abc import Collection, Iterator

from performance.models import Kpi
from selfassess.access import OVERVIEW
from selfassess.claims.reader.text import sentences
from selfassess.errors import Refused
from selfassess.live_figures.notation import read
from selfassess.live_figures.resolving import LiveFigures
from selfassess.quarters.models import Quarter
from services.registry import find_area


class OverviewTakesWhatIsLeftOut(Refused):
    """The overview has to be changed first."""


def reasons_of(quarter: Quarter, reasons: dict[str, str]) -> dict[str, str]:
    """The reasons of the areas that are not approved; Refused when one is missing."""
    waiting = [a for a in quarter.assessments.of_areas() if not a.is_approved]
    unexplained = [a.name for a in waiting if not reasons.get(a.area, "").strip()]
    if unexplained:
        raise Refused(
            "The final report needs every area approved, or left out with a reason. "
            f"Not approved, without a reason: {', '.join(unexplained)}."
        )
    return {a.area: reasons[a.area].strip() for a in waiting}


def require_overview_without(quarter: Quarter, left_out: Collection[str]) -> None:
    """Refused while the overview takes a live figure that only readers of a left-out area may see.
    Nothing is printed in its place: a sentence without its figure is not what its author wrote."""
    if not left_out:
        return
    if found := list(_taken(quarter, left_out)):
        raise OverviewTakesWhatIsLeftOut(
            f"{' '.join(found)} A final report prints nothing of an area that it leaves out. "
            "Change the overview, or approve the area first."
        )


def _taken(quarter: Quarter, left_out: Collection[str]) -> Iterator[str]:
    """Of each figure the area and the sentence, as it is written: without the figure."""
    overview = quarter.assessments.filter(area=OVERVIEW).with_answers().first()
    everything, without = LiveFigures(quarter.code), LiveFigures(quarter.code)
    without.leave_out(left_out)
    for answer in overview.answers.all() if overview else ():
        for written in everything.written_in(answer.text):
            if everything.now(written, OVERVIEW) == without.now(written, OVERVIEW):
                continue
            figure = read(written)
            kpi = Kpi.objects.get(code=figure.code if figure else "")
            name, sentence = find_area(kpi.area).verbose_name, _sentence(answer.text, written)
            yield f"The overview takes a figure of {name}: “{sentence}”"


def _sentence(text: str, written: str) -> str:
    return next(one.text for one in sentences(text) if f"{{{written}}}" in one.text)
