"""How people say that a target was met or missed, and that a value is within a limit."""

import re

_OUR = (
    r"(?:the\s|our\s|its\s|this\s|that\s|their\s|an?\s|all\s|own\s|local\s|national\s|agreed\s"
    r"|council[’']s\s|\d[\d.]{0,5}(?:%|\sper\scent)?\s){0,5}"
)
_TARGET = r"(?:targets?|goals?|ambitions?)"
_LIMIT = r"(?:limit|ceiling|threshold|cap)"
_OF = r"(?:\s(?:of|for)\s[^.;:]{0,60}?)?"
_DONE = r"(?:met|achieved|reached|exceeded|hit|beaten|attained|surpassed)"
_IS = r"(?:was|were|is|are|has\sbeen|have\sbeen|being)"
_NOT_YET = r"(?:not|never|n[’']t)\s(?:yet\s|quite\s|consistently\s|always\s|currently\s|been\s)*"

SAYS = re.compile(
    rf"\b(?:(?P<missed>{_NOT_YET}(?:met|meet(?:ing)?|achiev\w{{1,3}}|reach\w{{0,3}}|hit|at|on)\s{_OUR}"
    rf"{_TARGET}|(?:miss(?:ed|es|ing)|(?:short\sof|off))\s{_OUR}{_TARGET}"
    rf"|fail(?:ed|s|ing)?\sto\s(?:meet|achieve|reach|hit)\s{_OUR}{_TARGET}"
    rf"|targets?{_OF}\s(?:{_IS}\s)?(?:not\s(?:yet\s)?(?:been\s)?{_DONE}|missed))"
    rf"|(?P<met>(?:met|meets|meeting|achieved|achieves|achieving|reached|reaches|hit|hits|hitting|attained)"
    rf"\s{_OUR}{_TARGET}|targets?{_OF}\s(?:{_IS}\s(?:now\s|also\s)?)?{_DONE}|(?:on|at)\starget"
    rf"|within\s{_OUR}target)"
    rf"|(?P<above>(?:above|over|exceed(?:s|ed|ing)?|in\sexcess\sof|higher\sthan)\s{_OUR}targets?)"
    rf"|(?P<better>(?:better\sthan|ahead\sof|beat(?:s|en|ing)?|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?)"
    rf"\s{_OUR}{_TARGET})"
    rf"|(?P<worse>(?:worse\sthan|behind)\s{_OUR}{_TARGET})"
    rf"|(?P<within>(?:within|under|below|lower\sthan|inside)\s{_OUR}{_LIMIT})"
    rf"|(?P<beyond>(?:over|above|exceed(?:s|ed|ing)?|higher\sthan|outside)\s{_OUR}{_LIMIT})"
    rf"|(?P<below>(?:below|under|lower\sthan)\s{_OUR}targets?))(?!\w)",
    re.IGNORECASE,
)
SOME = re.compile(
    r"\b(?:all|most|some|many|both|one|two|three|four|five|six|seven|\d{1,2})\s(?:of\s)?(?:the\s|our\s)?"
    r"(?:\w{1,15}\s)?(?:teams?|areas?|services?|localit(?:y|ies)|districts?|schools?|workers|kpis"
    r"|measures|indicators|targets)\b",
    re.IGNORECASE,
)
OF_A_TARGET = re.compile(rf"\b(?:{_TARGET}|{_LIMIT})\b", re.IGNORECASE)
