"""Which passages of a place may identify a child, and which of them nobody has decided about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.plain_text import tidy

from .fields import OF_AN_ASSESSMENT, Holder, Place, holders
from .models import Override
from .passages import Passage, passages
from .rows import Places
from .rules import LONGEST


@dataclass(frozen=True)
class Found:
    """A passage, where it stands, and the page on which it is changed, if there is one."""

    passage: Passage
    digest: str
    where: str
    address: str
    permission: Permission
    area: str


def area_of(place: Place) -> str:
    return place.area if place else ""


def may_write_in(user: User, place: Place) -> bool:
    """May she write any of the words that stand here?"""
    return any(can(user, h.needs(place), area_of(place)) for h in holders(place))


def found_in(place: Place, user: User) -> list[Found]:
    """Every passage here among the words that this person may write, each once."""
    mine = [h for h in holders(place) if can(user, h.needs(place), area_of(place))]
    return _found_among(mine, [place] if place else [])


def _found_among(held: Sequence[Holder], places: Places) -> list[Found]:
    of_area = {place.area: place for place in places}
    found: dict[str, Found] = {}
    for number, area, key, *texts in _rows(held, places):
        for text in filter(None, texts):
            for passage in passages(held[number].read(text)):
                one = _found(passage, held[number], of_area.get(area), key)
                found.setdefault(one.digest, one)
    return list(found.values())


def _found(passage: Passage, holder: Holder, place: Place, key: str) -> Found:
    return Found(
        passage,
        digest=passage.digest(area_of(place)),
        where=(holder.title and holder.title(place, key)) or holder.where,
        address=holder.page(place, key) if holder.page else "",
        permission=holder.needs(place),
        area=area_of(place),
    )


def undecided(place: Place, user: User) -> list[Found]:
    """Those of them of which nobody has said that they are not about a child."""
    return _undecided(found_in(place, user))


def undecided_of_all(place: Assessment) -> list[Found]:
    """For whoever reviews it: also in the words that others write."""
    return _undecided(_found_among(OF_AN_ASSESSMENT, [place]))


def _undecided(found: list[Found]) -> list[Found]:
    decided = decided_among(one.digest for one in found)
    return [one for one in found if one.digest not in decided]


@dataclass(frozen=True)
class Count:
    """How many passages of an assessment nobody has decided about, and how many somebody has."""

    assessment: Assessment
    undecided: int
    decided: int


def count(places: Places) -> list[Count]:
    """Of assessments of one quarter, in two queries however many they are."""
    found = _found_among(OF_AN_ASSESSMENT, places) if places else []
    decided = decided_among(one.digest for one in found)
    numbers = Counter((one.area, one.digest in decided) for one in found)
    return [Count(p, numbers[p.area, False], numbers[p.area, True]) for p in places]


def decided_among(digests: Iterable[str]) -> set[str]:
    """Those of passages of which somebody has said that they are not about a child."""
    asked = set(digests)
    decided = Override.objects.filter(digest__in=asked) if asked else Override.objects.none()
    return set(decided.values_list("digest", flat=True))


def passages_in(sent: Iterable[str]) -> list[Passage]:
    """Those of everything that a form sent, as it will have been stored."""
    return [passage for text in sent for passage in passages(tidy(text[:LONGEST]))]


def undecided_among(sent: Iterable[Passage], place: Place, user: User) -> list[str]:
    """The digests of those passages that are stored here, and about which nobody has decided."""
    digests = {passage.digest(area_of(place)) for passage in sent}
    return [one.digest for one in undecided(place, user) if one.digest in digests]


def _rows(held: Sequence[Holder], places: Places) -> Iterator[tuple[Any, ...]]:
    """All their words in one query: the holder's number, the area, the key of its page, texts."""
    if not held:
        return iter(())
    width = max(len(holder.fields) for holder in held)
    first, *others = (_select(n, holder, places, width) for n, holder in enumerate(held))
    return iter(first.union(*others, all=True).order_by("holder", "page_key"))


def _select(number: int, holder: Holder, places: Places, width: int) -> QuerySet[Any, Any]:
    empty = [Value("", TextField())] * (width - len(holder.fields))
    texts = [*(Cast(F(name), TextField()) for name in holder.fields), *empty]
    columns = {f"text_{n}": text for n, text in enumerate(texts)}
    area = F(holder.within.area) if holder.within.area else Value("")
    rows = (
        holder.model._base_manager.filter(holder.within.of(places))
        .order_by()
        .annotate(
            holder=Value(number),
            in_area=Cast(area, TextField()),
            page_key=Cast(F(holder.key), TextField()),
            **columns,
        )
    )
    return rows.values_list("holder", "in_area", "page_key", *columns)
