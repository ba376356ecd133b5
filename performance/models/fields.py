"""Columns that several models have."""

from typing import Any

from django.db import models

LARGEST = 12  # digits of a figure; four of them after the point


def figure(label: str = "", **kwargs: Any) -> models.DecimalField:
    return models.DecimalField(
        label or None, max_digits=LARGEST, decimal_places=4, null=True, blank=True, **kwargs
    )
