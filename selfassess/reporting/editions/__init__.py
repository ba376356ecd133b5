"""One frozen content, several readers: what each of them gets. Content in, content out, pure.

An edition only ever takes away, or puts fixed words in the place of what it takes. It says which
it is under the key `cut`; content without that key is the full report.
"""

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from performance.rag import Status
from selfassess.reporting import summary

from . import public

FULL, SCRUTINY, SUMMARY = "full", "scrutiny", "summary"
WHOLE = (FULL, SCRUTINY)  # with all chapters
PUBLIC = "For publication"

FIRST_PAGE = 800  # characters of the director’s words in the summary
SENTENCE, NAME, OWNER = 200, 70, 30  # characters of one sentence, of a name or action, of an owner
MOST_SENTENCES, MOST_OFF_TARGET, MOST_OVERDUE = 9, 5, 3  # what two pages surely hold

COUNCIL_ONLY = "Share it only with people who need it for their work."
EDITIONS: dict[str, dict[str, Any]] = {
    FULL: {
        "name": "Full report",
        "prepared_for": ["The Director of Children’s Services", "Ofsted and the improvement board"],
        "handling": COUNCIL_ONLY,
        "readers": "For the director, Ofsted and the improvement board. All of it, as it was "
        "written. Not for the public.",
    },
    SCRUTINY: {
        "name": "Scrutiny edition",
        "prepared_for": ["The scrutiny committee", "The public"],
        "handling": "What people typed and numbers from 1 to 5 are held back.",
        "readers": "For the scrutiny committee and the public, once the version is issued. "
        "Ratings, indicators and states. What people typed and small numbers are held back.",
    },
    SUMMARY: {
        "name": "Summary",
        "prepared_for": ["The chief executive", "The lead member for children"],
        "handling": COUNCIL_ONLY,
        "readers": "For the chief executive and the lead member. Two pages: where each area "
        "stands. Nothing is held back in it, so it is not for the public.",
    },
}
ONE_AREA = {
    "prepared_for": ["The management meeting of the service area"],
    "handling": COUNCIL_ONLY,
    "readers": "For the area’s own managers, to print before their meeting. Not for the public.",
}


def make(content: dict[str, Any], key: str) -> dict[str, Any]:
    """The edition of this name, which is one of the three or an area's slug; LookupError if there
    is none."""
    if key == FULL:
        return content
    if key == SCRUTINY:
        made = public.public_edition(content)
        made["marking"] = PUBLIC if content["version"]["kind"] == "final" else content["marking"]
    elif key == SUMMARY:
        made = _summary(content)
    else:
        made = _one_area(content, key)
    return made | {"cut": describe(content, key)}


def describe(content: dict[str, Any], key: str) -> dict[str, Any]:
    """What a cover says of an edition."""
    if key in EDITIONS:
        return {"key": key, "area": "", "for_all": True} | EDITIONS[key]
    area = _area(content, key)["name"]
    return {"key": key, "area": area, "for_all": False, "name": f"{area} only"} | ONE_AREA


def describe_all(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Every edition there is of this content."""
    areas = [area["slug"] for area in content["areas"] if area["included"]]
    return [describe(content, key) for key in (*EDITIONS, *areas)]


def file_key(key: str) -> str:
    """Under which the files of an edition are stored."""
    return public.FILE if key == SCRUTINY else key


def description_of(content: dict[str, Any]) -> dict[str, Any]:
    return content.get("cut") or describe(content, FULL)


def _area(content: dict[str, Any], slug: str) -> dict[str, Any]:
    found = [area for area in content["areas"] if area["slug"] == slug and area["included"]]
    if not found:
        raise LookupError(f"There is no edition {slug!r} of this report.")
    return found[0]


def _one_area(content: dict[str, Any], slug: str) -> dict[str, Any]:
    area = deepcopy(_area(content, slug))
    waits = [name for name in content["missing"] if name == area["name"]]
    made = content | {"areas": [area], "missing": waits, "history": [], "overview": _silent()}
    if "indicator_counts" in content:
        made["indicator_counts"] = {"now": area["indicator_counts"], "before": None}
        made["heat"] = _heat(content, [slug])
    return made


def _silent(first_page: str = "") -> dict[str, Any]:
    return {"first_page": first_page, "text": "", "by": "", "at": None}


def _heat(content: dict[str, Any], slugs: Collection[str]) -> dict[str, Any]:
    by_area = content["heat"]["by_area"]
    return content["heat"] | {"by_area": {slug: by_area[slug] for slug in slugs if slug in by_area}}


def _summary(content: dict[str, Any]) -> dict[str, Any]:
    """Two pages: what the director says, the state of each area, and what needs somebody."""
    told = [shortened(sentence, SENTENCE) for sentence in summary.glance(content)]
    off_target = [
        {key: one[key] for key in ("code", "value", "target", "core")}
        | {"name": shortened(one["name"], NAME), "area": area["name"]}
        for area in content["areas"]
        for one in area.get("indicators", ())
        if one["status"] == Status.OFF_TARGET
    ]
    off_target.sort(key=lambda one: not one["core"])
    overdue = [
        {key: action[key] for key in ("due", "area")}
        | {"text": shortened(action["text"], NAME), "owner": shortened(action["owner"], OWNER)}
        for action in summary.open_actions(content)
        if action["overdue"]
    ]
    return content | {
        "overview": _silent(shortened(content["overview"]["first_page"], FIRST_PAGE)),
        "areas": [_in_brief(area) for area in content["areas"]],
        "history": [],
        "told": told[:MOST_SENTENCES],
        "off_target": {"all": len(off_target), "shown": off_target[:MOST_OFF_TARGET]},
        "overdue": {"all": len(overdue), "shown": overdue[:MOST_OVERDUE]},
    }


def _in_brief(area: dict[str, Any]) -> dict[str, Any]:
    """An area without what was written in it."""
    left_out = ("sections", "evidence", "strengths", "actions", "indicators", "charts")
    brief = {key: value for key, value in deepcopy(area).items() if key not in left_out}
    late = sum(action["overdue"] for action in area.get("actions", ()))
    return brief | {"sections": [], "overdue_actions": late}


def shortened(text: str, most: int) -> str:
    """At most so many characters, ending with a whole word; line ends stay only in whole texts."""
    if len(text) <= most:
        return text
    kept = " ".join(text[: most - 1].split()[:-1]) or text[: most - 1]
    return f"{kept} …"
