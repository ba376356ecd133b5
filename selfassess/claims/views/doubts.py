"""For the performance analyst: figures of which somebody says that the record is wrong. No words of
an assessment stand here: the indicator, both values, the area, and who asked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, can
from selfassess.assessments.scope import get_quarter
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims import operations
from selfassess.claims.doubts import doubts_of
from selfassess.claims.forms import RecordRightForm
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, version_seen
from selfassess.quarters.models import Quarter

from .finding import GET_OR_POST

SETTLED = "The text or the record has changed, or somebody has answered: it is settled."


def _get_quarter(request: AuthenticatedHttpRequest, quarter: str) -> Quarter:
    if not can(request.user, Permission.IMPORT):
        raise Http404
    return get_quarter(request.user, quarter)


@require_safe
def doubts(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    of_quarter = _get_quarter(request, quarter)
    context = {"quarter": of_quarter, "doubts": doubts_of(of_quarter)}
    return render(request, "claims/doubts.html", context)


@GET_OR_POST
def record_right(
    request: AuthenticatedHttpRequest, quarter: str, area: str, key: str
) -> HttpResponse:
    of_quarter = _get_quarter(request, quarter)
    hers = (d for d in doubts_of(of_quarter) if d.assessment.area == area)
    doubt = next((d for d in hers if d.standing.finding.key == key), None)
    if doubt is None:
        if request.method == "POST" or request.kept_form:
            raise Http404(SETTLED)  # its page gives back what was typed
        messages.error(request, SETTLED)
        return redirect("doubted-figures", quarter)
    form = RecordRightForm(posted(request), ask=request.ask)
    status = 200
    if request.method == "POST" and form.is_valid():
        said = {"reason": form.cleaned_data["reason"], "version": version_seen(request)}
        try:
            operations.stand_by_record(doubt.assessment, key, by=request.user, **said)
            messages.success(request, "Saved. Whoever asked reads your reason beside the text.")
            return redirect("doubted-figures", quarter)
        except Stale as stale:
            status = 409
            form.add_error(None, str(stale))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"quarter": of_quarter, "doubt": doubt, "form": form}
    return render(request, "claims/record_right.html", context, status=status)
