"""Sentences that go on about what the one before them named."""

import re

CARRIES_ON = re.compile(
    r"(?:However, |Although |But |And |Still, )?(?:This|That|These|It|They|Performance"
    r"|(?:Just |Still |Well |Slightly |Now )?(?:[Oo]ff|[Oo]n|[Aa]bove|[Bb]elow|[Oo]ver|[Uu]nder)"
    r" (?:our |the )?target"
    r"|(?:Last quarter|In (?:June|Q1|quarter one)|Three months ago|Previously),? (?:it|this|we)"
    r"|We (?:were|stood|are|aim|have) (?:at|on)"
    r"|The (?:(?:national|regional|England) )?"
    r"(?:figure|rate|number|percentage|proportion|average))\b"
)
# “Better than June, still behind England.”
HAS_NO_SUBJECT = re.compile(
    r"(?:(?:However|Although|But|And|Still|Yet|So|Also),?\s|[A-Z][a-z]+(?:\s[a-z]{2,5})?,\s)?(?:This|That|These|It|They|Which|Performance|Better|Worse|Up|Down|Higher"
    r"|Lower|Above|Below|Over|Under|Just|Well|Slightly|Still|Not|On\starget|Off\starget|Ahead|Behind|Wrong|Right|Rising|Falling"
    r"|Improv\w+|Target|England|Neighbours|The\s(?:target|national|regional|figure|rate|number|percentage|proportion)"
    r"|Last\s(?:quarter|time)|In\s(?:June|Q1)|(?:We|we)\s(?:were|are|stood|had|have|missed|met|hit|aim))\b",
    re.IGNORECASE,
)
