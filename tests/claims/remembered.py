"""What is remembered of sentences, which would hide what reading them costs."""

from selfassess.claims.checks.comparison_says import orders
from selfassess.claims.reader.cues import cues, quantity_cues, target_cues, tokens
from selfassess.claims.reader.linking import _named_in
from selfassess.claims.reader.periods import periods
from selfassess.claims.reader.places import places_in
from selfassess.claims.reader.read import _numbers
from selfassess.claims.reader.words import stems_of


def forget_sentences() -> None:
    for remembered in (
        _numbers,
        periods,
        _named_in,
        cues,
        target_cues,
        quantity_cues,
        tokens,
        orders,
        places_in,
        stems_of,
    ):
        remembered.cache_clear()
