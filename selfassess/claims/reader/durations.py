"""Is a length of time a figure, “care proceedings took 34 weeks”, or does it only say of what kind
the things are that are counted, “within 45 days”, “in the last 12 months”?"""

import re

from .sentence import Number

# The words right before a figure that is measured in time, with a hedge between them or not.
MEASURED = re.compile(
    r"\b(?:(?:from|to|at|of|is|was|were|are|average|averaged|averages|averaging|takes?|took|taking|stands?|stood"
    r"|currently|now|with|be|been|being|compared\s(?:to|with)|against|than|timescales?|duration|neighbours"
    r"|england|target|nationally|reached|remains?|remained)\s[(]?|\()"
    r"(?:(?:just|only|around|about|approximately|nearly|almost|a|an|the|currently|over|under|below|above"
    r"|up\sto|another|still)\s){0,3}$",
    re.I,
)
# “within”, “in”, “over”: a limit or a stretch of the calendar.
LIMIT = re.compile(
    r"\b(?:within|in|over|every|after|last|past|first|second|next|previous|preceding|following|for|during"
    r"|these|those|each|per|until|before|at\sleast|(?:longer|more|less|fewer|later|older|earlier|sooner"
    r"|greater)\sthan|under|by|rolling|the|whole|entire|up\sto\sa|any|once|further|period\sof|statutory|this)\s"
    r"(?:(?:a|the|about|around|just|only|first|last|past|previous|next)\s){0,2}$",
    re.I,
)
ALWAYS_LIMIT = re.compile(
    r"\b(?:(?:within|in|over|during|for)\s(?:the\s|a\s)?(?:last|past|first|second|next|previous|preceding|period\sof)"
    r"|(?:timescales?|period|limit|deadline|window)\sof|within|inside|longer\sthan|more\sthan|less\sthan|older\sthan"
    r"|every|for\sover|for\smore\sthan|for\sat\sleast|after)\s(?:(?:the|a|about|around|just|over)\s){0,2}$",
    re.I,
)
# “lengthened by eight weeks”
MOVED_BY = re.compile(
    r"\b(?:\w{3,12}ed|rose|risen|fell|fallen|grew|grown|longer|shorter)\sby\s(?:(?:about|around|nearly|almost|over|just|some"
    r"|another|a|an)\s){0,2}$",
    re.I,
)
AFTERWARDS = re.compile(
    r"(?:\s(?:or\s(?:more|longer|over|less|fewer)|and\s(?:over|under)|ago|earlier|later|before|beforehand|old"
    r"|of\sage|previously|a\s(?:day|week|month|year)|per\s(?:day|week|month|year)|post|after|prior|of\s(?:the"
    r"|a|an|being|receipt|admission|allocation|becoming|referral|entering|coming|starting|birth)\b"
    r"|timescales?|timeframes?|target|deadline|limit|period|stretch)\b|[’'](?:s\b|\s)|\+)",
    re.I,
)
LONG = frozenset({"week", "day", "month"})  # what the measures of timeliness are told in
SHORTEST = 40  # characters before a number that are looked at


def is_length_of_time(text: str, number: Number, end: int, unit: str, *, working: bool) -> bool:
    """Does a time that ends with its unit at `end` limit something, rather than measure it?
    Measures are told in days, weeks or months, and mostly in digits."""
    if number.decimals > 0 and unit in LONG:
        return False  # nobody limits anything to 38.6 weeks
    before = text[max(0, number.start - SHORTEST) : number.start]
    if unit not in LONG or working or AFTERWARDS.match(text, end):
        return not (unit == "week" and re.match(r"\starget", text[end : end + 8], re.I))
    if re.search(r"\btimescales?\sof\s$", before, re.I) and unit == "week":
        return False
    if ALWAYS_LIMIT.search(before) or before.rstrip()[-1:] in ("<", ">", "≤", "≥"):
        return True
    if MEASURED.search(before) or MOVED_BY.search(before):
        return False
    return not number.written[0].isdigit() or LIMIT.search(before) is not None
