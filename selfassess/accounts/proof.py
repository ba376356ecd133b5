"""Before something grave: is it still the same person? A sign-in proves it for 15 minutes.

Views of what is grave are marked `proof_wanted`; the middleware `ProofRequired` asks.
"""

import time
from collections.abc import Callable
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from .sessions import SIGNED_IN

# In the session: since when a sign-in proves anything, where that is not when it began here
PROVED_AT = "proved_at"


def is_proved(request: HttpRequest) -> bool:
    """Has the person signed in, or said again who she is, within a quarter of an hour?"""
    records = get_authentication_records(request, request.user)
    again = [record["at"] for record in records if record.get("reauthenticated")]
    begun = request.session.get(PROVED_AT, request.session.get(SIGNED_IN, 0))
    latest = max([begun, *again])
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def proof_wanted(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose POST is grave. To look at its page asks for nothing."""
    cast(Any, view).proof_wanted = True
    return view


def wants_proof(view: Callable[..., Any]) -> bool:
    return getattr(view, "proof_wanted", False) is True
