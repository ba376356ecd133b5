"""A passage: the sentence in which something stands that may identify a child.

Somebody who says that it is not about a child says so of the passage. As soon as it is worded
differently, it is another one, and she is asked again.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .rules import LONGEST, Match, find

ENDS = re.compile(r"(?<=[.!?])[”’\"')]?\s+(?=[^a-z])|\n+")


@dataclass(frozen=True)
class Passage:
    """A sentence, and what was found in it: (looks like, from, to) within the sentence."""

    text: str
    found: tuple[Match, ...]

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(match.kind for match in self.found))

    @property
    def marked(self) -> SafeString:
        """The sentence with what was found in it marked."""
        parts, at = [], 0
        for match in self.found:
            if match.start >= at:  # one thing may look like two
                mark = format_html("<mark>{}</mark>", self.text[match.start : match.end])
                parts += [(self.text[at : match.start],), (mark,)]
                at = match.end
        return format_html_join("", "{}", [*parts, (self.text[at:],)])

    def digest(self, area: str) -> str:
        """What is stored of a passage in its place. It is keyed: without the portal's secret nobody
        can try all telephone numbers against it."""
        words = " ".join(re.findall(r"\w+", self.text.casefold()))
        return salted_hmac(__name__, f"{area}\n{words}", algorithm="sha256").hexdigest()[:32]


def passages(text: str) -> Iterator[Passage]:
    """The passages of a text, in order."""
    text = text[:LONGEST]
    waiting, inside, begin = deque(find(text)), [], 0
    for end in (*(match.end() for match in ENDS.finditer(text)), len(text)):
        while waiting and waiting[0].start < end:
            inside.append(waiting.popleft())
        if inside and max(match.end for match in inside) > end:
            continue  # “child J. was seen”: what was found goes on, so no sentence ends here
        if inside:
            yield Passage(
                text[begin:end].rstrip(),
                tuple(Match(m.kind, m.start - begin, m.end - begin) for m in inside),
            )
        inside, begin = [], end
