"""Everything of a quarter in one zip file: for the council's records, and for leaving the portal.

It has the PDF and the frozen content (JSON) of every version, but Word and Excel of the newest
alone, because those can be drawn again from the frozen content.
"""

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from performance.imports import export
from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.formula_injection import guarded
from selfassess.quarters.models import Quarter
from selfassess.reporting.models import Report

from .registry import FORMATS
from .zipping import pack

HEAD = ("at", "by", "area", "what", "verb", "subject", "reason", "before", "after")
README = """\
{authority}
Self-assessment of children's social care, {quarter}: everything of the quarter

In this file:
{versions}
  measures.csv     every figure of the quarter, as the portal takes it in again
  audit-trail.csv  one line for every change in the quarter, oldest first, with what stood there
                   before and after it; times are London's

A folder stands for one version of the report. Its PDF is the record: the bytes that were stored
when it was compiled. The JSON file holds the content that it was drawn from. Word and Excel are
drawn from the same content, for the newest version alone. A scrutiny edition from before words were
released one by one is not here: it is withdrawn, and nobody is given it.

A cell that begins with an apostrophe has it so that no spreadsheet takes it for a formula.

SHA-256 of each file:
{fingerprints}
"""


def everything(quarter: Quarter) -> bytes:
    """Return the zip file; its bytes are the same as long as nothing of the quarter changes."""
    files = dict(_files(quarter))
    return pack([("README.txt", _readme(quarter, files)), *files.items()])


def _files(quarter: Quarter) -> Iterator[tuple[str, bytes]]:
    reports = list(quarter.reports.prefetch_related("files").order_by("compiled_at", "pk"))
    for report in reports:
        yield from _of(report, newest=report == _newest(reports))
    yield "measures.csv", export.as_csv(quarter)
    yield "audit-trail.csv", _trail(quarter)


def _newest(reports: list[Report]) -> Report:
    """Prefer an issued version, then a final, then the latest compiled. `reports`: not empty."""
    return max(reports, key=lambda report: (report.is_issued, report.is_final, report.compiled_at))


def _of(report: Report, *, newest: bool) -> Iterator[tuple[str, bytes]]:
    name = f"{report.key}/self-assessment-{report.quarter_id}-{report.key}"
    for file in sorted(report.files.all(), key=lambda file: file.pk):
        if not file.is_withdrawn:
            yield f"{name}{file.suffix}.{file.format}", file.bytes_as_stored()
    for format, form in FORMATS.items():
        if newest or format == "json":
            yield f"{name}.{format}", form.draw(report.frozen)


def _trail(quarter: Quarter) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    events = Event.objects.filter(quarter=quarter.code).select_related("by").order_by("at", "pk")
    for event in events.iterator(chunk_size=500):
        described = (event.by.title, event.area, sentence(event), event.verb)
        typed = (event.subject, event.reason, _json(event.before), _json(event.after))
        at = timezone.localtime(event.at).isoformat(timespec="seconds")
        writer.writerow([at, *map(guarded, (*described, *typed))])
    return out.getvalue().encode("utf-8-sig")


def _json(data: dict[str, Any]) -> str:
    if not data:
        return ""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)


def _readme(quarter: Quarter, files: dict[str, bytes]) -> bytes:
    folders = dict.fromkeys(name.split("/")[0] for name in files if "/" in name)
    versions = "\n".join(f"  {folder}/" for folder in folders) or "  no version of the report yet"
    fingerprints = "\n".join(
        f"  {sha256(data).hexdigest()}  {name}" for name, data in files.items()
    )
    words = {"authority": settings.AUTHORITY_NAME, "quarter": quarter.period.long_name}
    return README.format(versions=versions, fingerprints=fingerprints, **words).encode()
