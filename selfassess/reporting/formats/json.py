"""The frozen content itself, for other programs and for the time after this portal."""

import msgspec

from selfassess.reporting.content.json_schema import ID
from selfassess.reporting.content.schema import ReportContent


def draw(content: ReportContent) -> bytes:
    """Return UTF-8 JSON that names its schema. Keys are sorted, so that the bytes are always the
    same."""
    named = {"$schema": ID} | msgspec.to_builtins(content)
    return msgspec.json.format(msgspec.json.encode(named, order="sorted"), indent=2) + b"\n"
