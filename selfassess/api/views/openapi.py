"""What needs no token: the document, which says what may be asked and nothing of any council, and
that an address is not there."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import conditional_page, require_safe

from selfassess.api.document import document
from selfassess.api.problem import problem


@login_not_required
@conditional_page
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    response = JsonResponse(document(), content_type="application/vnd.oai.openapi+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@login_not_required
@require_safe
def not_there(request: HttpRequest, rest: str) -> HttpResponse:
    """Told at once, without the page that people would get."""
    return problem(404, "There is no such address. The document lists those that there are.")
