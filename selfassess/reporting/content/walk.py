"""Goes through content by its fields, so that nothing need be listed a second time."""

from collections.abc import Callable
from typing import Any

import msgspec

from selfassess.schema_fields import ContentPart, Field, fields_of

Change = Callable[[Field, Any], Any]


def copy[Part: ContentPart](part: Part, change: Change) -> Part:
    """Return a copy in which each field has what `change(field, value)` gives for it.

    `change` is asked of every field, also of those that hold parts; what it returns is copied in
    turn, so that it need not look inside.
    """
    values = {
        field.name: _copy_of(change(field, field.of(part)), change)
        for field in fields_of(type(part))
    }
    return msgspec.structs.replace(part, **values)


def _copy_of(value: Any, change: Change) -> Any:
    if isinstance(value, ContentPart):
        return copy(value, change)
    if isinstance(value, list):
        return [_copy_of(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _copy_of(one, change) for key, one in value.items()}
    return value


def change_texts[Value](value: Value, change: Callable[[str], str]) -> Value:
    """Return a copy of content with `change` applied to every text in it."""
    return _changed(value, change)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, msgspec.Struct):
        names = type(value).__struct_fields__
        return type(value)(**{name: _changed(getattr(value, name), change) for name in names})
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_changed(one, change) for one in value]
    return value
