"""What is recorded of a report beside its own row: no seal covers it, but what a seal covers tells.

Issuing, confirming and letting a public edition out have an event each, which is sealed. Of
several, the first one counts: who adds another later gains nothing. The event of a public edition
has a digest of the words that were released by then. A finished build is a copy of its report.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from selfassess.audit.models import Event
from selfassess.reporting.models import Build, Confirmation, PublicEdition, Report
from selfassess.reporting.models.release import digest_of

MOMENT = timedelta(minutes=1)  # between a row and its event, written one after the other
Done = tuple[int, datetime]  # by whom, and when
Told = Mapping[tuple[str, str], list[Done]]  # quarter and key of a report → what events tell


def recorded_later() -> Iterator[str]:
    """A sentence for each thing that differs from what the trail and the reports say."""
    issued, confirmed = _recorded("report.issue"), _recorded("report.confirm")
    given = {one.report_id: (one.by_id, one.at) for one in Confirmation.objects.all()}
    for report in Report.objects.defer("content").order_by("pk"):
        by, at = report.issued_by_id, report.issued_at
        yield from _differs(report, "issued", (by, at) if by and at else None, issued)
        yield from _differs(report, "confirmed", given.get(report.pk), confirmed)
    yield from _public_editions()
    yield from _builds()


def _public_editions() -> Iterator[str]:
    """Each with what its event says: who let it out, when, and which words were released."""
    told: dict[tuple[str, str, int], Event] = {}
    for event in Event.objects.filter(verb="report.publish").order_by("pk"):
        told.setdefault((event.quarter, event.subject, event.after["number"]), event)
    for edition in PublicEdition.objects.select_related("report").order_by("pk"):
        report = edition.report
        event = told.pop((report.quarter_id, report.key, edition.number), None)
        which = f"Public edition {edition.number} of report {report.pk}"
        if event is None:
            yield f"{which} went out, and its events say otherwise."
        elif event.by_id != edition.by_id or abs(event.at - edition.at) > MOMENT:
            yield f"{which} was let out by somebody else or at another time than its event says."
        elif event.after["digest"] != digest_of(edition.releases):
            yield f"{which} has other released words than its event says."
    there = {(one.quarter_id, one.key): one for one in Report.objects.defer("content")}
    for quarter, key, number in told:
        if report_of := there.get((quarter, key)):
            yield f"Public edition {number} of report {report_of.pk} is not there any more."


def _recorded(what: str) -> Told:
    told = defaultdict(list)
    for event in Event.objects.filter(verb=what).order_by("pk"):
        told[event.quarter, event.subject].append((event.by_id, event.at))
    return told


def _differs(report: Report, done: str, there: Done | None, told: Told) -> Iterator[str]:
    """An event from before the report is of another draft with its number, which was purged."""
    events = told.get((report.quarter_id, report.key), [])
    event = next((one for one in events if one[1] >= report.compiled_at - MOMENT), None)
    which = f"Report {report.pk} ({report.quarter_id}, {report.key})"
    if (there is None) != (event is None):
        yield f"{which} is {'' if there else 'not '}{done}, and its events say otherwise."
    elif there and event and (there[0] != event[0] or abs(there[1] - event[1]) > MOMENT):
        yield f"{which} was {done} by somebody else or at another time than its event says."


def _builds() -> Iterator[str]:
    """One at a time: their contents are large."""
    finished = Build.objects.filter(report__isnull=False).select_related("report").order_by("pk")
    for build in finished.iterator(chunk_size=1):
        report = build.report
        if report and _frozen(build) != (
            *(report.quarter_id, report.kind, report.number, report.content),
            *(report.compiled_at, report.compiled_by_id),
        ):
            yield f"Build {build.pk} is not as its report {report.pk} ({build.key}) was compiled."


def _frozen(build: Build) -> tuple[object, ...]:
    asked = (build.asked_at, build.asked_by_id)
    return (build.quarter_id, build.kind, build.number, build.content, *asked)
