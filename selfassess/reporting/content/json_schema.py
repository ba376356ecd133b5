"""Describes the content for other programs and people: a JSON Schema, and a guide to its fields."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from selfassess.schema_fields import ContentPart, Field, Prose, Typed, fields_of

from .schema import SCHEMA, ReportContent

ID = f"urn:selfassess:report:{SCHEMA}"
FOLDER = Path("docs", "report-content")
SCHEMA_FILE, GUIDE_FILE = FOLDER / "report.schema.json", FOLDER / "README.md"
GUIDE = """\
# What the content of a report holds

`manage.py describe_content` writes this page and [the JSON Schema](report.schema.json) from the
classes in `selfassess/reporting/content/schema/`. The JSON download of a version is in this shape;
`$schema` in it names the schema, and `schema` is the number under which the version was frozen.
Fields that came later have their default in earlier versions.

- **Public**: *yes* where the scrutiny edition prints it, *in other words* where fixed words stand
  in its place, *once released* where it prints what the director has released. What is not declared
  public is held back there.
- **Since**: the number of the schema that brought the field.
- A figure is text in JSON (`"86.4"`), because JSON's numbers would lose digits; a date is ISO 8601.
"""


def json_schema() -> bytes:
    """Return the JSON Schema of the content as a file has it."""
    described = msgspec.json.schema(ReportContent)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Quarterly self-assessment of children’s social care: the content of a report",
    }
    return msgspec.json.format(msgspec.json.encode(head | described), indent=2) + b"\n"


def guide() -> str:
    """Return the guide to the fields as Markdown, a table for each class."""
    return "\n".join([GUIDE, *(_table(kind) for kind in _kinds())])


def _kinds() -> list[type[ContentPart]]:
    """Return every class of the content, each before those that it holds."""
    found: dict[type[ContentPart], None] = {}
    waiting: list[type[ContentPart]] = [ReportContent]
    while waiting:
        kind = waiting.pop(0)
        found.setdefault(kind)
        held = [part for field in fields_of(kind) for part in _parts(field.type)]
        waiting += [part for part in held if part not in found and part not in waiting]
    return list(found)


def _parts(kind: Any) -> Iterator[type[ContentPart]]:
    if isinstance(kind, type) and issubclass(kind, ContentPart):
        yield kind
    for inner in get_args(kind):
        yield from _parts(inner)


def _table(kind: type[ContentPart]) -> str:
    says = " ".join((kind.__doc__ or "").split("\n\n", 1)[0].split())
    rows = "\n".join(_row(field) for field in fields_of(kind))
    head = "| Key | What it is | Type | Public | Since |\n|---|---|---|---|---|"
    return f"## {kind.__name__}\n\n{says}\n\n{head}\n{rows}\n"


def _row(field: Field) -> str:
    about = field.about
    public = "in other words" if about.instead else "yes" if about.public else "no"
    public = "once released" if about.release else public
    return f"| `{field.name}` | {about.label} | {_name(field.type)} | {public} | {about.since} |"


def _name(kind: Any) -> str:
    """Return a type in the guide's words: list of Answer, date or nothing."""
    if kind in (Prose, Typed):
        return "text that people typed"
    if kind is type(None):
        return "nothing"
    inner = [_name(one) for one in get_args(kind)]
    origin = getattr(kind, "__origin__", None)
    if origin is list:
        return f"list of {inner[0]}"
    if origin is dict:
        return f"{inner[1]} by {inner[0]}"
    if inner:
        return " or ".join(inner)
    names = {"str": "text", "int": "number", "float": "number", "bool": "true or false"}
    names |= {"Decimal": "figure", "datetime": "instant"}
    return names.get(kind.__name__, kind.__name__)
