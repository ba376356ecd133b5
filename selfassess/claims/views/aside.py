"""What stands beside each box: asked for by static/findings.js after a save."""

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from selfassess.accounts.sessions import by_itself
from selfassess.assessments.scope import get_to_write
from selfassess.assessments.signed_out import in_json
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims.asides import aside_of
from selfassess.claims.scope import found_in


@by_itself
@in_json
@require_safe
def section(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> JsonResponse:
    """Question → what its page shows in its place."""
    assessment = get_to_write(request.user, quarter, area)
    if locked := assessment.locked_in(section):
        return JsonResponse({"reason": locked}, status=409)
    found = found_in([assessment])[area]
    asides = {
        question.key: aside_of(found, question.key)
        for one in assessment.config.sections
        if one.key == section
        for question in one.questions_in(quarter)
    }
    drawn = {key: render_to_string("claims/aside.html", {"aside": a}) for key, a in asides.items()}
    return JsonResponse(drawn)
