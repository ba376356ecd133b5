"""How people set a figure beside another place's: “above England”, “our neighbours do better”."""

import re

SAYS = re.compile(
    r"\b(?:(?P<above>(?:above|higher than|greater than|exceed(?:s|ing|ed)?"
    r"|(?:greater|higher|larger|bigger) (?:share|proportion|percentage|rate) (?:\w+ ){1,8}than"
    r"|more (?:\w+ "
    r"){0,6}than|more of our [^.;:]{3,90}? than|over"
    r"|(?:slower|longer|heavier|bigger|larger) than))"
    r"|(?P<below>(?:below|lower than|less than|fewer (?:\w+ ){0,6}than"
    r"|fewer of our [^.;:]{3,90}? than|under|(?:quicker|faster|shorter|lighter|smaller) than"
    r"|(?:smaller|lower) (?:share|proportion|percentage|rate) (?:\w+ ){1,8}than))"
    r"|(?P<better>(?:as good (?:as )?or )?better than|outperform\w*|beat(?:s|ing)?|ahead of"
    r"|favourabl[ey] (?:with|to)|"
    r"stronger than)"
    r"|(?P<worse>(?:worse than|(?:poorly|badly|unfavourably) (?:with|to|against)"
    r"|poorer than|weaker than|behind"
    r"|trails?|trailing|lag(?:s|ging)? behind))"
    r"|(?P<same>(?:in line with|similar to|comparable (?:to|with)|on a par with|the same as"
    r"|close to|"
    r"consistent with)))\s(?:both\s)?(?:(?:that|those|the one|the figure) (?:of|for|in)\s|what\s"
    r"|the(?!\s(?:rest\s|country))\s|our\s"
    r"|its\s|all\s|in\s|"
    r"latest\s|published\s|last-\s?published\s|most\s|recent\s|average\s(?:of|for)\s|average\s"
    r"|averages\s){0,5}",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|no longer|never|neither|nor)\s(?:\w+\s){0,2}$|n[’']t\s(?:\w+\s){0,2}$", re.I
)
# “Our neighbours do better than that”: the place is the better one
OTHER_WAY = re.compile(
    r"\s(?:[^\W\d][\w’']{0,15}\s){0,3}?(?:do|does|did|are|is|were|was|perform\w{0,3}|manages?d?)\s"
    r"(?:[a-z]{2,12}\s){0,2}?(?P<said>better|worse|higher|lower)"
    r"(?:\sthan\s(?:that|this|us|we|ours?)\b|\sstill\b|[.,;]|$)",
    re.IGNORECASE,
)
OURS = {"better": "worse", "worse": "better", "higher": "below", "lower": "above"}
UNSAID = re.compile(
    r"\b(?:(?<!continue )(?<!continues )(?<!continued )to|will|should|must|if|aim\w*|until|would)\s"
    r"(?:be\s|get\s|reach\s|become\s)?$",
    re.I,
)
