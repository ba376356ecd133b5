"""The service navigation: the few places that people return to."""

import re
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from selfassess.access import Permission, can, has_any
from selfassess.accounts.models import User
from selfassess.quarters.dates import CODE
from selfassess.quarters.models import Quarter


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    """Label, address and whether this page lies there; empty for people who are not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    places = {"Home": reverse("home")}
    if newest := user.newest_quarter or _newest_quarter(user):
        places["Areas"] = reverse("quarter", args=[newest])
    if has_any(user, [Permission.READ_ACTIONS]):
        places["Actions"] = reverse("actions")
    places["Reports"] = reverse("reports")
    if can(user, Permission.WRITE_TARGETS):
        places["KPIs"] = reverse("kpis")
    if can(user, Permission.ADMINISTER):
        places |= {name: reverse(name.lower()) for name in ("Quarters", "People", "Audit")}
    places["Search"] = reverse("search")
    here = _place_of(request.path, places)
    return [{"label": label, "url": url, "active": label == here} for label, url in places.items()]


def _newest_quarter(user: User) -> str | None:
    return Quarter.objects.newest_for(user).values_list("code", flat=True).first()


def _place_of(path: str, places: dict[str, str]) -> str:
    """Every quarter's pages are Areas, also those of a quarter that is over."""
    if re.match(f"/{CODE}/", path):
        return "Areas"
    if path in (reverse("targets"), reverse("benchmarks"), reverse("imports")):
        return "KPIs"
    inside = (label for label, url in places.items() if url != "/" and path.startswith(url))
    return next(inside, "Home" if path == "/" else "")
