"""One finding on a page of its own: what is written, what the record says, and every answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.asking_form import AskingForm
from selfassess.assessments.scope import may_write
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims import operations
from selfassess.claims.forms import AcceptForm, AskForm, StaysForm, WrongForm, question_about
from selfassess.claims.models import Verdict
from selfassess.claims.scope import NotFound, Row, get_row, get_to_read, may_review
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, version_seen

from .coming_back import BESIDE_THE_BOX, back_from, name_of
from .from_section import TAKEN_BACK, USED

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
FORMS: dict[str, type[AskingForm]] = {
    Verdict.STAYS: StaysForm,
    Verdict.RECORD_WRONG: WrongForm,
    Verdict.ASKED: AskForm,
    Verdict.ACCEPTED: AcceptForm,
}
DONE = {
    Verdict.USED: USED,
    Verdict.TAKEN_BACK: TAKEN_BACK,
    Verdict.RECORD_WRONG: "The performance analyst is told that the record is wrong.",
    Verdict.STAYS: "Saved. The director reads your reason beside the figures.",
    Verdict.ACCEPTED: "Accepted.",
    Verdict.ASKED: "Kept as a change needed. Its author reads it when you return the area.",
}


@GET_OR_POST
def finding(request: AuthenticatedHttpRequest, quarter: str, area: str, key: str) -> HttpResponse:
    assessment = get_to_read(request.user, quarter, area)
    verdict = request.POST.get("verdict", "")
    try:
        row = get_row(request.user, assessment, key)
    except NotFound as gone:
        if verdict in FORMS or request.kept_form:
            raise  # its page gives back what was typed
        messages.error(request, str(gone))
        return redirect(back_from(request, assessment))
    forms = _forms(request, row, verdict)
    is_valid = verdict in DONE and (verdict not in forms or forms[verdict].is_valid())
    status = 200
    if request.method == "POST" and is_valid:
        try:
            _decide(request, row, Verdict(verdict), forms)
            messages.success(request, DONE[Verdict(verdict)], extra_tags=BESIDE_THE_BOX)
            return redirect(back_from(request, assessment))
        except Stale as stale:
            status = 409
            messages.error(request, str(stale))
            row = get_row(request.user, assessment, key)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return render(request, "claims/finding.html", _context(request, row, forms), status=status)


def _forms(request: AuthenticatedHttpRequest, row: Row, verdict: str) -> dict[str, AskingForm]:
    """Those with words; the one that was sent holds what was typed."""
    initial = {Verdict.ASKED: {"text": question_about(row.standing.finding)}}
    return {
        name: form(
            posted(request) if name == verdict else None,
            ask=request.ask,
            auto_id=f"id_{name}_%s",
            initial=initial.get(Verdict(name), {}),
        )
        for name, form in FORMS.items()
    }


def _decide(
    request: AuthenticatedHttpRequest, row: Row, verdict: Verdict, forms: dict[str, AskingForm]
) -> None:
    about: dict[str, Any] = {"by": request.user}
    key = row.standing.finding.key
    about["version"] = version_seen(request)
    if verdict == Verdict.USED:
        seen = version_seen(request, "answer_version")
        operations.use_record(row.assessment, key, answer_version=seen, **about)
    elif verdict == Verdict.TAKEN_BACK:
        operations.take_back(row.assessment, key, **about)
    elif verdict == Verdict.ACCEPTED:
        reason = forms[verdict].cleaned_data["reason"]
        operations.accept(row.assessment, key, reason=reason, **about)
    elif verdict == Verdict.ASKED:
        text = forms[verdict].cleaned_data["text"]
        operations.ask(row.assessment, key, text=text, **about)
    else:
        reason = forms[verdict].cleaned_data["reason"]
        operations.explain(row.assessment, key, verdict, reason=reason, **about)


def _context(
    request: AuthenticatedHttpRequest, row: Row, forms: dict[str, AskingForm]
) -> dict[str, Any]:
    assessment = row.assessment
    answer = assessment.answer_to(row.standing.finding.question)
    back = back_from(request, assessment)
    return {
        "row": row,
        "assessment": assessment,
        "stays_form": forms[Verdict.STAYS],
        "wrong_form": forms[Verdict.RECORD_WRONG],
        "ask_form": forms[Verdict.ASKED],
        "accept_form": forms[Verdict.ACCEPTED],
        "sent": request.POST.get("verdict", ""),
        "answer_version": answer.version if answer else 0,
        "answering": may_write(request.user, assessment) and not assessment.locked_because,
        "reviewing": may_review(request.user, assessment),
        "back": back,
        "back_name": name_of(back),
    }
