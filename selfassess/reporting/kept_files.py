"""PDFs that were drawn once and are kept: where they are found, and how they are stored.

The first to be stored is the one: of two that were drawn at once, the later gives way.
"""

from hashlib import sha256

import msgspec

from selfassess.accounts.models import User
from selfassess.audit.log import log_event

from .annual.schema import Annual
from .editions import Description
from .models import AnnualFile, Report, ReportFile, measured


def stored_edition(report: Report, edition: str) -> ReportFile | None:
    found = ReportFile.objects.filter(report=report, cut=report.file_key(edition), format="pdf")
    return found.first()


def keep_edition(report: Report, edition: Description, data: bytes, *, by: User) -> ReportFile:
    """`edition`: as what was drawn describes itself. Another number may have gone out since."""
    told = measured(data)
    file, is_new = ReportFile.objects.get_or_create(
        report=report, cut=edition.file_key, format="pdf", defaults={"data": data, **told}
    )
    if is_new:
        log_event(
            "report.cut",
            by=by,
            quarter=report.quarter_id,
            subject=report.key,
            after={"cut": edition.key, **told},
        )
    return file


def stored_year(content: Annual) -> AnnualFile | None:
    """Found by what it says, so that a quarter issued since makes another."""
    return AnnualFile.objects.filter(made_from=_digest(content)).first()


def keep_year(content: Annual, data: bytes, *, by: User) -> AnnualFile:
    told = measured(data)
    file, is_new = AnnualFile.objects.get_or_create(
        made_from=_digest(content),
        defaults={"year": content.year.code, "data": data, "by": by, **told},
    )
    if is_new:
        log_event("report.annual", by=by, subject=file.year, after=told)
    return file


def _digest(content: Annual) -> str:
    return sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()
