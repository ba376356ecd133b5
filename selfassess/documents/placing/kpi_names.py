"""Finds the KPI that a document means, or none."""

import re

STOP = {
    "of",
    "the",
    "in",
    "a",
    "an",
    "and",
    "with",
    "for",
    "to",
    "who",
    "are",
    "on",
    "at",
    "by",
    "is",
    "number",
    "percentage",
    "per",
    "cent",
    "rate",
    "children",
    "child",
    "young",
    "people",
    "held",
    "completed",
    "within",
    "that",
    "became",
    "aged",
    "their",
    "were",
    "or",
    "months",
    "days",
    "working",
}
SAME = {
    "homes": "placement",
    "home": "placement",
    "placements": "placement",
    "timescale": "time",
    "timely": "time",
    "contacts": "contact",
    "referrals": "referral",
    "decided": "decision",
    "decisions": "decision",
    "assessments": "assessment",
    "visits": "visit",
    "plans": "plan",
    "reviews": "review",
    "reviewed": "review",
    "became": "progressing",
    "eet": "employment",
    "caseloads": "caseload",
    "re-referrals": "rereferral",
    "referred": "referral",
    "iha": "health",
}


def _stems(name: str) -> set[str]:
    words = re.findall(
        r"[a-z]+(?:-[a-z]+)?|\d+",
        name.lower().replace("re-referral", "rereferral").replace("10,000", "10000"),
    )
    return {
        SAME.get(word, word.removesuffix("s") if len(word) > 4 else word)
        for word in words
        if word not in STOP
    }


def kpi_named(name: str, kpis: dict[str, str]) -> str:
    """The code of the KPI of this name. Empty unless one fits well, all numbers agree (“5 working
    days” is not “3 days”), and no other fits as well: whoever looks at it chooses then."""
    code = name.strip().upper().split(" ")[0].strip(":")
    if code in kpis:
        return code
    said = _stems(name)
    fits = []
    for code, known in kpis.items():
        theirs = _stems(known)
        numbers = {w for w in said if w.isdigit()}, {w for w in theirs if w.isdigit()}
        if numbers[0] - numbers[1] and (numbers[1] or len(numbers[0]) > 0):
            continue
        shared = len(said & theirs)
        fit = 2 * shared / (len(said) + len(theirs)) if said and theirs else 0
        fits.append((fit, code))
    fits.sort(reverse=True)
    if not fits or fits[0][0] < 0.65 or (len(fits) > 1 and fits[0][0] - fits[1][0] < 0.1):
        return ""
    return fits[0][1]
