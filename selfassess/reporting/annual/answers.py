"""What the areas wrote in the course of a year: the newest words, and what was said before."""

from typing import Any

from selfassess.compare import compare

# Sections by the question of the annual conversation that they answer.
KNOW, HOW, PLANS = ("know", "strengths", "rating"), ("evidence", "indicators"), ("development",)
SECTIONS = {*KNOW, *HOW, *PLANS}

ByQuarter = dict[str, dict[str, Any]]  # a quarter's name → the area in its report, oldest first


def answers(told: ByQuarter, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """The newest quarter's answers, each with since when it is the same and what was otherwise."""
    if not told:
        return []
    said = {quarter: _by_question(area) for quarter, area in told.items()}
    newest = list(told.values())[-1]
    return [
        {
            "question": answer["question"],
            "section": section["title"],
            "asked": answer["text"],
            "answer": answer["answer"],
        }
        | _before(answer["question"], said)
        for section in newest["sections"]
        if _belongs(section["key"], keys)
        for answer in section["answers"]
    ]


def _belongs(section: str, keys: tuple[str, ...]) -> bool:
    """A section that nobody has thought of yet belongs to what is known."""
    return section in keys or (keys is KNOW and section not in SECTIONS)


def _by_question(area: dict[str, Any]) -> dict[str, str]:
    return {
        answer["question"]: answer["answer"]
        for section in area["sections"]
        for answer in section["answers"]
    }


def _before(question: str, said: dict[str, dict[str, str]]) -> dict[str, Any]:
    """`since`: the first quarter from which on the words stayed the same, if there are several.
    `earlier`: other words, newest first; quarters that said the same stand together."""
    *earlier, newest = said
    text = said[newest].get(question, "")
    since = newest
    others: dict[str, list[str]] = {}
    for quarter in reversed(earlier):
        before = said[quarter].get(question, "")
        if before == text and not others:
            since = quarter
        elif before != text and before:
            others.setdefault(before, []).insert(0, quarter)
        else:
            others.setdefault(before, [])  # the row of same words ends here
    return {
        "since": since if since != newest and text else "",
        "earlier": [
            {"quarters": quarters, "answer": before, "change": compare(before, text).summary}
            for before, quarters in others.items()
            if quarters
        ],
    }


def evidence(told: ByQuarter) -> dict[str, Any]:
    """Audits and voices of the whole year, newest first, each once; further figures as they are."""
    if not told:
        return {"audits": [], "voices": [], "facts": []}
    newest_first = [area.get("evidence", {}) for area in reversed(told.values())]
    return {
        "audits": _once(newest_first, "audits"),
        "voices": _once(newest_first, "voices"),
        "facts": newest_first[0].get("facts", []),
    }


def _once(found: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    every = [one for of_quarter in found for one in of_quarter.get(kind, ())]
    return [one for place, one in enumerate(every) if one not in every[:place]]


def closed(told: ByQuarter) -> list[dict[str, Any]]:
    """Actions that were done or stopped in the year, with the quarter in which that was said."""
    return [
        action | {"status": f"{action['status']}, {quarter}"}
        for quarter, area in told.items()
        for action in area.get("actions", ())
        if action["is_finished"]
    ]
