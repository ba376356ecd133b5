"""What is said instead of a stored file whose bytes have changed, or of content that is none."""

import logging
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selfassess.reporting.content.read import DamagedContent
from selfassess.reporting.models import DamagedFile

log = logging.getLogger(__name__)


def explains_damage[**Asked](
    view: Callable[Asked, HttpResponse],
) -> Callable[Asked, HttpResponse]:
    """A view that hands out what is stored: the reader learns why she gets none, the log which."""

    @wraps(view)
    def checked(*args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except (DamagedFile, DamagedContent) as damaged:
            log.error("%s Nobody is given it.", damaged)
            request = next(given for given in args if isinstance(given, HttpRequest))
            is_file = isinstance(damaged, DamagedFile)
            return render(request, "reporting/damaged.html", {"is_file": is_file}, status=500)

    return checked
