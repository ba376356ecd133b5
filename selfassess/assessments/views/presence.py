"""Where an open page says every 30 seconds that somebody has its section open."""

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from selfassess.access import OVERVIEW
from selfassess.accounts.sessions import by_itself
from selfassess.assessments.operations.presence import look_in
from selfassess.assessments.scope import get_to_write
from selfassess.assessments.signed_out import SOMEBODY_ELSE, in_json, is_for_somebody_else
from selfassess.authenticated_request import AuthenticatedHttpRequest


@by_itself
@in_json
@require_POST
def section(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> JsonResponse:
    return _others(request, quarter, area, section)


@by_itself
@in_json
@require_POST
def overview(request: AuthenticatedHttpRequest, quarter: str) -> JsonResponse:
    return _others(request, quarter, OVERVIEW, OVERVIEW)


def _others(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> JsonResponse:
    if is_for_somebody_else(request.headers.get("X-Author", ""), request.user):
        return JsonResponse({"reason": SOMEBODY_ELSE}, status=401)
    assessment = get_to_write(request.user, quarter, area)
    return JsonResponse({"others": look_in(assessment, section, by=request.user)})
