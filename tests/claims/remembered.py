"""What is remembered of sentences, which would hide what reading them costs."""

from selfassess.claims.reader.linking import _named_in
from selfassess.claims.reader.periods import periods
from selfassess.claims.reader.read import _numbers


def forget_sentences() -> None:
    for remembered in (_numbers, periods, _named_in):
        remembered.cache_clear()
