"""Does a number say by how much something moved or differs, “up 3 points”, “115 days longer”,
rather than where it stands?"""

import re

HEDGE = (
    r"(?:(?:about|around|approximately|nearly|almost|over|more\sthan|just\s(?:over|under)|a|an"
    r"|another|some|only|a\sfurther)\s){0,2}"
)
MOVES = (
    r"(?:increase|rise|decrease|reduction|fall|drop|improvement|decline|growth|gain|jump|dip|change|deterioration"
    r"|difference|gap|rises|falls|increases|decreases|reductions)"
)
BEFORE = re.compile(
    rf"(?:\bby\s(?:as\smuch\sas\s)?{HEDGE}|\b{MOVES}\s(?:of|was|is)\s{HEDGE}|\b{MOVES}\s\((?:of\s|by\s)?{HEDGE}"
    rf"|(?<!make\s)(?<!makes\s)(?<!made\s)(?<!making\s)(?<!taken\s)\b(?:up|down|higher|lower)\s(?:by\s)?{HEDGE})$",
    re.I,
)
AFTER = re.compile(
    r"(?:\s\([^()]{1,20}\))?\s(?:[a-z]{2,20}\s){0,2}?(?:more|fewer|higher|lower|less|longer|shorter|better|worse|later|sooner|faster|slower|quicker"
    r"|increase|decrease|reduction|rise|fall|drop|improvement|decline|growth|above|below|over\sthe|under\sthe"
    r"|short\sof|away\sfrom|off\sthe|ahead\sof|behind)\b",
    re.I,
)
# “8% more”, “32% increase”: straight after the number, or after the noun that it counts. Words
# between that begin something else end the look.
ENDS = re.compile(
    r"\b(?:is|are|was|were|had|has|have|of|and|but|or|with|in|at|which|that|for|requir\w{1,3})\s",
    re.I,
)
LONGEST = 48


def is_change(text: str, start: int, end: int) -> bool:
    if BEFORE.search(text, max(0, start - LONGEST), start):
        return True
    after = AFTER.match(text, end)
    return after is not None and not ENDS.search(after[0])
