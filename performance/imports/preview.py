"""What a preview showed of each figure, and what has moved since. Pure."""

import json
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder

from performance.models import Measure

from .figure import Figure

# KPI and source → what is there, what would be, and a mark that stands for all of it
Preview = dict[str, list[str]]


def mark(figure: Figure, measure: Measure | None, *, counts: bool) -> str:
    stored = [getattr(measure, name) for name in figure.values] if measure else []
    stored += [True] if measure and measure.provisional else []
    whole = json.dumps([stored, [*figure.values.values()], counts], cls=DjangoJSONEncoder)
    return sha256(whole.encode()).hexdigest()[:16]


def moved(seen: Preview, now: Preview) -> list[str]:
    """What somebody has changed since the preview was made, a sentence for each figure."""
    return [
        _told(name, seen.get(name), now.get(name))
        for name in {**seen, **now}
        if seen.get(name) != now.get(name)
    ]


def _told(name: str, seen: list[str] | None, now: list[str] | None) -> str:
    if seen is None or now is None:
        what = "would be imported, too" if now else "would not be imported any more"
        return f"{name} {what}"
    for what, then, is_now in (("was", seen[0], now[0]), ("would become", seen[1], now[1])):
        if then != is_now:
            return (
                f"{name} {what} {then or 'empty'} when you looked, and is {is_now or 'empty'} now"
            )
    return f"{name} is {now[0] or 'empty'} as before, but its parts, date, note or use changed"
