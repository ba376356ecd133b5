"""An area's answers in two quarters, whichever two, word by word."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.assessments.models import Assessment
from selfassess.assessments.reading import sections_of
from selfassess.assessments.scope import get_assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest


@require_safe
def compare(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """`?with=` is the other quarter; without it, the one before. The older one stands first."""
    assessment = get_assessment(request.user, quarter, area)
    visible = Assessment.objects.visible_to(request.user).filter(area=area)
    codes = list(visible.exclude(pk=assessment.pk).values_list("quarter_id", flat=True))
    asked = request.GET.get("with", "")
    if asked and asked not in codes:
        raise Http404(f"There is no {asked} to compare with.")
    chosen = asked or next((code for code in codes if code < quarter), "") or "".join(codes[-1:])
    other = get_assessment(request.user, chosen, area) if chosen else None
    pair = sorted([assessment, other], key=lambda one: one.quarter_id) if other else []
    context = {
        "assessment": assessment,
        "quarters": codes,
        "chosen": chosen,
        "pair": pair,
        "sections": sections_of(pair[1], pair[0]) if pair else [],
    }
    return render(request, "assessments/compare.html", context)
