"""Which passages of a place may identify a child, and which of them nobody has decided about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.plain_text import tidy

from .fields import Holder, Place, holders
from .models import Override
from .passages import Passage, passages
from .rules import LONGEST


@dataclass(frozen=True)
class Found:
    """A passage, where it stands, and the page on which it is changed, if there is one."""

    passage: Passage
    digest: str
    where: str
    address: str
    permission: Permission


def area_of(place: Place) -> str:
    return place.area if place else ""


def may_write_in(user: User, place: Place) -> bool:
    """May she write any of the words that stand here?"""
    return any(can(user, h.needs(place), area_of(place)) for h in holders(place))


def found_in(place: Place, user: User) -> list[Found]:
    """Every passage here among the words that this person may write, each once."""
    mine = [h for h in holders(place) if can(user, h.needs(place), area_of(place))]
    found: dict[str, Found] = {}
    for number, key, *texts in _rows(mine, place):
        for text in filter(None, texts):
            for passage in passages(mine[number].read(text)):
                one = _found(passage, mine[number], place, key)
                found.setdefault(one.digest, one)
    return list(found.values())


def _found(passage: Passage, holder: Holder, place: Place, key: str) -> Found:
    return Found(
        passage,
        digest=passage.digest(area_of(place)),
        where=(holder.title and holder.title(place, key)) or holder.where,
        address=holder.page(place, key) if holder.page else "",
        permission=holder.needs(place),
    )


def undecided(place: Place, user: User) -> list[Found]:
    """Those of them of which nobody has said that they are not about a child."""
    found = found_in(place, user)
    decided = decided_among(one.digest for one in found)
    return [one for one in found if one.digest not in decided]


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


def _rows(mine: list[Holder], place: Place) -> Iterator[tuple[Any, ...]]:
    """All their words in one query: the holder's number, the key of its page, and its texts."""
    if not mine:
        return iter(())
    width = max(len(holder.fields) for holder in mine)
    first, *others = (_select(n, holder, place, width) for n, holder in enumerate(mine))
    return iter(first.union(*others, all=True).order_by("holder", "page_key"))


def _select(number: int, holder: Holder, place: Place, width: int) -> QuerySet[Any, Any]:
    empty = [Value("", TextField())] * (width - len(holder.fields))
    texts = [*(Cast(F(name), TextField()) for name in holder.fields), *empty]
    columns = {f"text_{n}": text for n, text in enumerate(texts)}
    rows = holder.model._base_manager.filter(holder.within(place)).order_by()
    rows = rows.annotate(holder=Value(number), page_key=Cast(F(holder.key), TextField()), **columns)
    return rows.values_list("holder", "page_key", *columns)
