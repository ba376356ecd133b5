"""How a view gets hold of a report: through what its reader may see, or not at all."""

import re

from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from selfassess.quarters.models import Quarter

from .editions import FULL
from .models import Kind, Report, ReportFile


def get_quarter(user, code: str) -> Quarter:
    """A quarter that this person may see, or of which she may read a version: one that is being
    revised is no longer issued, but what was issued stays."""
    seen = Q(pk__in=Quarter.objects.visible_to(user).values("pk"))
    read = Q(pk__in=Report.objects.visible_to(user).values("quarter"))
    return get_object_or_404(Quarter, seen | read, code=code)


def reports_of(user, quarter):
    """The versions of a quarter that this person may read, newest first."""
    return with_files(quarter.reports.with_an_edition_for(user))


def with_files(reports):
    """With all that a list shows, and without what makes them heavy: contents and bytes."""
    files = Prefetch("files", ReportFile.objects.filter(cut=FULL).defer("data"))
    people = ("compiled_by", "issued_by", "confirmation__by")
    return reports.select_related("quarter", *people).prefetch_related(files).defer("content")


def get_report(user, quarter: str, version: str, edition: str = FULL) -> Report:
    kind = Kind.DRAFT if version.startswith("draft-") else Kind.FINAL
    number = int(re.sub(r"\D", "", version))
    found = Report.objects.visible_to(user, edition).filter(
        quarter_id=quarter, kind=kind, number=number
    )
    return get_object_or_404(with_files(found))


def get_edition(user, quarter: str, version: str, edition: str) -> tuple[Report, dict]:
    """A version, and of its content what this edition holds."""
    report = get_report(user, quarter, version, edition)
    try:
        return report, report.edition(edition)
    except LookupError as error:
        raise Http404(str(error)) from error
