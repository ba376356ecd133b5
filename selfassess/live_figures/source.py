"""Where live figures come from. The app that keeps figures registers itself here, because texts are
read by apps that it is built on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from .notation import LiveFigure


@dataclass(frozen=True)
class OnRecord:
    """What a live figure stands for."""

    name: str  # of the KPI
    words: str  # as it is shown; empty: there is no figure
    period: str = ""  # of which quarter or year it is, in words


@dataclass(frozen=True)
class Choice:
    """A KPI in the list from which live figures are inserted, with what there is of it."""

    code: str
    name: str
    figures: list[tuple[str, str, str]]  # how it is written, what it is, what it says

    @cached_property
    def options(self) -> SafeString:
        """For a list to choose from. There are more than a hundred under each box of an area, and a
        template would take longer over them than over all else of its page."""
        return format_html_join(
            "",
            '<option value="{}">{}, {}: {}</option>',
            ((written, said, what, written) for written, what, said in self.figures),
        )


class Source(Protocol):
    """The figures that texts about one quarter may take."""

    def __init__(self, quarter: str) -> None: ...

    def take(self, known: Mapping[str, Any], areas: Collection[str]) -> None:
        """`known`: by area, what somebody has read already. `areas`: to be read together."""

    def leave_out(self, areas: Collection[str]) -> None:
        """Of a report without these areas: the overview may show of them what other areas' texts
        may."""

    def find(self, figure: LiveFigure, area: str) -> OnRecord | None:
        """What a text of an area may show: figures of the area itself up to this quarter, those of
        issued quarters, and official ones; in the director's overview those of all areas. None for
        anything else, whether it exists or not. Every reader of the area's words may see them."""

    def choices(self, area: str) -> list[Choice]:
        """What a writer of the area is offered."""

    def rests_on_all(self, area: str) -> bool:
        """Can what happens in another area change what has been read for texts of this one?"""


_registered: list[type[Source]] = []


def register(source: type[Source]) -> None:
    _registered[:] = [source]


def source_of(quarter: str) -> Source:
    [source] = _registered
    return source(quarter)
