"""The public edition of a report: small numbers, quotations and internal notes held back.

Pure: frozen content in, less content out. Whatever is taken out is replaced by fixed words, so that
a reader sees that something is missing.
"""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import NamedTuple

from .suppressed_figures import counted, hold_back
from .suppression import is_likely, sentences, to_check, without

SENTENCE = "(A sentence is held back.)"
QUOTATION = "“(quotation left out)”"
HEAD, DIRECTOR, OWNER = "Head of service", "Director of Children’s Services", "Named in the portal"
PRIVATE = "The full report gives the reason."
QUOTED = re.compile(r"“[^”]{12,}”|\"[^\"]{12,}\"")


class Finding(NamedTuple):
    """A sentence that the director looks at before the public does."""

    where: str
    text: str
    likely: bool  # about children or their families


def public_edition(content: dict, keep: Collection[str] = ()) -> dict:
    """`keep`: sentences that may tell a small number and have been found fit for the public."""
    public = deepcopy(content)
    for area in public["areas"]:
        _by_role(area)
        figures = hold_back(area)
        _without_notes(area)
        _in_prose(_places(area), figures, keep)
    _in_prose(_overview(public), [], keep)
    public["overview"]["by"] = DIRECTOR if public["overview"]["by"] else ""
    public["version"]["compiled_by"] = ""
    if "indicator_counts" in public:
        public["indicator_counts"]["now"] = counted(public["areas"])
    return public


def findings(content: dict) -> list[Finding]:
    """In reading order, each once for a place."""
    public = deepcopy(content)
    found: list[Finding] = []
    found += _found("Director’s overview", _overview(public), [])
    for area in public["areas"]:
        figures = hold_back(area)
        _without_notes(area)
        found += _found(area["name"], _places(area), figures)
    return list(dict.fromkeys(found))


def _found(where: str, places, figures: list[str]) -> Iterator[Finding]:
    for holder, key in places:
        for one in sentences(holder[key]):
            if to_check(one, figures):
                yield Finding(where, one, is_likely(one, figures))


def _in_prose(places, figures: list[str], keep: Collection[str]) -> None:
    for holder, key in places:
        held = [s for s in sentences(holder[key]) if s not in keep and to_check(s, figures)]
        holder[key] = QUOTED.sub(QUOTATION, without(holder[key], held, SENTENCE))


def _overview(content: dict) -> Iterator[tuple[dict, str]]:
    yield content["overview"], "first_page"
    yield content["overview"], "text"
    if content["quarter"].get("note"):
        yield content["quarter"], "note"


def _places(area: dict) -> Iterator[tuple[dict, str]]:
    """Everything in a chapter that somebody typed in words."""
    evidence = area.get("evidence", {})
    rows = (
        ([one for section in area["sections"] for one in section["answers"]], ("answer",)),
        (evidence.get("audits", ()), ("theme", "aspect", "method", "learning")),
        (evidence.get("voices", ()), ("how", "changed")),
        (evidence.get("facts", ()), ("group", "label", "source", "earlier")),
        (area.get("strengths", ()), ("text", "evidence")),
        (
            area.get("actions", ()),
            ("text", "impact", "owner", "progress", "reason", "difference"),
        ),
        (area.get("indicators", ()), ("comment",)),
    )
    for holders, keys in rows:
        for holder in holders:
            yield from ((holder, key) for key in keys if holder[key])


def _by_role(area: dict) -> None:
    area["heads"] = [HEAD] if area["heads"] else []
    area["sent_by"] = HEAD if area["sent_by"] else ""
    area["approved_by"] = DIRECTOR if area["approved_by"] else ""
    for action in area.get("actions", ()):
        if action["owner"]:
            action["owner"] = action.get("owner_role") or OWNER
        action["owner_role"] = action["owner"]


def _without_notes(area: dict) -> None:
    """Quotations, and what people of the council write for each other."""
    if area["left_out_reason"]:
        area["left_out_reason"] = PRIVATE
    for voice in area.get("evidence", {}).get("voices", ()):
        voice["said"] = ""
    for fact in area.get("evidence", {}).get("facts", ()):
        fact["note"] = ""
    for one in area.get("indicators", ()):
        one.update(others=[], why_adopted="", settle=None)
        if one["measure"]:
            one["measure"]["note"] = ""
