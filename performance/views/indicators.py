"""The page of an area's indicators: all its figures on one form."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from performance import usual
from performance.forms.indicators import IndicatorsForm
from performance.indicator import Indicator, progress
from performance.operations import figures
from performance.operations.entry import Entry
from performance.operations.figures import SECTION
from performance.rag import Status
from performance.reading import indicators
from performance.scope import get_figures
from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, share_figures
from selfassess.assessments.operations.writing import save_section
from selfassess.assessments.views.sections import to_next_section
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.models import QuarterState
from services.base import Section

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
OFF_TARGET_FIRST = "off-target"
LAST = len(Status)
URGENCY = {Status.OFF_TARGET: 0, Status.WITHIN_TOLERANCE: 1, Status.NO_DATA: 2}


def may_enter(user: User, assessment: Assessment) -> bool:
    return can(user, Permission.WRITE_FIGURES, assessment.area)


@GET_OR_POST
def section(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """All figures of an area on one form. A row that cannot be saved keeps none of the others."""
    assessment = get_figures(request.user, quarter, area)
    declared = _declared(assessment)
    entering = may_enter(request.user, assessment)
    if request.method == "POST" and not entering:
        raise PermissionDenied(f"You may read the figures of {assessment.name}, not change them.")
    form = _form(request, assessment)
    if request.method == "POST":
        answer = _save(request, assessment, form)
        if answer:
            return answer
    elif form.is_bound:
        form.refresh()
    locked = assessment.locked_in(SECTION)
    writing = entering and not locked
    rows = _rows(form, assessment)
    off_first = request.GET.get("order") == OFF_TARGET_FIRST
    if off_first:
        rows.sort(key=lambda row: URGENCY.get(row["indicator"].status, LAST))
    return render(
        request,
        "performance/section.html",
        {
            "assessment": assessment,
            "section": declared,
            "rows": [row for row in rows if not row["waits"]],
            "waiting": [row for row in rows if row["waits"]],
            "off_first": off_first,
            "progress": progress(form.indicators),
            "form": form,
            "writing": writing,
            "kept_is_lost": not writing,
            "locked": locked,
            "reads_area": _reads_area(request.user, assessment),
        },
        status=409 if form.is_stale else 200,
    )


def _reads_area(user: User, assessment: Assessment) -> bool:
    """Is the area's page open to her? An analyst enters figures before she may read the words."""
    issued = assessment.quarter.state == QuarterState.ISSUED
    return issued or can(user, Permission.READ_WORDS, assessment.area)


def _declared(assessment: Assessment) -> Section:
    try:
        return assessment.config.section(SECTION)
    except LookupError as error:
        raise Http404(f"{assessment} is asked for no figures.") from error


def _form(request: AuthenticatedHttpRequest, assessment: Assessment) -> IndicatorsForm:
    mark = next((m for m in assessment.section_marks.all() if m.section == SECTION), None)
    form = IndicatorsForm(
        posted(request),
        indicators=indicators([assessment.area], assessment.quarter_id).get(assessment.area, []),
        completed=mark.completed if mark else None,
    )
    if not can(request.user, Permission.WRITE_WORDS, assessment.area):
        del form.fields["completed"]  # an analyst enters figures; the area says when it is done
    return form


def _rows(form: IndicatorsForm, assessment: Assessment) -> list[dict[str, Any]]:
    quarter, area = assessment.quarter_id, assessment.area
    asked = usual.questions(form.indicators, quarter)
    share_figures([assessment], {quarter: {area: form.indicators}})
    offered = {one.code: one for one in assessment.live_figures.choices(area)}
    return [
        _row(form, one, asked.get(one.kpi.code, "")) | {"choice": offered.get(one.kpi.code)}
        for one in form.indicators
    ]


def _row(form: IndicatorsForm, indicator: Indicator, question: str) -> dict[str, Any]:
    """A row of the table. Its comment stands open where there is one, or where one is wanted."""
    folded = ("provisional", "missing", "period")
    parts = ("value", "numerator", "denominator", "comment", *folded)
    hidden = ("version", "remark-version", "seen", "remark-seen", "period-seen")
    code = indicator.kpi.code
    fields = (name for name in form.fields if name.startswith(f"{code}-"))
    own = {name.removeprefix(f"{code}-"): form[name] for name in fields}
    is_starred = bool(question) and not indicator.has_comment  # to follow up
    comment = own["comment"]
    wrong = any(field.errors for field in own.values())
    return {
        "indicator": indicator,
        "hidden": [own[part] for part in hidden if part in own],
        "question": question,
        "is_starred": is_starred,
        "says": bool(comment.value() or comment.errors or indicator.needs_comment or is_starred),
        "open": any(own[part].errors for part in folded if part in own),
        "waits": not (indicator.is_due or indicator.is_entered or comment.value() or wrong),
        **{part: own.get(part) for part in parts},
    }


def _save(
    request: AuthenticatedHttpRequest, assessment: Assessment, form: IndicatorsForm
) -> HttpResponse | None:
    """Where to go when everything was saved; None to show the page again with what was not."""
    valid = form.is_valid()
    entries = form.entries()
    try:
        stale = figures.save_indicators(assessment, [*entries.values()], by=request.user)
    except Refused as refusal:
        form.add_error(None, f"{refusal} What you typed is still here.")
        return None
    completed = form.cleaned_data.get("completed")
    if valid and not stale and completed:
        save_section(assessment, [], by=request.user, completed={SECTION: completed == "yes"})
    if stale or not valid:
        fresh = indicators([assessment.area], assessment.quarter_id).get(assessment.area, [])
        form.stand_on(fresh, entries, stale)
        for code, of_row in stale.items():
            _tell_stale(form, entries[code], of_row)
        return None
    if "stay" in request.POST:
        messages.success(request, "Saved.")
        return redirect(request.get_full_path())
    if "completed" in form.fields and "return" not in request.POST:
        return to_next_section(assessment, SECTION)
    if "completed" in form.fields:
        return redirect(assessment)
    messages.success(request, "Saved.")
    return redirect(request.get_full_path())


def _tell_stale(form: IndicatorsForm, entry: Entry, of_row: Mapping[str, Stale]) -> None:
    """Both values are on the page: what was typed in the field, what is saved in the sentence."""
    then = "Yours is not saved. Save again to replace it, or type what is right."
    for part, field in (("figure", "value"), ("period", "period"), ("remark", "comment")):
        if part in of_row:
            said = [str(of_row[part]), then, _saved_beside(entry, of_row)]
            form.add_error(f"{entry.kpi.code}-{field}", " ".join(filter(None, said)))


def _saved_beside(entry: Entry, stale: Mapping[str, Stale]) -> str:
    """What of the same row was saved all the same."""
    if "figure" not in stale and "period" not in stale:
        return "The figure is saved." if entry.figure_is_touched else ""
    if "remark" not in stale and entry.remark_is_touched and not entry.missing:
        return "The comment is saved."
    return ""
