"""What the classes of frozen content are made of: each field says once what must be known of it.

A class of content is a `ContentPart`; a field of it is `Annotated[type, about("Label", …)]`.
Editions, spreadsheets, comparisons and the JSON Schema walk the fields by `fields_of`, so that a
new field is declared in one place. What is not declared public is held back from the public; what
is declared `release` until the director has released it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, NewType, get_args, get_origin

import msgspec

Prose = NewType("Prose", str)
"""Text that people typed, with paragraphs and lists."""

Typed = NewType("Typed", str)
"""One line that people typed: a name, a source, a reason."""

TEXTS = (Prose, Typed)


class ContentPart(msgspec.Struct):
    """The base of every class of content. Unknown keys are passed over when it is read, so that an
    earlier release can read what a later one froze."""


@dataclass(frozen=True)
class About:
    """What is to be known of a field."""

    label: str
    public: bool = False  # may the public read it?
    instead: str = ""  # what the public reads in its place, where there is something
    release: bool = False  # does the public read it once the director has released it?
    since: int = 1  # the number of the schema that brought it
    column: int = 0  # its width in a spreadsheet, in characters; 0: it has no column
    detail: bool = False  # is it printed with its label below the row it belongs to?
    passed_over: int = 0  # from this schema on other fields tell it, or it is not of the quarter


def about(
    label: str,
    *,
    public: bool = False,
    instead: str = "",
    release: bool = False,
    since: int = 1,
    column: int = 0,
    detail: bool = False,
    passed_over: int = 0,
) -> msgspec.Meta:
    """Declare a field; see About for what each argument means."""
    said = About(
        label, public or bool(instead), instead, release, since, column, detail, passed_over
    )
    return msgspec.Meta(
        title=label,
        extra={"about": said},
        extra_json_schema={
            "x-public": said.public,
            "x-since": since,
            **({"x-released": True} if release else {}),
        },
    )


class Field(NamedTuple):
    """A field of a class of content."""

    name: str
    type: Any
    about: About
    default: Any  # msgspec.NODEFAULT where it has none

    @property
    def is_text(self) -> bool:
        """Is it what people typed: one text, or a list of such?"""
        return self.type in TEXTS or (get_origin(self.type) is list and self._items in TEXTS)

    @property
    def _items(self) -> Any:
        return get_args(self.type)[0]

    def of(self, part: ContentPart) -> Any:
        return getattr(part, self.name)


@cache
def fields_of(kind: type[ContentPart]) -> tuple[Field, ...]:
    """Return the fields of a class in the order in which it declares them."""
    return tuple(_field(info) for info in msgspec.structs.fields(kind))


@cache
def fields_by_name(kind: type[ContentPart]) -> Mapping[str, Field]:
    return MappingProxyType({field.name: field for field in fields_of(kind)})


def _field(info: msgspec.structs.FieldInfo) -> Field:
    if get_origin(info.type) is not Annotated:
        raise TypeError(f"The field {info.name} does not say what it is about.")
    kind, meta = get_args(info.type)[:2]
    return Field(info.name, kind, meta.extra["about"], _default(info))


def _default(info: msgspec.structs.FieldInfo) -> Any:
    if info.default_factory is not msgspec.NODEFAULT:
        return info.default_factory()
    return info.default


def details(part: ContentPart) -> list[tuple[str, str]]:
    """Return what is said of a row below it: label and text of each detail that is there."""
    found = ((field.about, field.of(part)) for field in fields_of(type(part)))
    return [(about.label, str(value)) for about, value in found if about.detail and value]
