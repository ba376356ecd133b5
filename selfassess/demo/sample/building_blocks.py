"""Reads the sample's building blocks in fixtures/sample/."""

import csv
import tomllib
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings

from services.registry import all_areas

FOLDER = settings.BASE_DIR / "fixtures" / "sample"

Row = dict[str, str]


@cache
def table(name: str) -> list[Row]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows_of(name: str, area: str) -> list[Row]:
    return [row for row in table(name) if row["area"] == area]


def areas_with_texts() -> list[str]:
    """Return the areas that have building blocks. Others stay empty in the sample."""
    return [a.slug for a in all_areas() if (FOLDER / "texts" / f"{a.slug}.toml").exists()]


@cache
def blocks(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)


def in_turn(variants: list[Any], number: int) -> Any:
    """Return one of the variants: the next number gets the next one, in a circle."""
    return variants[number % len(variants)]
