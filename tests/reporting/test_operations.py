"""A report is frozen when it is asked for, and issued only when it still says what is true."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment
from selfassess.assessments.operations.lifecycle import approve, reopen, return_for_changes, send
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import close_quarter
from selfassess.reporting.models import Build, BuildState, Kind, Report
from selfassess.reporting.operations import compile_report, issue, store_edition
from selfassess.reporting.tasks import lay_out
from tests.factories import (
    approve_all,
    get_assessment,
    issued_before,
    make_approved,
    make_build,
    make_issued,
    make_quarter,
    make_report,
    make_sent,
    write,
)
from tests.owner import as_owner

from .sample import as_first_stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def quarter() -> Quarter:
    return make_quarter()


@pytest.fixture
def approved(quarter) -> Quarter:
    """Open, every area approved."""
    approve_all(quarter)
    return quarter


@pytest.fixture
def closed(approved, cast) -> Quarter:
    return close_quarter(approved.code, by=cast.administrator)


def final(quarter: Quarter, cast, **kwargs) -> Report:
    return make_report(quarter, by=cast.director, kind=Kind.FINAL, **kwargs)


class TestCompiling:
    @pytest.mark.parametrize("state", [QuarterState.OPEN, QuarterState.CLOSED])
    def test_a_draft_can_be_had_at_any_time_while_the_quarter_is_under_way(self, cast, state):
        quarter = make_quarter(state=state)
        assert make_report(quarter, by=cast.director).key == "draft-1"

    @pytest.mark.parametrize("state", [QuarterState.PLANNED, QuarterState.ISSUED])
    @pytest.mark.parametrize("kind", Kind.values)
    def test_before_and_after_there_is_nothing_to_compile(self, cast, state, kind):
        quarter = make_quarter(state=state)
        with pytest.raises(Refused, match=f"is {state}, so no report of it can be compiled"):
            make_build(quarter, by=cast.director, kind=kind)

    def test_only_the_director_compiles(self, quarter, cast):
        for person in (cast.head, cast.analyst, cast.administrator, cast.viewer, cast.nobody):
            with pytest.raises(PermissionDenied):
                make_build(quarter, by=person)
        assert not Build.objects.exists()

    def test_it_is_in_the_history_from_the_asking_to_the_fingerprint(self, quarter, cast):
        report = make_report(quarter, by=cast.director)
        asked, done = Event.objects.filter(verb__startswith="report.").order_by("id")
        assert (asked.verb, asked.by, asked.subject) == ("report.compile", cast.director, "draft-1")
        assert (done.verb, done.after["sha256"]) == ("report.compiled", report.files.get().sha256)

    def test_asking_twice_is_one_build(self, quarter, cast):
        assert make_build(quarter, by=cast.director) == make_build(quarter, by=cast.director)
        assert Event.objects.filter(verb="report.compile").count() == 1

    def test_asking_again_when_it_is_laid_out_already_is_still_the_same_build(self, quarter, cast):
        first = make_build(quarter, by=cast.director)
        Build.objects.update(state=BuildState.RUNNING)
        assert make_build(quarter, by=cast.director) == first

    def test_a_draft_and_a_final_do_not_wait_for_each_other(self, approved, cast):
        draft = make_build(approved, by=cast.director)
        assert make_build(approved, by=cast.director, kind=Kind.FINAL) != draft


class TestNumbers:
    """Versions are counted without gaps, each kind for itself."""

    def test_they_count_from_one_for_each_kind_and_quarter(self, approved, cast):
        keys = [make_report(approved, by=cast.director).key for _ in range(2)]
        keys += [final(approved, cast).key for _ in range(2)]
        keys += [make_report(approved, by=cast.director).key]
        keys += [make_report(make_quarter("2020-21-q3"), by=cast.director).key]
        assert keys == ["draft-1", "draft-2", "v1", "v2", "draft-3", "draft-1"]

    def test_a_build_that_failed_leaves_no_gap(self, quarter, cast):
        make_build(quarter, by=cast.director)
        Build.objects.update(state=BuildState.FAILED)
        assert make_report(quarter, by=cast.director).key == "draft-1"

    def test_the_number_in_the_content_is_the_versions_own(self, quarter, cast):
        for _ in range(2):
            report = make_report(quarter, by=cast.director)
        assert report.content["version"]["name"] == report.name == "Draft 2"


class TestTheFinal:
    """A final has every area approved, or says why it does without one."""

    def test_it_needs_every_area_and_names_those_that_are_missing(self, quarter, cast):
        make_approved(quarter, head=cast.head, director=cast.director)
        make_sent(quarter, "early-help", by=cast.other_head)
        with pytest.raises(Refused) as refusal:
            make_build(quarter, by=cast.director, kind=Kind.FINAL)
        assert "Early Help, Safeguarding & Review" in str(refusal.value)
        assert "MASH" not in str(refusal.value)
        assert not Build.objects.exists()

    def test_every_missing_area_needs_its_own_reason(self, quarter, cast):
        waiting = quarter.assessments.of_areas().values_list("area", flat=True)
        reasons = dict.fromkeys(waiting, "Not assessed.") | {"lac": "  "}
        with pytest.raises(Refused, match="without a reason: Looked After Children"):
            make_build(quarter, by=cast.director, kind=Kind.FINAL, left_out=reasons)
        report = final(quarter, cast, left_out=reasons | {"lac": " Its head is ill. "})
        left_out = {area["slug"]: area["left_out_reason"] for area in report.content["areas"]}
        assert left_out["lac"] == "Its head is ill."
        assert report.content["missing"] == []

    def test_an_approved_area_is_never_left_out(self, approved, cast):
        report = final(approved, cast, left_out={"mash": "I do not like it."})
        assert all(area["included"] for area in report.content["areas"])

    def test_a_draft_leaves_nothing_out(self, quarter, cast):
        report = make_report(quarter, by=cast.director, left_out={"mash": "Not ready."})
        assert all(area["included"] for area in report.content["areas"])

    def test_the_reasons_are_in_the_history(self, quarter, cast):
        waiting = quarter.assessments.of_areas().values_list("area", flat=True)
        make_build(
            quarter, by=cast.director, kind=Kind.FINAL, left_out=dict.fromkeys(waiting, "Illness.")
        )
        assert Event.objects.get(verb="report.compile").after["left_out"]["mash"] == "Illness."


class TestFreezing:
    """What changes after the asking changes nothing, even when it is done behind our backs."""

    def test_what_is_asked_for_is_what_is_laid_out(self, quarter, cast):
        write(get_assessment(quarter), by=cast.head, know="As it was asked for.")
        build = make_build(quarter, by=cast.director)
        asked_for = build.content
        Answer.objects.update(text="BEHIND ITS BACK")
        lay_out.call(build.pk)
        report = Report.objects.get()
        assert report.content == asked_for
        assert b"BEHIND ITS BACK" not in bytes(report.files.get().data)

    def test_what_is_compiled_stays_byte_for_byte(self, approved, cast):
        report = final(approved, cast)
        before = (report.content, bytes(report.files.get().data))
        Answer.objects.update(text="BEHIND ITS BACK")
        Assessment.objects.update(area_name="BEHIND ITS BACK")
        report = Report.objects.get()
        file = report.files.get()
        assert (report.content, bytes(file.data)) == before
        assert (file.sha256, file.size) == (sha256(before[1]).hexdigest(), len(before[1]))

    def test_issuing_changes_neither_content_nor_bytes(self, closed, cast):
        report = final(closed, cast)
        before = (report.content, bytes(report.files.get().data))
        issued = issue(report, by=cast.director)
        assert (issued.content, bytes(issued.files.get().data)) == before


class TestIssuing:
    def test_the_quarter_is_issued_with_the_report(self, closed, cast):
        issued = issue(final(closed, cast), by=cast.director)
        assert (issued.is_issued, issued.issued_by) == (True, cast.director)
        assert Quarter.objects.get(pk=closed.pk).is_issued
        verbs = Event.objects.filter(verb__endswith=".issue").values_list("verb", flat=True)
        assert set(verbs) == {"quarter.issue", "report.issue"}

    def test_only_the_director_issues(self, closed, cast):
        report = final(closed, cast)
        for person in (cast.head, cast.analyst, cast.administrator, cast.viewer):
            with pytest.raises(PermissionDenied):
                issue(report, by=person)

    def test_a_draft_cannot_be_issued(self, closed, cast):
        with pytest.raises(Refused, match="draft cannot be issued"):
            issue(make_report(closed, by=cast.director), by=cast.director)

    def test_an_open_quarter_must_be_closed_first(self, approved, cast):
        with pytest.raises(Refused, match="still open"):
            issue(final(approved, cast), by=cast.director)

    def test_only_the_newest_version_is_issued(self, closed, cast):
        first, second = final(closed, cast), final(closed, cast)
        with pytest.raises(Refused, match="Version 2 is newer than Version 1"):
            issue(first, by=cast.director)
        assert issue(second, by=cast.director).is_issued

    def test_issuing_twice_does_nothing(self, closed, cast):
        report = final(closed, cast)
        first = issue(report, by=cast.director)
        assert issue(report, by=cast.director).issued_at == first.issued_at
        assert Event.objects.filter(verb="report.issue").count() == 1

    def test_nothing_is_left_behind_when_it_is_refused(self, closed, cast):
        report = final(closed, cast)
        Answer.objects.filter(assessment__area="mash").update(text="Changed.")
        with pytest.raises(Refused):
            issue(report, by=cast.director)
        assert Quarter.objects.get(pk=closed.pk).state == QuarterState.CLOSED
        assert not Report.objects.issued().exists()


class TestWhatChangedAfterCompiling:
    """A version that no longer says what is true is not issued; the refusal says what changed."""

    def refusal(self, report, cast) -> str:
        with pytest.raises(Refused) as refusal:
            issue(report, by=cast.director)
        return str(refusal.value)

    def test_an_area_that_was_reopened(self, closed, cast):
        report = final(closed, cast)
        reopen(get_assessment(closed), reason="A wrong figure.", by=cast.director)
        assert self.refusal(report, cast) == (
            "MASH & Assessment changed after Version 1 was compiled. Compile it again."
        )

    def test_an_area_that_was_changed_and_approved_again(self, closed, cast):
        report = final(closed, cast)
        reopen(get_assessment(closed), reason="A wrong figure.", by=cast.director)
        make_approved(closed, head=cast.head, director=cast.director, text="The right figure.")
        assert "MASH & Assessment changed" in self.refusal(report, cast)
        assert issue(final(closed, cast), by=cast.director).name == "Version 2"

    def test_an_area_that_was_left_out_and_is_approved_since(self, quarter, cast):
        approve_all(quarter)
        mash = get_assessment(quarter)
        reopen(mash, reason="Not done yet.", by=cast.director)
        close_quarter(quarter.code, by=cast.administrator)
        report = final(quarter, cast, left_out={"mash": "Late."})
        send(get_assessment(quarter), by=cast.head)
        approve(get_assessment(quarter), by=cast.director)
        assert "MASH & Assessment changed" in self.refusal(report, cast)

    def test_the_directors_overview(self, closed, cast):
        report = final(closed, cast)
        write(get_assessment(closed, OVERVIEW), by=cast.director, overview="One thing more.")
        assert "The director’s overview changed" in self.refusal(report, cast)

    def test_all_of_them_are_named(self, closed, cast):
        report = final(closed, cast)
        Answer.objects.filter(assessment__area__in=["mash", "lac"]).update(text="Changed.")
        assert self.refusal(report, cast).startswith("MASH & Assessment, Looked After Children ")

    def test_a_key_that_came_with_a_later_release_is_no_change(self, closed, cast):
        report = final(closed, cast)
        earlier = as_first_stored(report.frozen)
        assert earlier != report.content
        with as_owner():
            Report.objects.filter(pk=report.pk).update(content=earlier)
        assert issue(Report.objects.get(pk=report.pk), by=cast.director).is_issued

    def test_a_final_that_leaves_areas_out_can_be_issued(self, quarter, cast):
        waiting = quarter.assessments.of_areas().values_list("area", flat=True)
        close_quarter(quarter.code, by=cast.administrator)
        report = final(quarter, cast, left_out=dict.fromkeys(waiting, "Not assessed."))
        assert issue(report, by=cast.director).is_issued


class TestAfterIssuing:
    """Everything of the quarter is read-only."""

    @pytest.fixture
    def mash(self) -> Assessment:
        return get_assessment(issued_before("2020-21-q2").quarter)

    def test_nothing_is_saved_and_what_was_typed_is_kept(self, mash, cast):
        saved = save_section(mash, [Draft("know", "Too late.", 1)], by=cast.head)
        assert (saved.changed, saved.kept) == ([], ["know"])
        assert get_assessment(mash.quarter).answer_to("know").text != "Too late."

    def test_nor_is_the_overview(self, mash, cast):
        overview = get_assessment(mash.quarter, OVERVIEW)
        saved = save_section(overview, [Draft(OVERVIEW, "Too late.")], by=cast.director)
        assert (saved.changed, saved.kept) == ([], [OVERVIEW])

    def test_nothing_is_sent_approved_or_returned(self, mash, cast):
        attempts = [
            lambda: send(mash, by=cast.head),
            lambda: approve(mash, by=cast.director),
            lambda: return_for_changes(mash, comments={"know": "More."}, by=cast.director),
        ]
        for attempt in attempts:
            with pytest.raises(Refused):
                attempt()

    def test_even_an_area_that_was_left_out_stays_as_it_is(self, quarter, cast):
        make_sent(quarter, by=cast.head)
        waiting = quarter.assessments.of_areas().values_list("area", flat=True)
        close_quarter(quarter.code, by=cast.administrator)
        issue(final(quarter, cast, left_out=dict.fromkeys(waiting, "Late.")), by=cast.director)
        mash = get_assessment(quarter)
        with pytest.raises(Refused):
            approve(mash, by=cast.director)
        with pytest.raises(Refused):
            return_for_changes(mash, comments={"know": "More."}, by=cast.director)

    @pytest.mark.parametrize("kind", Kind.values)
    def test_nothing_is_compiled(self, mash, cast, kind):
        with pytest.raises(Refused, match="is issued"):
            make_build(mash.quarter, by=cast.director, kind=kind)


class TestRevising:
    """Reopening an area of an issued quarter leads to the next version; the issued one stays."""

    @pytest.fixture
    def first(self, cast) -> Report:
        first = issued_before("2020-21-q2")
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        return first

    def test_the_issued_version_stays_issued_and_readable(self, first, cast):
        assert Quarter.objects.get().state == QuarterState.CLOSED
        assert Report.objects.visible_to(cast.viewer).get() == first

    def test_the_old_version_is_not_issued_once_more(self, first, cast):
        assert issue(first, by=cast.director).issued_at == first.issued_at
        assert Quarter.objects.get().state == QuarterState.CLOSED

    def test_the_next_version_is_issued_beside_it(self, first, cast):
        make_approved(
            first.quarter, head=cast.head, director=cast.director, text="The right figure."
        )
        second = issue(final(first.quarter, cast), by=cast.director)
        assert [report.key for report in Report.objects.issued()] == ["v2", "v1"]
        assert second.content["history"][0]["name"] == "Version 1"


@pytest.mark.django_db(transaction=True)
def test_a_real_double_click_is_one_build():
    """Two requests at the same moment, each with a connection of its own."""
    quarter, system = make_quarter(), User.objects.command_line()

    def ask(_) -> int:
        try:
            return compile_report(quarter, kind=Kind.DRAFT, by=system).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1
    assert Build.objects.count() == 1


def test_a_file_is_made_for_those_alone_who_may_read_it(quarter, cast):
    draft = make_report(quarter, by=cast.director)
    for who, edition in ((cast.viewer, "summary"), (cast.head, "summary"), (cast.head, "cwd")):
        with pytest.raises(PermissionDenied):
            store_edition(draft, edition, by=who)
    assert store_edition(draft, "mash", by=cast.head).cut == "mash"
    assert store_edition(make_issued(), "summary", by=cast.viewer).cut == "summary"
