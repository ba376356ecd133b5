"""Is this file one of ours? Asked with the file, answered by its fingerprint.

The file is read once, in pieces, and kept nowhere: nothing opens it, so nothing in it can do harm.
"""

from hashlib import sha256

from django import forms
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from selfassess.access import Permission, has_any
from selfassess.forms import CouncilForm

from .models import AnnualFile, Report, ReportFile

LARGEST = 20 * 1024 * 1024  # bytes: ten times the largest report


class VerifyForm(CouncilForm):
    file = forms.FileField(
        label="The PDF",
        help_text="20 MB at most. It is compared and not kept.",
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": "Choose the PDF that you want to check.",
            "invalid": "Choose the PDF that you want to check.",
            "missing": "Choose the PDF that you want to check.",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "The file is larger than 20 MB. None of our reports is. Choose another."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Whoever holds a file may learn which version it is, also of a draft: she has it already."""
    if not has_any(request.user, [Permission.READ_ISSUED]):
        raise Http404("Checking a report is for those who read reports.")
    if request.method != "POST":
        return render(request, "reporting/verify.html", {"form": VerifyForm()})
    form = VerifyForm(request.POST, request.FILES)
    context: dict = {"form": form}
    if form.is_valid():
        fingerprint = fingerprint_of(form.cleaned_data["file"])
        context |= {"sha256": fingerprint, "found": find(fingerprint)}
        context |= {"newer": newer(context["found"]), "annual": find_annual(fingerprint)}
    return render(request, "reporting/verify.html", context)


def fingerprint_of(file) -> str:
    found = sha256()
    for piece in file.chunks():
        found.update(piece)
    return found.hexdigest()


def find(fingerprint: str) -> ReportFile | None:
    """The stored file with these very bytes; an issued one, should two versions be the same."""
    files = ReportFile.objects.filter(sha256=fingerprint).defer("data", "report__content")
    people = ("report__compiled_by", "report__issued_by")
    found = files.select_related("report__quarter", *people)
    return found.order_by(F("report__issued_at").asc(nulls_first=True), "pk").last()


def find_annual(fingerprint: str) -> AnnualFile | None:
    files = AnnualFile.objects.filter(sha256=fingerprint)
    return files.defer("data").select_related("by").first()


def newer(file: ReportFile | None) -> Report | None:
    """The version that was issued after this one, where there is one."""
    if file is None or not file.report.is_final:
        return None
    issued = file.report.quarter.reports.issued().filter(number__gt=file.report.number)
    return issued.defer("content").order_by("number").last()
