"""The frozen content itself, for other programs and for the day this one is no more."""

import json
from typing import Any


def draw(content: dict[str, Any]) -> bytes:
    """In the order of the alphabet, because a database may keep keys in an order of its own."""
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
