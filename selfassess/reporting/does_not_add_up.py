"""What does not add up in a report, in one list, and how it is told in words."""

from collections.abc import Iterable
from typing import NamedTuple

from selfassess.plain_text import around

from .content.schema import FindingContent, ReportContent, TestedContent
from .content.schema.tested import SINCE

ASKED = "To ask: nothing is wrong, and something may be missing"
QUOTED = 150  # characters: the whole text stands in its chapter


class Place(NamedTuple):
    """Where something does not add up: the overview, an area, or between areas."""

    name: str
    findings: list[FindingContent]

    @property
    def in_groups(self) -> list[tuple[str, list[tuple[str, list[FindingContent]]]]]:
        """What contradicts the record, then what is only asked, each under its text."""
        groups = {"Does not agree": self.contradictions, ASKED: self.questions}
        return [(title, _by_text(found)) for title, found in groups.items() if found]

    @property
    def contradictions(self) -> list[FindingContent]:
        return [one for one in self.findings if one.contradicts]

    @property
    def questions(self) -> list[FindingContent]:
        return [one for one in self.findings if not one.contradicts]


def places(content: ReportContent) -> list[Place]:
    """Those with anything to say, in the order of the chapters."""
    found = [Place("Director’s overview", _of(content.overview.tested))]
    found += [Place(area.name, _of(area.tested)) for area in content.included]
    found += [Place("Between areas", content.between_areas)]
    return [place for place in found if place.findings]


def has_places(content: ReportContent) -> bool:
    return content.schema >= SINCE and bool(places(content))


def quotation(one: FindingContent) -> str:
    """Of what is written about two lines, with the number in them; a list without its marks."""
    lines = (line.removeprefix("- ") for line in one.quoted.splitlines())
    return around(" ".join(" ".join(lines).split()), " ".join(one.written.split()), QUOTED)


def in_words(tested: TestedContent | None) -> str:
    """“Of 43 numbers in its words, 40 agree with the record, 1 contradicts it and 2 cannot be
    checked. 2 statements do not agree: 1 is explained, 1 stands open.”"""
    if tested is None:
        return "Its words were not tested against the record then."
    said = [_numbers(tested)]
    if odd := tested.explained + tested.open:
        counted = f"{odd} statement{' does' if odd == 1 else 's do'} not agree"
        stands = f"{tested.open} stand{'s' * (tested.open == 1)} open"
        if tested.explained:
            are = "is" if tested.explained == 1 else "are"
            stands = f"{tested.explained} {are} explained, {stands}"
        said.append(f"{counted}: {stands}.")
    if tested.left_out:
        said.append("Not every check could be made.")
    return " ".join(said)


def _numbers(tested: TestedContent) -> str:
    if not tested.numbers:
        return "There is no number in its words to set beside the record."
    if tested.agree == tested.numbers:
        return f"All {tested.numbers} numbers in its words agree with the record."
    if tested.unchecked is not None:
        return _in_three(tested)
    agree = f"{tested.agree} of {tested.numbers} numbers in its words agree with the record"
    if not tested.not_on_record:
        return f"{agree}."
    are = "is" if tested.not_on_record == 1 else "are"
    return f"{agree}, {tested.not_on_record} {are} not on it."


def _in_three(tested: TestedContent) -> str:
    many, one = "s" * (tested.numbers != 1), tested.agree == 1
    return (
        f"Of {tested.numbers} number{many} in its words, {tested.agree} agree{'s' * one} with the "
        f"record, {tested.contradict} contradict{'s' * (tested.contradict == 1)} it and "
        f"{tested.unchecked} cannot be checked."
    )


def _by_text(findings: Iterable[FindingContent]) -> list[tuple[str, list[FindingContent]]]:
    texts: dict[str, list[FindingContent]] = {}
    for one in findings:
        texts.setdefault(one.where, []).append(one)
    return list(texts.items())


def _of(tested: TestedContent | None) -> list[FindingContent]:
    return tested.findings if tested else []
