"""Compiling and issuing a report."""

from datetime import datetime

from django.db import transaction

from selfassess.access import OVERVIEW, Permission, can, require
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import keep_as_approved
from selfassess.assessments.workflow import State
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import lock_quarter, move_quarter
from selfassess.schema_fields import fields_of
from selfassess.seen import require_seen
from selfassess.snapshot import snapshot

from .content.freeze import gather, version_of
from .content.read import to_stored
from .content.same import is_fact, says_the_same
from .content.schema import ReportContent
from .editions import description_of
from .kept_files import keep_edition, stored_edition
from .left_out import reasons_of, require_overview_without
from .models import ACTIVE, Build, BuildState, Drawing, Kind, Report, ReportFile, measured
from .release.operations import carry_over
from .scope import with_files
from .seen import of_version
from .tasks import ask, lay_out, queue_editions

CHANGED = {"quarter": "The quarter’s dates or note", "overview": "The director’s overview"}


def compile_report(
    quarter: Quarter, *, kind: str, by: User, left_out: dict[str, str] | None = None
) -> Build:
    """Freeze the quarter as it is now, and have its report laid out in the background. Nobody who
    saves waits meanwhile.

    `left_out` maps the areas that a final does without to the reason. Asking again while the
    same kind of report is under way gives that one (a double click).
    """
    require(by, Permission.COMPILE)
    with snapshot():
        quarter = Quarter.objects.get(pk=quarter.pk)
        if under_way := _under_way(quarter, kind):
            return under_way
        left_out = reasons_of(quarter, left_out or {}) if kind == Kind.FINAL else {}
        require_overview_without(quarter, left_out)
        at = now()
        version = version_of(kind, quarter.reports.next_number(kind), at=at, by=by.title)
        content = gather(quarter, version=version, left_out=left_out)
    with transaction.atomic():
        quarter = lock_quarter(quarter.pk)
        if under_way := _under_way(quarter, kind):  # somebody asked in the same moment
            return under_way
        number = quarter.reports.next_number(kind)  # a report of that moment may be done by now
        content.version = version_of(kind, number, at=at, by=by.title)
        return _queue(quarter, content, left_out, at=at, by=by)


def _under_way(quarter: Quarter, kind: str) -> Build | None:
    """The build of this kind that somebody waits for. Refused where none may begin."""
    if found := quarter.builds.filter(kind=kind, state__in=ACTIVE).first():
        return found
    if not quarter.is_under_way:
        state = quarter.get_state_display().lower()
        raise Refused(f"{quarter.name} is {state}, so no report of it can be compiled.")
    return None


def _queue(
    quarter: Quarter, content: ReportContent, left_out: dict[str, str], *, at: datetime, by: User
) -> Build:
    version = content.version
    build = Build.objects.create(
        quarter=quarter,
        kind=version.kind,
        number=version.number,
        content=to_stored(content),
        asked_at=at,
        asked_by=by,
    )
    log_event(
        "report.compile",
        by=by,
        quarter=quarter.code,
        subject=version.key,
        after={"left_out": left_out},
    )
    lay_out.enqueue(build.pk)  # the queue is in this database: stored with the build or not at all
    return build


@transaction.atomic
def cancel(build: Build, *, by: User) -> None:
    """Call off a report that is under way. Whoever lays it out notices, and stores nothing."""
    require(by, Permission.COMPILE)
    under_way = Build.objects.filter(pk=build.pk, state__in=ACTIVE)
    if not under_way.update(state=BuildState.CANCELLED, problem="It was cancelled."):
        raise Refused(f"{build} is no longer under way, so there is nothing to cancel.")
    key = build.key
    log_event("report.cancel", by=by, quarter=build.quarter_id, subject=key)


def _require_reading(report: Report, edition: str, by: User) -> None:
    """Asking for a file is reading: of what is issued for its readers, of anything else for those
    who compile it, and for those who write the area that the edition is of."""
    if report.is_issued:
        require(by, Permission.READ_ISSUED)
    elif not can(by, Permission.READ_DRAFTS):
        require(by, Permission.READ_AREA_DRAFT, edition)


