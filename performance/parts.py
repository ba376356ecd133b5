"""The list that this app gives to a section: an area's indicators."""

from collections.abc import Iterator
from typing import cast

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.parts import Part, Words, register
from selfassess.seen import Said
from services.base import Problem

from .indicator import Indicator, progress
from .live_figures import FiguresOnRecord
from .operations.approved import forget_statuses, keep_statuses
from .operations.counting import count_again, keep_counted
from .rag import Status
from .seen import of_indicator


class IndicatorsPart(Part):
    read_template = "performance/read_indicators.html"
    write_template = "performance/read_indicators.html"  # written on a page of their own
    first_sight_template = "performance/off_target.html"
    verbs = ("measure.", "remark.", "outturn.")

    def content(self, assessment: Assessment) -> list[Indicator]:
        """Read once for the part and for what the area's live figures say."""
        source = cast(FiguresOnRecord, assessment.live_figures.source)
        return list(source.indicators(assessment.area).values())

    def count(self, content: list[Indicator]) -> int:
        return sum(indicator.is_entered for indicator in content)

    def hint(self, content: list[Indicator]) -> str:
        return progress(content)

    def at_first_sight(self, content: list[Indicator]) -> list[Indicator]:
        return [one for one in content if one.status == Status.OFF_TARGET]

    def in_words(self, content: list[Indicator], words: Words) -> dict[str, Said]:
        return {f"{one.kpi.code} {one.kpi.name}": of_indicator(one, words) for one in content}

    def texts(self, content: list[Indicator]) -> Iterator[str]:
        return (one.remark.comment for one in content if one.remark)

    def problems(self, assessment: Assessment, content: list[Indicator]) -> Iterator[Problem]:
        for indicator in content:
            code, name = indicator.kpi.code, indicator.kpi.name
            if indicator.is_due and indicator.kpi.core and not indicator.is_entered:
                text = f"{name}: enter the figure, or say why there is none"
                yield Problem("indicators", code, text)
            if indicator.needs_comment:
                yield Problem("indicators", code, f"{name} is off target: say why")
            unsaid = bool(indicator.others) and not indicator.adopted.why_adopted
            if unsaid or indicator.undecided:
                yield Problem(
                    "indicators", code, f"{name}: say which of the sources counts, and why"
                )

    def keep_as_approved(self, assessment: Assessment, *, by: User) -> None:
        found = self.content(assessment)
        keep_counted(assessment, found, by=by)
        keep_statuses(assessment, found, by=by)

    def take_back_approval(self, assessment: Assessment, *, by: User) -> None:
        forget_statuses(assessment, by=by)
        count_again(assessment, by=by)


register("indicators", IndicatorsPart())
