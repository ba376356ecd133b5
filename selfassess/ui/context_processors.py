"""What every page may show without its view saying so."""

from typing import Any

from django.http import HttpRequest

from .navigation import entries
from .templatetags.ui import council


def site(request: HttpRequest) -> dict[str, Any]:
    frame = council()
    return {
        "AUTHORITY_NAME": frame["name"],
        "MARKING": frame["marking"],
        "VERSION": frame["version"],
        "nav": entries(request),
    }
