"""The frozen content itself, for other programs and for the time after this portal."""

import json
from typing import Any


def draw(content: dict[str, Any]) -> bytes:
    """Return UTF-8 JSON. Keys are sorted, because databases may order stored keys differently."""
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
