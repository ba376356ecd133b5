from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest


@login_not_required
def closed(request: HttpRequest) -> NoReturn:
    """Where allauth itself links to a door that is not here: signing up, confirming an address."""
    raise Http404("Accounts are made by invitation.")
