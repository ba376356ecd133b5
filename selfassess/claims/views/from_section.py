"""The answers that stand as buttons beside a box, in the section's own form: what was typed is
saved first, as with every button of it."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims import operations
from selfassess.claims.models import Verdict
from selfassess.errors import Refused

BUTTON = "finding"  # its value: the answer and the finding's key
KEY = re.compile(r"[0-9a-f]{32}")
TOLD = "The performance analyst is told that the record is wrong."


def after_saving(
    request: AuthenticatedHttpRequest, assessment: Assessment, section: str
) -> HttpResponse:
    """Do what needs no further word, and lead to a page of its own for what does."""
    answer, _, key = request.POST[BUTTON].partition(":")
    if not KEY.fullmatch(key):
        return redirect(request.path)
    where = [assessment.quarter_id, assessment.area, key]
    if answer == "figure":
        return redirect("finding-figure", *where)
    if answer == "stays":
        return redirect("finding", *where)
    try:
        if answer == "use":
            operations.use_record(assessment, key, by=request.user)
            messages.success(request, "The record’s figure stands in the text now.")
        elif answer == "wrong":
            operations.explain(assessment, key, Verdict.RECORD_WRONG, by=request.user)
            messages.success(request, TOLD)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)
