"""Whether it is still the same person: a sign-in proves it for a quarter of an hour."""

import time

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from .sessions import SIGNED_IN


def is_proved(request: HttpRequest) -> bool:
    """Has the person signed in, or said again who she is, within a quarter of an hour?"""
    records = get_authentication_records(request, request.user)
    again = [record["at"] for record in records if record.get("reauthenticated")]
    latest = max([request.session.get(SIGNED_IN, 0), *again])
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
