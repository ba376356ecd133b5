"""The answers that stand as buttons beside a box, in the section's own form: what was typed is
saved first, as with every button of it."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.claims import operations
from selfassess.claims.scope import is_found
from selfassess.errors import Refused
from selfassess.forms import LONGEST_NUMBER

from .coming_back import BESIDE_THE_BOX, place_of_box, with_back

# Its value: the answer, the finding's key, whose box it stands beside, and how many decisions about
# it the page showed
BUTTON = "finding"
KEY = re.compile(r"[0-9a-f]{32}")
PAGES = {"figure": "finding-figure", "stays": "finding", "wrong": "finding"}
USED = "The record’s figure stands in the text now."
TAKEN_BACK = "Taken back. It is open again."
CHANGED = "Saved. The sentence or the record has changed, so there is nothing to answer there now."


def after_saving(
    request: AuthenticatedHttpRequest, assessment: Assessment, section: str
) -> HttpResponse:
    """Do what needs no further word, and lead to a page of its own for what does."""
    answer, key, question, seen = (*request.POST[BUTTON].split(":"), "", "", "")[:4]
    if not KEY.fullmatch(key):
        return redirect(request.path)
    box = place_of_box(request, assessment, question)
    if page := PAGES.get(answer):
        if not is_found(request.user, assessment, key):  # as after typing in the sentence
            messages.error(request, CHANGED)
            return redirect(request.path)
        address = reverse(page, args=[assessment.quarter_id, assessment.area, key])
        return redirect(with_back(address, box) + ("" if answer == "figure" else f"#{answer}"))
    try:
        if answer == "use":
            operations.use_record(assessment, key, version=_number(seen), by=request.user)
            messages.success(request, USED, extra_tags=BESIDE_THE_BOX)
        elif answer == "back":
            operations.take_back(assessment, key, version=_number(seen), by=request.user)
            messages.success(request, TAKEN_BACK, extra_tags=BESIDE_THE_BOX)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return redirect(box)


def _number(seen: str) -> int | None:
    """None on a page that says none."""
    return int(seen) if seen.isdecimal() and len(seen) <= LONGEST_NUMBER else None
