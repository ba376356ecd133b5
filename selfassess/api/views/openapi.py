"""The document itself. It is open: it says what may be asked, and nothing of any council."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import conditional_page, require_safe

from selfassess.api.document import document


@login_not_required
@conditional_page
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    response = JsonResponse(document(), content_type="application/vnd.oai.openapi+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
