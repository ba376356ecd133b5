"""The live figures of an area, kept by each process while nothing but answers changes.

Pages on which an area is written show what its live figures say, and one that saves while somebody
types is told so after each save: reading the record of the area cost more than all else. What was
read holds until there is a newer event about the area, or about none.
"""

from dataclasses import dataclass
from datetime import date

from selfassess.audit.newer_events import Moment, NewEvent, events_since
from selfassess.kept_in_memory import KeptInMemory
from selfassess.quarters.clock import today

from .resolving import LiveFigures


@dataclass(frozen=True)
class Recent:
    figures: LiveFigures
    read_at: Moment


_recent: KeptInMemory[tuple[str, str, date], Recent] = KeptInMemory(most=24)  # areas
forget = _recent.forget


def recent_figures(quarter: str, area: str) -> LiveFigures:
    """For those who write, and never where something is decided, kept or printed."""
    name = (quarter, area, today())
    kept = _recent.get(name)
    events, moment = events_since([kept.read_at] if kept else [])
    if kept and not _is_older(kept, events, area):
        kept = Recent(kept.figures, kept.read_at.moved_to(moment))
    else:
        kept = Recent(LiveFigures(quarter), moment)
    _recent.keep(name, kept)
    return kept.figures


def _is_older(kept: Recent, events: list[NewEvent], area: str) -> bool:
    """Has anything happened that may concern the figures?"""
    quarter, source = kept.figures.quarter, kept.figures.source
    changes = (
        event
        for event in kept.read_at.news_in(events)
        if (event.verb, event.quarter) != ("answer.save", quarter)
    )
    return kept.read_at.is_long_ago or any(
        event.concerns(area) or source.rests_on_all(area) for event in changes
    )
