"""What may stand between a cue and its number: “from just under the 84”."""

_HEDGE = (
    r"(?:about|around|approximately|over|under|just|only|nearly|almost|some|more than|fewer than|"
    r"less than|bit|touch|shade|little|whisker|hair|"
    r"a|an|the|our|its|very|low|high|of|at|rate|base|below|above|between|well|current)"
)
HEDGES = rf"(?:{_HEDGE}\s+){{0,4}}[(£]?\s?$"
