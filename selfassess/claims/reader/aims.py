"""What is wanted, expected or foretold is not how things stand: “By December we want 85%”."""

import re

FAR = 100  # characters of a clause that are looked at before and after a number
STOPS = re.compile(r"[;:()]|,\s(?:and|but|so|while|up|down)\b|\b(?:but|while|although|currently)\b")
WISHES = (
    r"want(?:s|ed|ing)?|hop(?:e|es|ed|ing)|expect(?:s|ing|ation)?|anticipat(?:e|es|ed|ing)"
    r"|forecasts?|predict(?:s|ed|ion)?|projections?|projected|trajectory|intend(?:s|ed|ing)?|aspir\w{1,7}"
    r"|ambitions?|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?\s(?:to|for|on)|would\slike|seek(?:s|ing)?\sto"
    r"|working\stowards?|on\s(?:track|course)\s(?:to|for)|likely\sto|set\sto|due\sto\s(?:rise|fall|reach)"
    r"|are\sto|is\sto|will|would|should|must|shall|could|may|might|promised?|next\s(?:quarter|year|month)"
    r"|if\swe"
)
BEFORE = re.compile(rf"\b(?:{WISHES})\b[^;:()]{{0,90}}$", re.IGNORECASE)
AFTER = re.compile(
    r"[^;:().]{0,70}?\b(?:(?:is|are|was|remains?)\s(?:our|the|an?|what)\s(?:\w+\s)?(?:ambition|aim|forecast"
    r"|hope|expectation|aspiration|plan|we\s(?:want|hope|expect|aim))|is\s(?:expected|forecast|hoped|planned"
    r"|projected|wanted)|(?:in|for|by|during|from)\s(?:the\s)?(?:end\sof\s)?next\s(?:quarter|year|month))\b",
    re.IGNORECASE,
)
# “expected to be in time”, of whom so many were: what a rule wants is no forecast
DONE = re.compile(
    r"\b(?:was|were|has|had|have|rose|fell|stood|reached|achieved)\b[^,;]{0,40}$", re.IGNORECASE
)


def is_aimed_at(text: str, start: int, end: int) -> bool:
    """Does the clause say of a number that somebody wants or expects it?"""
    before = STOPS.split(text[max(0, start - FAR) : start])[-1]
    wish = BEFORE.search(before)
    if wish and not DONE.search(before[wish.start() :]):
        return True
    return AFTER.match(text, end, end + FAR) is not None
