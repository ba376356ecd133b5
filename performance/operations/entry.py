"""One row of the indicators page, as somebody typed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from performance.models import Kpi, Measure, Remark
from performance.models.measure import mark_of_figure
from performance.models.remark import mark_of_remark
from selfassess.errors import Stale
from selfassess.plain_text import tidy

NO_FIGURE = mark_of_figure(None, None, None, False)  # what a page without one has seen
NO_REMARK = mark_of_remark("", "")


@dataclass(frozen=True)
class Entry:
    """Versions and marks (`seen`) are those of the page it was typed on; a script may leave the
    marks out."""

    kpi: Kpi
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False
    comment: str = ""
    missing: str = ""
    measure_version: int = 0
    remark_version: int = 0
    seen: str = ""
    remark_seen: str = ""
    period: str = ""  # asked only where nobody has said it yet
    period_seen: str = ""

    @property
    def figure(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "provisional": self.provisional and self.value is not None,
        }

    @property
    def remark(self) -> dict[str, str]:
        return {"comment": tidy(self.comment), "missing": self.missing}

    @property
    def figure_is_touched(self) -> bool:
        """Does it say something else than its page had shown? Saying why there is none does."""
        shown = self.seen or ("" if self.measure_version else NO_FIGURE)
        says_why = self.value is None and self.missing and self.remark_is_touched
        return mark_of_figure(*self.figure.values()) != shown or bool(says_why)

    @property
    def remark_is_touched(self) -> bool:
        shown = self.remark_seen or ("" if self.remark_version else NO_REMARK)
        return mark_of_remark(**self.remark) != shown

    @property
    def is_touched(self) -> bool:
        return self.figure_is_touched or self.remark_is_touched or bool(self.period)

    def typed_parts(self, stale: Mapping[str, Stale]) -> set[str]:
        """Of what is stale, the fields in which its author typed."""
        parts: set[str] = set()
        if self.period:
            parts.add("period")
        if "figure" in stale or "period" in stale:
            numbers, _, provisional = self.seen.rpartition("/")
            if mark_of_figure(self.value, self.numerator, self.denominator) != numbers:
                parts |= {"value", "numerator", "denominator"}
            if str(self.provisional) != provisional:
                parts.add("provisional")
        if "remark" in stale or self.missing:
            missing, _, _ = self.remark_seen.partition("/")
            if self.missing != missing:
                parts.add("missing")
            if mark_of_remark(tidy(self.comment), missing) != self.remark_seen:
                parts.add("comment")
        return parts

    def has_seen(self, stored: Measure | None) -> bool:
        if self.seen:
            return self.seen == (stored.mark if stored else NO_FIGURE)
        return self.measure_version == (stored.version if stored else 0)

    def has_seen_remark(self, stored: Remark | None) -> bool:
        if self.remark_seen:
            return self.remark_seen == (stored.mark if stored else NO_REMARK)
        return self.remark_version == (stored.version if stored else 0)
