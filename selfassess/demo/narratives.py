"""Reads the demo's texts: one file for each area, with `## <question>` above each answer."""

import re
from pathlib import Path

from django.conf import settings

FOLDER = settings.BASE_DIR / "fixtures" / "demo" / "narratives"


def narratives(quarter: str) -> dict[str, dict[str, str]]:
    """Map areas to their texts by question's key, for a quarter."""
    return {path.stem: read(path) for path in sorted((FOLDER / quarter).glob("*.md"))}


def read(path: Path) -> dict[str, str]:
    """Map question's keys to texts. ValueError when text comes before the first heading."""
    before, *parts = re.split(r"^## (\S+)\n", path.read_text(encoding="utf-8"), flags=re.M)
    if before.strip():
        raise ValueError(f"{path} has text before its first question.")
    return {key: text.strip() for key, text in zip(parts[::2], parts[1::2], strict=True)}
