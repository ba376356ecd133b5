"""Which grade of an audit a number is told of: “3 were good”, “19% inadequate”."""

import re

from ..reader.sentence import Number, Sentence

GRADE = re.compile(
    r"\s(?:\([^()]{1,12}\)\s)?(?:(?:cases?|audits?|files?|plans?|were|was|is|are|be|judged|rated"
    r"|graded|as|assessed|found|to|only|of\sthem|at|which)\s){0,5}[“\"'‘]?"
    r"(?P<grade>outstanding|good|requir(?:es?|ed|ing)\simprovement|ri\b|inadequate"
    r"|(?:fully\s|partly\s|partially\s|not\s)?met)\b(?!\sor\b)",
    re.I,
)


def grade_of(sentence: Sentence, number: Number) -> str:
    """The grade that is named right after a number, or nothing."""
    match = GRADE.match(sentence.text, number.end - sentence.start)
    if not match:
        return ""
    grade = match["grade"].lower()
    return "requires improvement" if grade.startswith(("req", "ri")) else grade
