"""The sentences that sum a report up on its first page."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from performance.rag import Status
from selfassess.records.action_state import OFTEN

from .content.schema import ActionContent, AreaContent, PreviousQuarter, ReportContent

NAMED_ANSWERS = 6  # more unchanged answers are only counted by area, to keep to one page


def glance(content: ReportContent) -> list[str]:
    """Sum the whole report up in a few sentences, each true without the others."""
    return [*approvals(content), *completeness(content)]


def approvals(content: ReportContent) -> list[str]:
    """Say how many areas are approved, and name those that are not."""
    return list(_approval(content.areas))


def completeness(content: ReportContent) -> list[str]:
    """Say how much there is, and of what kind."""
    return [
        *_completeness(content.included),
        *_sameness(content.included, content.previous_quarter),
        *_ratings(content.included),
        *_indicators(content),
        *_actions(content.included),
        *_tested(content.included),
    ]


def _approval(areas: list[AreaContent]) -> Iterator[str]:
    approved = sum(area.included and area.is_approved for area in areas)
    yield f"{_of(approved, len(areas), 'area')} approved."
    waiting = [area for area in areas if area.included and not area.is_approved]
    for state in dict.fromkeys(area.state_name for area in waiting):
        yield f"{state}: {_list(area.name for area in waiting if area.state_name == state)}."
    yield from left_out(areas)


def left_out(areas: list[AreaContent]) -> Iterator[str]:
    """Name each area that the report does without, with the reason."""
    for area in areas:
        if not area.included:
            reason = _sentence(area.left_out_reason)
            why = reason if area.reason_is_held_back else f"Reason: {reason}"
            yield f"{area.name} is left out. {why}"


def _completeness(areas: list[AreaContent]) -> Iterator[str]:
    asked = sum(area.questions_asked for area in areas)
    answered = sum(area.questions_answered for area in areas)
    yield f"{_of(answered, asked, 'question')} answered."
    blanks = {area.name: area.questions_asked - area.questions_answered for area in areas}
    if any(blanks.values()):
        yield f"Without an answer: {_list(f'{name} ({n})' for name, n in blanks.items() if n)}."


def _sameness(areas: list[AreaContent], previous: PreviousQuarter | None) -> Iterator[str]:
    if previous is None:
        yield "There is no earlier quarter to compare the answers with."
        return
    same = sum(area.same_as_last_quarter for area in areas)
    if not same:
        yield f"No answer is the same as in {previous.name}."
        return
    are = "answer is" if same == 1 else "answers are"
    where = _list(_unchanged(area, same) for area in areas if area.same_as_last_quarter)
    yield f"{same} {are} the same as in {previous.name}: {where}."


def _unchanged(area: AreaContent, same: int) -> str:
    if same > NAMED_ANSWERS:
        return f"{area.name} ({area.same_as_last_quarter})"
    titles = [
        section.title.rstrip("?")
        for section in area.sections
        if any(answer.is_unchanged for answer in section.answers)
    ]
    return f"{area.name} ({', '.join(titles)})"


def _ratings(areas: list[AreaContent]) -> Iterator[str]:
    rated = [area.rating.value is not None for area in areas if area.rating]
    if not all(rated):
        yield f"{_of(sum(rated), len(rated), 'area')} rated."


def _indicators(content: ReportContent) -> Iterator[str]:
    now = content.indicator_counts.now if content.indicator_counts else {}
    if any(now.values()):
        yield f"Indicators: {told(now)}."


def _actions(areas: list[AreaContent]) -> Iterator[str]:
    actions = [action for area in areas for action in area.actions]
    late = sum(action.overdue for action in actions)
    if late:
        yield f"{late} of {len(actions)} actions {'is' if late == 1 else 'are'} overdue."


def _tested(areas: list[AreaContent]) -> Iterator[str]:
    """What areas say against the record; nothing of a report whose words were not tested."""
    tested = [area.tested for area in areas if area.tested]
    odd = sum(one.open + one.explained for one in tested)
    if odd:
        explained = sum(one.explained for one in tested)
        does = "statement does" if odd == 1 else "statements do"
        of_them = f", {explained} of them explained" if explained else ""
        yield f"{odd} {does} not agree with the record{of_them}."


def told(counts: dict[str, int]) -> str:
    """Write counts of statuses as words, such as “3 on target, 1 off target”.

    The order is that of `Status`, because a database need not keep the order of stored keys.
    """
    words = [f"{counts[status]} {status.lower()}" for status in Status if counts.get(status)]
    return ", ".join(words) or "none"


class ActionLine(NamedTuple):
    """An action in a list of several areas' actions; `area` is empty where they are all of one."""

    area: str
    action: ActionContent


def open_actions(content: ReportContent) -> list[ActionLine]:
    """Return the open actions of all areas by due date; those without a date come last."""
    lines = [
        ActionLine(area.name, action)
        for area in content.included
        for action in area.actions
        if not action.is_finished
    ]
    return sorted(lines, key=lambda line: line.action.due or date.max)


def stand_out(content: ReportContent) -> list[ActionLine]:
    """Return the open actions that are overdue, or whose date was moved more than once."""
    return [
        line for line in open_actions(content) if line.action.overdue or line.action.moved >= OFTEN
    ]


def others_in_words(content: ReportContent) -> str:
    """Say how many open actions are not among those that stand out, and what they lack."""
    listed = open_actions(content)
    others = len(listed) - len(stand_out(content))
    if not listed:
        return "No action is open."
    without = [
        f"{sum(not getattr(line.action, name) for line in listed)} without {words}"
        for name, words in (("owner", "an owner"), ("due", "a date"))
    ]
    are = "is" if others == 1 else "are"
    said = f"{others} of {len(listed)} open actions {are} in the areas’ chapters alone."
    return f"{said} Of all, {without[0]} and {without[1]}."


def _of(part: int, whole: int, noun: str) -> str:
    """Begin a sentence: “No area is”, “1 of 8 areas is”, “6 of 8 areas are”, “All 8 areas are”."""
    if part == 0:
        return f"No {noun} is"
    if part == whole:
        return f"All {whole} {noun}s are" if whole > 1 else f"The one {noun} is"
    return f"{part} of {whole} {noun}s {'is' if part == 1 else 'are'}"


def _list(items: Iterable[str]) -> str:
    """Join with semicolons, because areas' names have commas and "and" in them."""
    return "; ".join(items)


def _sentence(text: str) -> str:
    text = text.strip() or "no reason was given"
    return text if text.endswith((".", "!", "?")) else f"{text}."
