"""Fetches reports for views, only among those that the reader may see; all others are a 404."""

import re

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter

from .editions import FULL
from .models import Kind, PublicEdition, Report, ReportFile, ReportQuerySet


def get_quarter(user: User, code: str) -> Quarter:
    """Return a quarter that this person may see, or of which she may read a version; or 404.

    A quarter that is being revised is no longer issued, but its issued versions can still be read.
    """
    seen = Q(pk__in=Quarter.objects.visible_to(user).values("pk"))
    read = Q(pk__in=Report.objects.visible_to(user).values("quarter"))
    return get_object_or_404(Quarter, seen | read, code=code)


def get_quarter_of_drafts(user: User, code: str) -> Quarter:
    """Return a quarter whose drafts, and builds on their way, this person may see; or 404."""
    if not can(user, Permission.READ_DRAFTS):
        raise Http404("Drafts are out of this person's sight.")
    return get_quarter(user, code)


def reports_of(user: User, quarter: Quarter) -> ReportQuerySet:
    """Return the versions of a quarter that this person may read, newest first."""
    return with_files(quarter.reports.with_an_edition_for(user))


def with_files(reports: ReportQuerySet) -> ReportQuerySet:
    """Read what a list of versions shows, without content and bytes, which are large."""
    files = Prefetch("files", ReportFile.objects.filter(cut=FULL).defer("data"))
    out = Prefetch("public_editions", PublicEdition.objects.select_related("by"))
    people = ("compiled_by", "issued_by", "confirmation")
    about = reports.select_related("quarter", *people).prefetch_related(files, out)
    return about.defer("content")


def with_size_of_pdf(reports: ReportQuerySet) -> ReportQuerySet:
    """Read what a link to a version and its PDF says, in one query."""
    full = ReportFile.objects.filter(report=OuterRef("pk"), cut=FULL).values("size")[:1]
    about = reports.select_related("quarter", "issued_by").defer("content")
    return about.annotate(size_of_pdf=Subquery(full))


def get_report(user: User, quarter: str, version: str, edition: str = FULL) -> Report:
    """Return a version of which this person may read this edition, or 404. `version`: its key."""
    kind = Kind.DRAFT if version.startswith("draft-") else Kind.FINAL
    number = int(re.sub(r"\D", "", version))
    visible = Report.objects.visible_to(user, edition)
    return get_object_or_404(with_files(visible), quarter_id=quarter, kind=kind, number=number)
