"""The sample's answers, whose figures come from its record: what each says is known exactly."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from unittest import mock

from selfassess.claims.known import Known, Recorded, What
from selfassess.claims.recorded import recorded, with_parts
from selfassess.demo.sample import texts
from selfassess.demo.sample.building_blocks import blocks
from selfassess.demo.sample.calendar import QUARTERS
from selfassess.demo.sample.figures import facts, measures, shown, targets
from services.registry import all_areas

from ..record import KPIS
from .altering import altered
from .counting import count_altered, count_true

OPEN, CLOSE = "\ue000", "\ue001"  # stand around each figure of the record while it is looked for
FIGURE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
YEAR = 4  # quarters that are read of the past
OVERVIEW = "overview"


def judged(first: int = 1) -> Counter:
    """Every answer of every area, as it stands and with each of its figures altered."""
    counts, chance = Counter(), random.Random(7)  # noqa: S311 - always the same
    for area in (*(area.slug for area in all_areas()), OVERVIEW):
        for number in range(first, len(QUARTERS)):
            known = known_of(area, number)
            for text, places in answers(area, number):
                found = count_true(text, known, counts)
                for start, end in places:
                    other = altered(text[start:end], chance)
                    is_share = "%" in text[start:end] or text[end : end + 4] == " per"
                    of = "percentages and rates" if is_share else "counts"
                    count_altered(text[:start] + other + text[end:], known, found, counts, of)
    return counts


def answers(area: str, number: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each answer of a quarter, with where figures of the record stand in it. Those that repeat
    last quarter's on purpose are no true texts."""
    try:
        repeated = blocks(f"texts/{area}.toml").get("same", {})
    except FileNotFoundError:
        return
    with mock.patch.object(texts, "shown", lambda *args: f"{OPEN}{shown(*args)}{CLOSE}"):
        marked = texts.texts(area, QUARTERS[number])
    for question, text in marked.items():
        if number not in repeated.get(question, []):
            yield _placed(text)


def _placed(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, places, at = "", [], 0
    for match in FIGURE.finditer(marked):
        text += marked[at : match.start()]
        places.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return text + marked[at:], places


def known_of(area: str, number: int) -> Known:
    """What its writers may see: their own figures, and those of others of issued quarters."""
    figures: list[Recorded] = []
    for other in (one.slug for one in all_areas()):
        own = area in (other, OVERVIEW)
        for quarter in range(max(0, number - YEAR), number + own):
            figures += _measured(other, quarter, What.NOW if quarter == number else What.BEFORE)
        if own:
            figures += [*_targets(other, number), *_facts(other, number)]
    return Known(quarter=QUARTERS[number], figures=tuple(figures), kpis=KPIS, area=area)


def _measured(area: str, number: int, what: What) -> Iterator[Recorded]:
    for row in measures(area, QUARTERS[number]):
        kpi = KPIS[row["kpi"]]
        denominator = row.get("denominator")
        about = {"kpi": kpi.code, "name": kpi.name, "unit": kpi.unit, "area": area}
        about |= {"period": QUARTERS[number], "source": row["source"]}
        one = recorded(row["value"], what, denominator=denominator, **about)
        yield from with_parts(one, kpi, row.get("numerator"), denominator)


def _targets(area: str, number: int) -> Iterator[Recorded]:
    for kpi in KPIS.values():
        if kpi.area != area:
            continue
        known = {q: one for q, one in targets(kpi.code).items() if q <= QUARTERS[number]}
        for quarter, target in known.items():
            for value in (target.get("value"), target.get("low"), target.get("high")):
                if value is not None:
                    yield recorded(
                        value,
                        What.TARGET,
                        unit=kpi.unit,
                        period=quarter,
                        source="target",
                        kpi=kpi.code,
                        area=area,
                        adopted=quarter == max(known),
                    )


def _facts(area: str, number: int) -> Iterator[Recorded]:
    for fact in facts(area, QUARTERS[number]):
        about = {"unit": fact["unit"], "source": fact["source"], "name": fact["label"]}
        yield recorded(fact["value"], What.FACT, period=QUARTERS[number], area=area, **about)
