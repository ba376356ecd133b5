"""The page on which words are changed."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from selfassess.assessments.models import Assessment

# From the place and a row's key to the address of its page, or to its title
Page = Callable[[Any, str], str]


def in_area(name: str, *more: str) -> Page:
    """The page of that name in the area; `more` stands in its address before the key."""

    def page(place: Assessment, key: str) -> str:
        return reverse(name, args=[place.quarter_id, place.area, *more, key])

    return page


def section_title(place: Assessment, question: str) -> str:
    section = place.section_of(question)
    titles = (str(one.title) for one in place.config.sections if one.key == section)
    return "" if place.is_overview else f"“{next(titles, section)}”"


def rating_page(place: Assessment, key: str) -> str:
    address = reverse("section", args=[place.quarter_id, place.area, "rating"])
    return f"{address}#id_rating-why-apart"


def longer_page(place: Assessment, key: str) -> str:
    return reverse("longer", args=[place.quarter_id, place.area])


def kpi_page(place: None, code: str) -> str:
    return reverse("kpi-change", args=[code])
