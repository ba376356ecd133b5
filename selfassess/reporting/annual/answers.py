"""What an area wrote in the course of a year: its newest answers, and how earlier ones differed."""

from typing import Any

from selfassess.text_diff import compare

# Keys of sections, by the question of Ofsted's annual conversation that they answer.
KNOW, HOW, PLANS = ("know", "strengths", "rating"), ("evidence", "indicators"), ("development",)
SECTIONS = {*KNOW, *HOW, *PLANS}

# A quarter's name → one area's chapter in that quarter's report. Oldest quarter first.
ByQuarter = dict[str, dict[str, Any]]


def answers(by_quarter: ByQuarter, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the newest quarter's answers to the questions of these sections, in its order.

    Each row says since when its answer has been the same, and which answers it replaced in the
    year (see `_before`).
    """
    if not by_quarter:
        return []
    said = {quarter: _by_question(area) for quarter, area in by_quarter.items()}
    newest = list(by_quarter.values())[-1]
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
    """Decide whether a section goes under these keys; one that is listed nowhere goes under KNOW.

    So a new section is never missing from the document.
    """
    return section in keys or (keys is KNOW and section not in SECTIONS)


def _by_question(area: dict[str, Any]) -> dict[str, str]:
    return {
        answer["question"]: answer["answer"]
        for section in area["sections"]
        for answer in section["answers"]
    }


def _before(question: str, said: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Compare the newest answer with those of earlier quarters.

    `since` names the first quarter of the unbroken run with the same answer; it is empty when the
    run has only the newest quarter. `earlier` lists different answers, newest first, and groups the
    quarters that gave the same one.
    """
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
            others.setdefault(before, [])  # the run of equal answers ends here
    return {
        "since": since if since != newest and text else "",
        "earlier": [
            {"quarters": quarters, "answer": before, "change": compare(before, text).summary}
            for before, quarters in others.items()
            if quarters
        ],
    }


def evidence(by_quarter: ByQuarter) -> dict[str, Any]:
    """Collect audits and voices of all quarters, newest first and without repeats.

    Further figures come from the newest quarter alone: each quarter states them anew.
    """
    if not by_quarter:
        return {"audits": [], "voices": [], "facts": []}
    newest_first = [area.get("evidence", {}) for area in reversed(by_quarter.values())]
    return {
        "audits": _once(newest_first, "audits"),
        "voices": _once(newest_first, "voices"),
        "facts": newest_first[0].get("facts", []),
    }


def _once(quarters: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    items = [item for evidence in quarters for item in evidence.get(kind, ())]
    return [item for index, item in enumerate(items) if item not in items[:index]]


def closed(by_quarter: ByQuarter) -> list[dict[str, Any]]:
    """Return the actions that ended in the year; their status names the quarter that said so."""
    return [
        action | {"status": f"{action['status']}, {quarter}"}
        for quarter, area in by_quarter.items()
        for action in area.get("actions", ())
        if action["is_finished"]
    ]
