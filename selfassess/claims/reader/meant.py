"""Is a KPI meant where words that name it stand? Another area's only if they can mean no other."""

from collections.abc import Sequence

from selfassess.access import OVERVIEW

from ..known import Known
from .vocabulary import Mention
from .words import Word, words

# Every area has cases, visits and reviews. By such words alone no other area's KPI is named.
EVERYWHERE = frozenset(
    word.stem
    for word in words(
        "audits; cases; case supervision; children; supervision; reviews; visits; assessments; "
        "plans; meetings; decisions; views; feedback; families; parents; home; workers; staff; "
        "good or better; in time; late; up to date; due; overdue; held; made; done; carried out; "
        "undertaken; started; begun; opened; closed; ended; completed; recorded; issued; sent; "
        "distributed; approved; reviewed; visited; supervised; took place"
    )
)


def without_weak(mentions: Sequence[Mention]) -> list[Mention]:
    """Without single words of the area's own, “conferences”, where another KPI is named more
    fully: “three or more social workers” are no moves."""
    full = [one for one in mentions if one.weight > 1]

    def is_within_a_fuller(word: Mention) -> bool:
        return any(one.kpi != word.kpi and one.start <= word.start < one.end for one in full)

    return [
        one for one in mentions if one.weight > 1 or not one.own_only or not is_within_a_fuller(one)
    ]


def may_be_meant(mention: Mention, known: Known) -> bool:
    """A name that is meant in its own area's texts alone names nothing in others."""
    return not mention.own_only or known.area in ("", known.kpis[mention.kpi].area)


def is_meant(mention: Mention, said: Sequence[Word], known: Known) -> bool:
    if known.area in ("", OVERVIEW, known.kpis[mention.kpi].area):
        return True
    return any(said[at].stem not in EVERYWHERE for span in mention.spans for at in range(*span))
