"""What several models of the portal have: a person, and a person with a time."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


def who_and_when(at: str, by: str, name: str) -> models.CheckConstraint:
    """A person and a time are known together or not at all."""
    together = Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
    together |= Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
    return models.CheckConstraint(condition=together, name=name)


def person(**kwargs: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **kwargs)
