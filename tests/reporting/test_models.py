"""What was compiled stays as it is: the models refuse, and so does the database behind them."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone

from selfassess.reporting.editions import FULL
from selfassess.reporting.models import Build, BuildState, Kind, Report, ReportFile
from tests.factories import make_build, make_issued, make_quarter, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def quarter():
    return make_quarter()


@pytest.fixture
def draft(quarter, cast) -> Report:
    return make_report(quarter, by=cast.director)


def another(report: Report, **changes) -> Report:
    """A second report like this one, save for what is changed."""
    kept = ("quarter", "kind", "content", "compiled_at", "compiled_by")
    fields = {name: getattr(report, name) for name in kept} | {"number": report.number + 1}
    return Report.objects.create(**fields | changes)


def test_a_report_cannot_be_saved_again(draft):
    draft.number = 7
    with pytest.raises(TypeError, match="never changes"):
        draft.save()
    assert Report.objects.get().number == 1


def test_a_reports_file_cannot_be_saved_again(draft):
    file = draft.files.get()
    file.data = b"something else"
    with pytest.raises(TypeError, match="never changes"):
        file.save()
    assert bytes(draft.files.get().data).startswith(b"%PDF")


def test_a_report_with_its_file_cannot_be_deleted(draft):
    with pytest.raises(ProtectedError):
        draft.delete()


def test_a_quarter_with_reports_cannot_be_deleted(draft):
    with pytest.raises(ProtectedError):
        draft.quarter.delete()


def test_a_version_has_its_own_number(draft):
    same = "a_version_has_its_own_number|report.quarter_id, .*report.kind, .*report.number"
    with pytest.raises(IntegrityError, match=same):
        another(draft, number=draft.number)


def test_drafts_and_versions_are_counted_apart(draft):
    assert another(draft, kind=Kind.FINAL, number=draft.number).key == "v1"


def test_numbers_count_from_one(draft):
    with pytest.raises(IntegrityError, match="numbers_count_from_one"):
        another(draft, number=0)


def test_a_draft_is_never_issued(draft, cast):
    with pytest.raises(IntegrityError, match="a_draft_is_never_issued"):
        another(draft, issued_at=timezone.now(), issued_by=cast.director)


@pytest.mark.parametrize("missing", ["issued_at", "issued_by"])
def test_issuing_has_a_person_and_a_time(draft, cast, missing):
    known = {"issued_at": timezone.now(), "issued_by": cast.director} | {missing: None}
    with pytest.raises(IntegrityError, match="issuing_has_a_person_and_a_time"):
        another(draft, kind=Kind.FINAL, **known)


def test_a_report_has_one_file_of_a_form(draft):
    same = "a_report_has_one_file_of_a_form|file.report_id, .*file.cut, .*file.format"
    with pytest.raises(IntegrityError, match=same):
        ReportFile.objects.create(
            report=draft, cut=FULL, format="pdf", data=b"", size=0, sha256="0" * 64
        )


@pytest.mark.parametrize("state", [BuildState.WAITING, BuildState.RUNNING])
def test_one_build_at_a_time_for_a_quarter_and_kind(quarter, cast, state):
    first = make_build(quarter, by=cast.director)
    Build.objects.filter(pk=first.pk).update(state=state)
    same = "one_build_at_a_time_for_a_quarter_and_kind|build.quarter_id, .*build.kind"
    with pytest.raises(IntegrityError, match=same):
        Build.objects.create(
            quarter=quarter, kind=Kind.DRAFT, number=2, content={}, asked_by=cast.director
        )


def test_a_build_that_is_over_is_not_in_the_way(quarter, cast):
    for state in (BuildState.FAILED, BuildState.WAITING):
        build = make_build(quarter, by=cast.director)
        Build.objects.filter(pk=build.pk).update(state=state)
    assert Build.objects.count() == 2


def test_a_finished_build_has_its_report(quarter, cast):
    build = make_build(quarter, by=cast.director)
    with pytest.raises(IntegrityError, match="a_finished_build_has_its_report"):
        Build.objects.filter(pk=build.pk).update(state=BuildState.DONE)


@pytest.mark.parametrize("state", [BuildState.WAITING, BuildState.RUNNING, BuildState.FAILED])
def test_an_unfinished_build_has_no_report(draft, state):
    with pytest.raises(IntegrityError, match="a_finished_build_has_its_report"):
        Build.objects.filter(report=draft).update(state=state)


def test_a_version_is_called_by_kind_and_number(draft):
    assert (draft.key, draft.name, str(draft)) == ("draft-1", "Draft 1", "Draft 1 of Q2 2020/21")
    final = another(draft, kind=Kind.FINAL, number=2)
    assert (final.key, final.name) == ("v2", "Version 2")
    assert final.get_absolute_url() == "/reports/2020-21-q2/v2/"


def test_a_fingerprint_is_the_beginning_of_the_sha256(draft):
    file = draft.files.get()
    assert file.fingerprint.replace(" ", "") == file.sha256[:16]
    assert len(file.fingerprint.split()) == 4


def test_who_may_see_which_reports(draft, cast):
    issued = make_issued("2020-21-q1")
    see_all, see_issued = {draft, issued}, {issued}
    expected = {
        cast.director: see_all,
        cast.administrator: see_all,
        cast.head: see_issued,
        cast.deputy: see_issued,
        cast.other_head: see_issued,
        cast.analyst: see_issued,
        cast.viewer: see_issued,
        cast.nobody: set(),
    }
    assert {who: set(Report.objects.visible_to(who)) for who in expected} == expected


class TestWhatIsUnfinished:
    """What the quarter's page says about builds that are not reports yet."""

    def test_nothing_when_the_last_one_is_done(self, quarter, cast):
        Build.objects.filter(pk=make_build(quarter, by=cast.director).pk).update(state="failed")
        make_report(quarter, by=cast.director)
        assert not quarter.builds.unfinished().exists()

    def test_the_last_one_when_it_failed(self, quarter, cast):
        make_report(quarter, by=cast.director)
        failed = make_build(quarter, by=cast.director)
        Build.objects.filter(pk=failed.pk).update(state=BuildState.FAILED)
        assert quarter.builds.unfinished().get() == failed

    def test_everything_that_is_under_way(self, quarter, cast):
        draft = make_build(quarter, by=cast.director)
        areas = quarter.assessments.of_areas()
        reasons = dict.fromkeys(areas.values_list("area", flat=True), "Not assessed.")
        final = make_build(quarter, by=cast.director, kind=Kind.FINAL, left_out=reasons)
        assert set(quarter.builds.unfinished()) == {draft, final}