def store_edition(report: Report, edition: str, *, by: User) -> ReportFile:
    """For commands: the PDF of an edition, drawn at once, and from then on the same bytes.

    A command may draw the public edition before the director has let it go out; that one is not
    stored.
    """
    _require_reading(report, edition, by)
    waits = report.waits_for_the_director(edition)
    if waits and not by.is_system:
        raise Refused("The director has not yet let the scrutiny edition go out.")
    if stored := stored_edition(report, edition):
        return stored
    from .pdf import draw  # the layout engine takes seconds to import

    content = report.edition(edition)
    data = draw(content)
    if waits:
        return ReportFile(report=report, cut=edition, data=data, **measured(data))
    with transaction.atomic():
        return keep_edition(report, description_of(content), data, by=by)


@transaction.atomic
def ask_for_edition(report: Report, edition: str, *, by: User) -> Drawing | None:
    """Have the worker draw an edition's PDF. Asking again gives the drawing that is on its way;
    None when the PDF is there already. LookupError when there is no such edition."""
    _require_reading(report, edition, by)
    if report.waits_for_the_director(edition):
        raise Refused("The director has not yet let the scrutiny edition go out.")
    if stored_edition(report, edition):
        return None
    report.edition(edition)
    return ask(by=by, report=report, edition=edition)


class Outdated(Refused):
    """What is in a version is no longer true. `fresh`: the content that it would have now."""

    def __init__(self, message: str, fresh: ReportContent) -> None:
        self.fresh = fresh
        super().__init__(message)


@transaction.atomic
def issue(report: Report, *, by: User, seen: str | None = None) -> Report:
    """Make a final the quarter's report: everything of the quarter becomes read-only. Raises
    Outdated when something in it has changed since it was compiled."""
    require(by, Permission.ISSUE)
    quarter = lock_quarter(report.quarter_id)
    report = with_files(Report.objects.defer(None)).get(pk=report.pk)
    if report.is_issued:
        return report
    if seen is not None:
        require_seen(of_version(report), seen)
    require_issuable(report, quarter)
    for assessment in quarter.assessments.of_areas().filter(state=State.APPROVED):
        keep_as_approved(assessment, by=by)  # once more: a release before this one kept nothing
    if overview := quarter.assessments.filter(area=OVERVIEW).first():
        keep_as_approved(overview, by=by)
    move_quarter(quarter, "issue", by=by)
    Report.objects.filter(pk=report.pk).update(issued_at=now(), issued_by=by)
    log_event("report.issue", by=by, quarter=quarter.code, subject=report.key)
    carry_over(report, by=by)
    queue_editions(report, by=by)  # a final that an earlier release compiled may lack some
    return Report.objects.select_related("quarter").get(pk=report.pk)


def require_issuable(report: Report, quarter: Quarter) -> None:
    """Raise Refused, or Outdated, with the reason why this version cannot be issued now."""
    if not report.is_final:
        raise Refused("A draft cannot be issued. Compile the final report first.")
    if quarter.state == QuarterState.OPEN:
        raise Refused(f"{quarter.name} is still open. An administrator closes it first.")
    if newer := quarter.reports.final().filter(number__gt=report.number).first():
        raise Refused(f"{newer.name} is newer than {report.name}. Issue that one.")
    fresh = gather(quarter, version=report.frozen.version, left_out=_reasons(report))
    if changed := _changed_since(report, fresh):
        raise Outdated(
            f"{', '.join(changed)} changed after {report.name} was compiled. Compile it again.",
            fresh,
        )


def _changed_since(report: Report, fresh: ReportContent) -> list[str]:
    """What a report compiled now would say differently: names of areas, then what lies outside."""
    frozen = report.frozen
    now, then = ({area.slug: area for area in content.areas} for content in (fresh, frozen))
    areas = [
        area.name
        for slug, area in {**now, **then}.items()
        if not says_the_same(now.get(slug), then.get(slug), frozen.schema)
    ]
    return areas + [
        CHANGED.get(field.name, field.about.label)
        for field in fields_of(ReportContent)
        if field.name != "areas"
        and is_fact(field, frozen.schema)
        and not says_the_same(field.of(fresh), field.of(frozen), frozen.schema)
    ]


def _reasons(report: Report) -> dict[str, str]:
    return {area.slug: area.left_out_reason for area in report.frozen.areas if not area.included}
