"""Finds stored files by their fingerprint, the SHA-256 of their bytes."""

from hashlib import sha256

from django.core.files import File
from django.db.models import F

from .models import AnnualFile, Report, ReportFile

PDF = b"%PDF"


def fingerprint_of(file: File[bytes]) -> str:
    digest = sha256()
    for piece in file.chunks():
        digest.update(piece)
    return digest.hexdigest()


def is_pdf(file: File[bytes]) -> bool:
    """Does it begin as a PDF does? Only those are stored, so nothing else can be one of ours."""
    file.seek(0)
    return file.read(len(PDF)) == PDF


def find(fingerprint: str) -> ReportFile | None:
    """Return the stored file with this SHA-256; if several have it, the one issued last."""
    files = ReportFile.objects.filter(sha256=fingerprint).defer("data", "report__content")
    people = ("report__compiled_by", "report__issued_by")
    found = files.select_related("report__quarter", *people)
    return found.order_by(F("report__issued_at").asc(nulls_first=True), "pk").last()


def find_annual(fingerprint: str) -> AnnualFile | None:
    files = AnnualFile.objects.filter(sha256=fingerprint)
    return files.defer("data").select_related("by").first()


def newer(file: ReportFile) -> Report | None:
    """Return the latest version issued after this file's, or None."""
    if not file.report.is_final:
        return None
    issued = file.report.quarter.reports.issued().filter(number__gt=file.report.number)
    return issued.defer("content").order_by("number").last()
