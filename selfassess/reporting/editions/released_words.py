"""What people typed and the director has released: which stretches of which text the public reads.

Pure. A release is about a text as it stands: of a text with one other letter nothing is released.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from selfassess.access import OVERVIEW
from selfassess.claims.reader.text import LIST_MARK
from selfassess.reporting.content.schema import (
    ActionContent,
    Answer,
    IndicatorContent,
    ReportContent,
)
from selfassess.schema_fields import ContentPart, Field, fields_of

NOT_PUBLISHED = "Not published"
LEFT_OUT = "(not published)"  # in a text of which other sentences are

Stretch = tuple[int, int]
Identity = tuple[str, str, str]  # area, field, digest of the text
Released = Mapping[Identity, Sequence[Stretch]]
NOTHING: Released = {}


@dataclass(frozen=True)
class Place:
    """A text that can be released, and where it stands. `field` is the same for all entries of a
    list: what counts is what is said, not whether an entry stands above it."""

    area: str  # its slug, or OVERVIEW
    field: str
    title: str  # for the director
    part: ContentPart
    name: str

    @property
    def text(self) -> str:
        return str(getattr(self.part, self.name))

    @property
    def identity(self) -> Identity:
        return (self.area, self.field, sha256(self.text.encode()).hexdigest())


def places(content: ReportContent) -> Iterator[Place]:
    """Every text of a report that can be released and is there, in the order of the report."""
    yield from _places_in(OVERVIEW, content.overview, "overview")
    for area in content.included:
        yield from _places_in(area.slug, area, "")


def _places_in(area: str, part: ContentPart, path: str) -> Iterator[Place]:
    for field in fields_of(type(part)):
        value = field.of(part)
        within = f"{path}.{field.name}".strip(".")
        if field.about.release and value:
            yield Place(area, within, _title(part, field), part, field.name)
        for inner in _parts(value):
            yield from _places_in(area, inner, _path(within, inner))


def _parts(value: Any) -> list[ContentPart]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, ContentPart)]


def _path(path: str, part: ContentPart) -> str:
    if isinstance(part, Answer):
        return f"{path}.{part.question}"
    return f"{path}.{part.code}" if isinstance(part, IndicatorContent) else path


def _title(part: ContentPart, field: Field) -> str:
    if isinstance(part, Answer):
        return part.text
    if isinstance(part, IndicatorContent):
        return f"{part.name} ({part.code}): {field.about.label.lower()}"
    if isinstance(part, ActionContent) and field.name != "text":
        return f"An action: {field.about.label[:1].lower()}{field.about.label[1:]}"
    return field.about.label


def publish(public: ReportContent, content: ReportContent, released: Released) -> None:
    """Put what is released into the public content, in which nothing typed stands yet."""
    for place, whole in zip(places(public), places(content), strict=True):
        if stretches := released.get(whole.identity):
            setattr(place.part, place.name, said(whole.text, stretches))


def said(text: str, stretches: Sequence[Stretch]) -> str:
    """The released stretches of a text; fixed words stand for what lies between them."""
    parts, at = [], 0
    for start, end in sorted(map(tuple, stretches)):
        parts += [_between(text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, _between(text[at:])]).strip() if parts else NOT_PUBLISHED


def _between(text: str) -> str:
    """Spaces, line ends and the marks of lists stay; of words it is said that they are missing.

    Of lines that are missing one after the other one is told, so that nobody counts them.
    """
    lines = [_without_words(line) for line in text.split("\n")]
    missing = [number for number, line in enumerate(lines) if LEFT_OUT in line]
    # The first goes on with a line that is shown, and the last leads into one.
    told = {0, len(lines) - 1} & {*missing} or {*missing[:1]}
    return "\n".join(line for at, line in enumerate(lines) if at in told or at not in missing)


def _without_words(line: str) -> str:
    mark = LIST_MARK.match(line)
    words = line[mark.end() :] if mark else line
    if not any(sign.isalnum() for sign in words):
        return line
    begin = len(line) - len(words.lstrip())
    return f"{line[:begin]}{LEFT_OUT}{line[len(line.rstrip()) :]}"
