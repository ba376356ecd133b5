"""What a page says. It imports nothing of the portal, so that every release can be asked by it."""

import re
from html import unescape


def text_of(html: str) -> str:
    """A report's web page: the words of the report itself, a line for each piece."""
    report = html[html.index('<div class="report ') : html.index("</main>")]
    pieces = unescape(re.sub(r"<[^>]*>", "\n", report)).splitlines()
    return "".join(f"{words}\n" for piece in pieces if (words := " ".join(piece.split())))
