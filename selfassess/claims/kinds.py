"""How kinds of findings are called on pages. Their keys are stored with decisions, so they stay."""

from django.utils.text import capfirst

from .finding import Finding, Tier

TITLES = {
    "number": "A different number is on record",
    "own_numbers": "Numbers that do not fit together",
    "parts": "Parts that do not make the whole",
    "comparison": "Official figures say otherwise",
    "trend": "The figures moved otherwise",
    "target": "The target says otherwise",
    "every": "How many, in words",
    "extremes": "The highest, the lowest, and twice as many",
    "sizes": "By how much it moved",
    "spoken_shares": "Shares in words",
    "audits_improve": "Audits that cannot show it",
    "done": "Done, with no difference to see",
    "unchanged": "Hardly changed since last quarter",
    "dates": "A date or period to look at",
    "rating": "Rating and evidence",
    "silence": "Nothing is said about it",
    "strength": "A strength beside what speaks against it",
    "voice": "Children’s voices",
    "own": "Figures that differ",
    "two_values": "One thing, two values",
    "text_of_another_area": "The text of another area",
    "reading": "Reading the text",
    "comparing": "Counting what agrees",
}


def title_of_finding(finding: Finding) -> str:
    return "Not on record" if finding.tier == Tier.NOT_ON_RECORD else title_of(finding.kind)


def title_of(kind: str) -> str:
    return TITLES.get(kind) or capfirst(kind.replace("_", " ").replace("-", " "))
