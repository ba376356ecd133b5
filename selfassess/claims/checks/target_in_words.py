"""A value and its target as a sentence tells them: “85.2% against a required 90%: target met”."""

from dataclasses import dataclass

from ..known import Known, KpiWords, Recorded
from ..reader.periods import periods
from ..reader.rounding import limits
from ..reader.sentence import Number, Role, Sentence
from .subject import figures_about
from .target_says import SOME


@dataclass(frozen=True)
class Told:
    """The value of a KPI that stands in the sentence, and its target if that does too."""

    kpi: KpiWords
    value: Number
    target: Number | None

    def is_wrong(self, said: str, recorded: Recorded | None) -> bool:
        """Only what no rounding explains is wrong. A target is exact."""
        wanted = self.target.value if self.target else recorded.value if recorded else None
        if wanted is None:
            return False
        low, high = limits(self.value)
        above, below = low > wanted, high < wanted
        if said in ("within", "beyond"):
            return above if said == "within" else below
        if said in ("above", "below"):
            if self.kpi.direction == "lower":
                return False  # “above target” may mean better than it
            return below if said == "above" else above
        good = {"higher": above, "lower": below}.get(self.kpi.direction)
        bad = {"higher": below, "lower": above}.get(self.kpi.direction)
        return bool(bad if said in ("met", "better") else good)


def told_beside(sentence: Sentence, kpi: KpiWords) -> Told | None:
    values = [one for one in figures_about(sentence, kpi.code, Role.NOW) if _is_sure(one)]
    targets = figures_about(sentence, kpi.code, Role.TARGET)
    if len(values) != 1 or len(targets) > 1 or values[0].whole is not None:
        return None
    return Told(kpi, values[0], targets[0] if targets else None)


def only_kpi_with_a_target(sentence: Sentence) -> str:
    """The KPI of the sentence's target, if it tells no other's value."""
    codes = {one.kpi for one in sentence.numbers if one.kpi and _is_sure(one)}
    has_target = any(one.role is Role.TARGET for one in sentence.numbers if one.kpi)
    return codes.pop() if len(codes) == 1 and has_target else ""


def tells_of_others(sentence: Sentence, known: Known) -> bool:
    """Of a part of the council, or of an earlier time: “four of five teams met the target”."""
    if SOME.search(sentence.text):
        return True
    return any(one.last < known.period.starts for one in periods(sentence.text, known.period))


def _is_sure(number: Number) -> bool:
    return bool(number.link and number.link.sure and not number.link.turned)
