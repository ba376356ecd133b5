"""Finding a file of ours by its fingerprint."""

from hashlib import sha256

from django.db.models import F

from .models import AnnualFile, Report, ReportFile


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
