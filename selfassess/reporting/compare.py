"""What changed between two versions of a report: words, figures, ratings and actions.

Plain content in, plain data out: nothing here reads a table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selfassess.schema_fields import details, fields_of
from selfassess.text_diff import Comparison, compare

from .content.schema import ActionContent, AreaContent, IndicatorContent, Overview, ReportContent
from .wording import short_day

GONE = "Not in this version"
AGAIN = " (number "  # two actions may have the same words


@dataclass(frozen=True)
class Line:
    """A rating, figure or action that differs, and what each version says of it."""

    name: str
    was: str
    now: str


@dataclass
class Changes:
    """What changed in one chapter."""

    name: str
    words: list[tuple[str, Comparison]] = field(default_factory=list)
    ratings: list[Line] = field(default_factory=list)
    figures: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.ratings or self.figures or self.actions)


def changes(old: ReportContent, new: ReportContent) -> list[Changes]:
    """Return the chapters that changed, in the newer version's order."""
    before = {area.slug: area for area in old.areas}
    now = {area.slug: area for area in new.areas}
    slugs = [*now, *(slug for slug in before if slug not in now)]
    chapters = [_overview(old.overview, new.overview)]
    chapters += [_area(before.get(slug), now.get(slug)) for slug in slugs]
    return [chapter for chapter in chapters if chapter]


def told(chapters: list[Changes]) -> str:
    """Sum up all chapters: “3 texts, 1 rating, 12 figures and 2 actions differ.”"""
    counts = {
        "text": sum(len(chapter.words) for chapter in chapters),
        "rating": sum(len(chapter.ratings) for chapter in chapters),
        "figure": sum(len(chapter.figures) for chapter in chapters),
        "action": sum(len(chapter.actions) for chapter in chapters),
    }
    parts = [f"{n} {noun}{'' if n == 1 else 's'}" for noun, n in counts.items() if n]
    if not parts:
        return "No words, figures, ratings or actions differ."
    several = " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"{several} differ{'s' if sum(counts.values()) == 1 else ''}."


def _overview(old: Overview, new: Overview) -> Changes:
    texts = [f for f in fields_of(Overview) if f.is_text]
    words = _words((field.about.label, field.of(old), field.of(new)) for field in texts)
    return Changes("Director’s overview", words=words)


def _area(old: AreaContent | None, new: AreaContent | None) -> Changes:
    answers_then, answers_now = _answers(old), _answers(new)
    texts = (
        (label, answers_then.get(label, ""), answers_now.get(label, ""))
        for label in dict.fromkeys([*answers_now, *answers_then])
    )
    named = new or old
    return Changes(
        named.name if named else "",
        words=_words(texts),
        ratings=_lines(_ratings(old), _ratings(new)),
        figures=_lines(_figures(old), _figures(new)),
        actions=_lines(_actions(old), _actions(new)),
    )


def _answers(area: AreaContent | None) -> dict[str, str]:
    """Map questions to answers. Strengths count as one text, because their order matters."""
    if area is None:
        return {}
    texts: dict[str, str] = {
        answer.text: answer.answer for section in area.sections for answer in section.answers
    }
    if area.strengths:
        texts["Strengths"] = "\n".join(f"- {strength.text}" for strength in area.strengths)
    return texts


def _ratings(area: AreaContent | None) -> dict[str, str]:
    return {"Rating": area.rating.shown} if area and area.rating else {}


def _figures(area: AreaContent | None) -> dict[str, str]:
    reported = area.indicators if area else []
    return {f"{one.name} ({one.code})": _figure(one) for one in reported}


def _figure(indicator: IndicatorContent) -> str:
    target = f"target {indicator.target_in_full}" if indicator.target else "no target"
    return ", ".join(filter(None, (indicator.value or "no figure", indicator.status, target)))


def _actions(area: AreaContent | None) -> dict[str, str]:
    """Map each action to how it stands, and each thing said of it, by its label, to the words."""
    states: dict[str, str] = {}
    actions = area.actions if area else []
    for place, action in enumerate(actions):
        same = sum(before.text == action.text for before in actions[:place])
        name = f"{action.text}{AGAIN}{same + 1})" if same else action.text
        states[name] = _state(action)
        states |= {f"{name}: {label}": value for label, value in details(action)}
    return states


def _state(action: ActionContent) -> str:
    parts = (
        action.status,
        f"due {short_day(action.due)}" if action.due else "no date",
        "overdue" if action.overdue else "",
        action.owner or "no owner",
    )
    return ", ".join(part for part in parts if part)


def _words(texts: Iterable[tuple[str, str, str]]) -> list[tuple[str, Comparison]]:
    return [(label, compare(old, new)) for label, old, new in texts if old != new]


def _lines(old: dict[str, str], new: dict[str, str]) -> list[Line]:
    return list(_differing(old, new))


def _differing(old: dict[str, str], new: dict[str, str]) -> Iterator[Line]:
    for name in dict.fromkeys([*new, *old]):
        was, now = old.get(name, GONE), new.get(name, GONE)
        if was != now:
            yield Line(name, was, now)
