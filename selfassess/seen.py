"""What a page showed to somebody who decides on it, so that she decides about nothing else.

The page carries a fingerprint of what it shows, and a copy of it. The operation looks at what is
stored once more, in its own transaction and under its lock, and refuses when the fingerprint is
another one. The copy is for the page that comes back: it tells word by word what has changed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.core import signing
from django.http import HttpRequest

from selfassess.errors import Stale
from selfassess.text_diff import Comparison, compare

# A text, several, or texts by their labels. Labels stay apart from what people typed: a line that
# looks like a label is none.
Said = str | Sequence["Said"] | Mapping[str, "Said"]

# Heading → title → what is said: as much as somebody must have read before she decides
Shown = Mapping[str, Mapping[str, Said]]

SALT = "selfassess.seen"
LARGEST_COPY = 1_000_000  # characters; a form must stay below DATA_UPLOAD_MAX_MEMORY_SIZE


def as_text(said: Said) -> str:
    """For a person to compare. Labels typed into a text look like labels: decide nothing by it."""
    if isinstance(said, str):
        return said
    if isinstance(said, Mapping):
        return "\n".join(f"{label}: {as_text(one)}" for label, one in said.items())
    return "\n\n".join(as_text(one) for one in said)


def fingerprint(shown: Shown) -> str:
    words = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(words.encode()).hexdigest()


def require_seen(shown: Shown, seen: str) -> None:
    """Raise Stale unless `seen` is the fingerprint of what is there now."""
    if seen != fingerprint(shown):
        raise Stale("This changed after the page was opened. Nothing was done.", shown)


def seen_on(request: HttpRequest) -> str:
    """The fingerprint that a page sent; empty, and so never right, when it sent none."""
    return request.POST.get("seen", "")


@dataclass(frozen=True)
class Difference:
    heading: str
    title: str
    changes: Comparison


class Seen:
    """What a page for deciding carries, and what has changed since the page before it was made.

    `components/seen.html` draws the fields, `components/moved_on.html` the changes.
    """

    def __init__(self, shown: Shown, request: HttpRequest) -> None:
        self.shown = shown
        self.fingerprint = fingerprint(shown)
        self.is_stale = request.method == "POST" and seen_on(request) != self.fingerprint
        self._copy_before = request.POST.get("shown", "")
        self._read = request.GET.get("read", self.fingerprint)

    @property
    def status(self) -> int:
        return 409 if self.is_stale else 200

    @property
    def moved_since_reading(self) -> bool:
        """The page from which she came showed something else. (It hands on its fingerprint.)"""
        return not self.is_stale and self._read != self.fingerprint

    @cached_property
    def copy(self) -> str:
        """Signed, so that what comes back is what was given out, and is safe to unpack."""
        copy = signing.dumps(self.shown, salt=SALT, compress=True)
        return copy if len(copy) <= LARGEST_COPY else ""

    @cached_property
    def differences(self) -> list[Difference]:
        """Nothing when no copy came back: then nobody knows what the page had shown."""
        try:
            before = signing.loads(self._copy_before, salt=SALT) if self.is_stale else {}
        except signing.BadSignature:
            return []
        return list(differences(before, self.shown)) if before else []


def differences(before: Shown, now: Shown) -> Iterator[Difference]:
    """Everything that says something else, in the order of the page; what has gone comes last."""
    for heading in {**now, **before}:
        old, new = before.get(heading, {}), now.get(heading, {})
        for title in {**new, **old}:
            was, is_ = old.get(title, ""), new.get(title, "")
            if was != is_:
                yield Difference(heading, title, compare(as_text(was), as_text(is_)))
