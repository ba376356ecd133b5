"""What words look like: a word, a number, and which one it is."""

import re

WORD = re.compile(
    r"""\bcare\sexperienced\b|(?:\d{1,2}|[a-z]{3,9})[\s-](?:year|yr|month|week)s?[\s-]olds?\b
    |\d[\d,.]*(?:-[a-z]+)+|\d+(?:[.,]\d+)*(?:s|st|nd|rd|th)?\b
    |[^\W\d_][\w’'&-]*(?:/[^\W\d_][\w’'-]*)?|[^\w\s]""",
    re.IGNORECASE | re.VERBOSE,
)
MANY = re.compile(r"(?:\d{1,2}|[A-Z]{2,6})s")  # “EPOs”, “Year 11s”
NUMBER = re.compile(
    r"""\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred
    |\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:twen|thir|for|fif|six
    |seven|eigh|nine)ty-\w+""",
    re.VERBOSE,
)

# “The children | in care council”
IN_NAME = re.compile(
    r"""(?:in\s(?:care|need)|with\sdisabilities|leaving\scare)\s(?:council|team|service|nurse|worker
    |social\sworker|board|panel|forum|pledge|strategy|policy|offer|pack|budget|manager)s?\b""",
    re.VERBOSE,
)
# Which one it is: “our youngest”, “the second”
WHICH = re.compile(
    r"""(?:first|second|third|fourth|fifth|sixth|last|latest|only|sole|same|remaining|other|final
    |next|single|most|least|additional|further|(?!request|interest|arrest|protest|guest|west
    |north-?west|south-?east|best|latest)\w{3,9}est|costliest)$""",
    re.VERBOSE,
)
