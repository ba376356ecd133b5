from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import Http404

from selfassess.authenticated_request import AuthenticatedHttpRequest


@login_not_required
def closed(request: AuthenticatedHttpRequest) -> NoReturn:
    """Answer 404 where allauth links to a page that this portal does not have."""
    raise Http404("Accounts are made by invitation.")
