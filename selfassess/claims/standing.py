"""How findings stand: what was found now, beside what people have decided about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from selfassess.tones import Tone, TonedChoices

from .finding import Finding, Tier
from .models import EXPLAINING, Decision, Verdict


class State(TonedChoices):
    OPEN = "open", Tone.NEED, "Open"
    ASKED = "asked", Tone.NEED, "The director asks"
    EXPLAINED = "explained", Tone.MOVING, "Explained by the author"
    ACCEPTED = "accepted", "Accepted"


STATES = {Verdict.ACCEPTED: State.ACCEPTED, Verdict.ASKED: State.ASKED} | dict.fromkeys(
    EXPLAINING, State.EXPLAINED
)


@dataclass(frozen=True)
class Standing:
    """A finding, and all that was decided about it, the oldest first."""

    finding: Finding
    decisions: tuple[Decision, ...] = ()

    @property
    def last(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def version(self) -> int:
        """For a form that decides: it is about what its page showed."""
        return len(self.decisions)

    @property
    def state(self) -> State:
        """What is found again after the record’s figure was used is open, as is what the analyst
        has answered. Some pages ask for a reason themselves."""
        if self.last:
            return STATES.get(Verdict(self.last.verdict), State.OPEN)
        return State.EXPLAINED if self.finding.explained else State.OPEN

    @property
    def is_open(self) -> bool:
        return self.state in (State.OPEN, State.ASKED)

    @property
    def explanation(self) -> Decision | None:
        """What its author has said of it last, and has not taken back."""
        of_author = (*EXPLAINING, Verdict.TAKEN_BACK)
        said = next((one for one in reversed(self.decisions) if one.verdict in of_author), None)
        return said if said and said.verdict != Verdict.TAKEN_BACK else None

    @property
    def doubts_the_record(self) -> bool:
        """Does its author say that the record is wrong, and has nobody answered?"""
        return bool(self.last) and self.last.verdict == Verdict.RECORD_WRONG

    @property
    def is_to_decide(self) -> bool:
        """Does it count as open wherever open findings are counted? What is on no record does once
        somebody has said something of it."""
        said_or_wrong = self.contradicts or bool(self.decisions)
        return self.is_open and said_or_wrong and not self.is_question

    @property
    def can_be_taken_back(self) -> bool:
        """Not what answers the director: her request is met by it, and would stay met."""
        if not self.last or Verdict(self.last.verdict) not in EXPLAINING:
            return False
        return not any(one.verdict == Verdict.ASKED for one in self.decisions)

    @property
    def contradicts(self) -> bool:
        return self.finding.tier == Tier.CONTRADICTS

    @property
    def is_question(self) -> bool:
        return self.finding.tier == Tier.QUESTION


def standings(findings: Iterable[Finding], decisions: Iterable[Decision]) -> list[Standing]:
    """The worst first: what contradicts the record, and of that what is open. `decisions`: the
    oldest first."""
    found = list(findings)
    keys, same = {one.key for one in found}, _keys_by_what_is_found(found)
    about: dict[str, tuple[Decision, ...]] = {}
    for decision in decisions:
        key = decision.key if decision.key in keys else same.get(_found_then(decision), "")
        about[key] = (*about.get(key, ()), decision)
    return sorted((Standing(one, about.get(one.key, ())) for one in found), key=_urgency)


def _keys_by_what_is_found(findings: Iterable[Finding]) -> dict[tuple[str, ...], str]:
    """What is decided holds on when a newer version of the portal finds the same and quotes other
    words of the sentence. Of two such findings in one sentence it holds for neither."""
    found: dict[tuple[str, ...], str] = {}
    for one in findings:
        what = (one.kind, one.question, one.kpi, one.written[:60], one.quoted, one.record_says)
        if one.kpi:
            found[what] = "" if what in found else one.key
    return found


def _found_then(one: Decision) -> tuple[str, ...]:
    return (one.kind, one.question, one.kpi, one.written, one.quoted, one.record_says)


TIERS = list(Tier)
ORDER = list(State)


def _urgency(one: Standing) -> tuple[int, int]:
    return TIERS.index(one.finding.tier), ORDER.index(one.state)


@dataclass(frozen=True)
class Tally:
    """How many findings there are, and how they stand: “3 numbers do not agree, 1 explained”."""

    contradicting: int = 0
    numbers: int = 0  # of those, about one number each
    explained: int = 0  # of those, by their author
    accepted: int = 0  # of those, by the director
    not_on_record: int = 0
    questions: int = 0

    @property
    def undecided(self) -> int:
        return self.contradicting - self.explained - self.accepted


def tally(found: Iterable[Standing]) -> Tally:
    rows = list(found)
    wrong = [one for one in rows if one.contradicts]
    return Tally(
        contradicting=len(wrong),
        numbers=sum(bool(one.finding.written) for one in wrong),
        explained=sum(one.state == State.EXPLAINED for one in wrong),
        accepted=sum(one.state == State.ACCEPTED for one in wrong),
        not_on_record=sum(one.finding.tier == Tier.NOT_ON_RECORD for one in rows),
        questions=sum(one.is_question for one in rows),
    )
