"""What is said instead of a stored file whose bytes have changed."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selfassess.reporting.models import DamagedFile

log = logging.getLogger(__name__)


def explains_damage[**Asked](
    view: Callable[Asked, HttpResponse],
) -> Callable[Asked, HttpResponse]:
    """A view that hands out stored bytes: the reader learns why she gets none, the log which."""

    @wraps(view)
    def checked(*args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except DamagedFile as damaged:
            log.error("%s Nobody is given it.", damaged)
            request = next(given for given in args if isinstance(given, HttpRequest))
            return render(request, "reporting/damaged.html", {"damaged": damaged}, status=500)

    return checked
