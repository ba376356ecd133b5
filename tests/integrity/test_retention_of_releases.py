"""What the director has released outlives every rule of retention, and what she took back too."""

from datetime import timedelta
from functools import partial

import pytest

from selfassess.audit.models import Event
from selfassess.integrity.operations import purge_records
from selfassess.quarters import clock
from selfassess.quarters.operations import close_quarter
from selfassess.reporting.models import Kind, PublicEdition, Release, Report
from selfassess.reporting.operations import issue
from selfassess.reporting.release.operations import let_out, release, take_back
from tests.factories import approve_all, make_quarter, make_report
from tests.rows import begin_with

from .conftest import seal, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

LONG_AGO = clock.now() - timedelta(days=3000)


@pytest.fixture
def version(cast) -> Report:
    return begin_with("old-version", partial(make_version, cast))


def make_version(cast) -> Report:
    """Issued long ago: edition 1 with the words of two areas, edition 2 without those of one."""
    with clock.at(LONG_AGO):
        quarter = make_quarter("2020-21-q1")
        make_report(quarter, by=cast.director)
        approve_all(quarter, text="Three children went home. All is well.")
        close_quarter(quarter.code, by=cast.administrator)
        final = make_report(quarter, by=cast.director, kind=Kind.FINAL)
        report = issue(final, by=cast.director)
        release(report, "mash", ticked=(), by=cast.director)
        release(report, "lac", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        take_back(report, "mash", by=cast.director)
        let_out(Report.objects.get(pk=report.pk), by=cast.director)
    seal()
    return report


def answers(version: Report, area: str) -> set[str]:
    """What the public reads of an area now."""
    content = Report.objects.get(pk=version.pk).edition("scrutiny")
    shown = next(one for one in content.areas if one.slug == area)
    return {answer.answer for section in shown.sections for answer in section.answers}


@pytest.fixture
def purged(version, cast, settings) -> Report:
    settings.RETAIN_EVENTS_DAYS = settings.RETAIN_DRAFTS_DAYS = 1
    assert purge_records(by=cast.administrator, reason="Our retention schedule")["event"]
    return version


def test_a_released_passage_is_still_read(purged):
    assert answers(purged, "lac") == {"(not published) All is well."}


def test_one_that_was_taken_back_stays_unpublished(purged):
    assert answers(purged, "mash") == {"Not published"}


def test_each_edition_still_knows_which_words_it_had(purged):
    first, second = PublicEdition.objects.filter(report=purged).order_by("number")
    had = [{one.area for one in edition.releases if one.sentences} for edition in (first, second)]
    assert had == [{"mash", "lac"}, {"lac"}]


def test_no_decision_goes_and_all_is_as_it_was_sealed(version, cast, settings):
    decisions = list(Release.objects.values_list("pk", flat=True))
    settings.RETAIN_EVENTS_DAYS = 1
    purge_records(by=cast.administrator, reason="Our retention schedule")
    assert list(Release.objects.values_list("pk", flat=True)) == decisions
    verbs = set(Event.objects.filter(quarter="2020-21-q1").values_list("verb", flat=True))
    assert {"report.issue", "report.publish"} <= verbs
    assert "All is as it was sealed." in verified()


def test_a_draft_that_goes_takes_no_decision_with_it(version, cast, settings):
    settings.RETAIN_DRAFTS_DAYS = 1
    decisions = Release.objects.count()
    assert purge_records(by=cast.administrator, reason="Our retention schedule")["report"]
    assert [report.kind for report in Report.objects.all()] == [Kind.FINAL]
    assert Release.objects.count() == decisions > 0
