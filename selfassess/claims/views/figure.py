"""“It is another figure”: a further figure, filled in as far as the sentence gives it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from selfassess.assessments.scope import may_write
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims import operations
from selfassess.claims.forms import AnotherFigureForm, figure_meant
from selfassess.claims.scope import NotFound, get_row, get_to_read
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, version_seen
from selfassess.records.models import Fact

from .coming_back import BESIDE_THE_BOX, back_from, name_of
from .finding import GET_OR_POST

ADDED = "Added to the evidence. The director sees that you did."


@GET_OR_POST
def figure(request: AuthenticatedHttpRequest, quarter: str, area: str, key: str) -> HttpResponse:
    assessment = get_to_read(request.user, quarter, area)
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    back = back_from(request, assessment)
    try:
        row = get_row(request.user, assessment, key)
    except NotFound as gone:
        if request.method == "POST" or request.kept_form:
            raise  # its page gives back what was typed
        messages.error(request, str(gone))
        return redirect(back)
    meant = figure_meant(row.standing.finding, quarter)
    form = AnotherFigureForm(posted(request), instance=Fact(assessment=assessment), initial=meant)
    status = 200
    if request.method == "POST" and form.is_valid():
        fact = Fact(assessment=assessment, **form.values())
        seen = version_seen(request, "decision_version")
        try:
            operations.add_figure(assessment, key, fact, version=seen, by=request.user)
            messages.success(request, ADDED, extra_tags=BESIDE_THE_BOX)
            return redirect(back)
        except Stale as stale:
            status = 409
            form.add_error(None, str(stale))
            row = get_row(request.user, assessment, key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"assessment": assessment, "row": row, "form": form}
    context |= {"back": back, "back_name": name_of(back)}
    return render(request, "claims/figure.html", context, status=status)
