"""What the guides in docs/ tell to type or to write into a file, for tests that follow them."""

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def blocks(guide: str, heading: str) -> list[str]:
    """The blocks of a section, in their order."""
    section = (DOCS / guide).read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [
        re.sub(r"^   ", "", block, flags=re.M) if block.startswith("   ") else block
        for block in re.findall(r"^ *```\n(.+?)^ *```", section, re.M | re.S)
    ]
