"""The pages around a report: asking for it, waiting for it, reading it, issuing it."""

from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from selfassess.assessments.operations.lifecycle import reopen
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting import operations
from selfassess.reporting.models import Build, BuildState, Kind, Report
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
)
from tests.pages import fill_in, form_on, words_on
from tests.rows import begin_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

HERE = "/reports/2020-21-q2/"
WITH_A_ROLE = ["head", "deputy", "other_head", "director", "analyst", "administrator", "viewer"]
NO_DRAFTS = ["head", "deputy", "other_head", "analyst", "viewer", "nobody"]


@pytest.fixture
def quarter() -> Quarter:
    return make_quarter()


@pytest.fixture
def director(cast, sign_in):
    return sign_in(cast.director)


class TestAskingForAReport:
    def test_a_draft_leads_to_the_page_that_waits_for_it(self, quarter, director):
        response = fill_in(director, HERE, kind="draft")
        assert response.status_code == 302
        assert response.url == Build.objects.get().get_absolute_url()

    def test_a_double_click_leads_to_the_same_page(self, quarter, director):
        first, second = (fill_in(director, HERE, kind="draft").url for _ in range(2))
        assert first == second

    def test_choosing_nothing_is_an_error_with_a_link_to_the_choice(self, quarter, director):
        page = words_on(fill_in(director, HERE))
        assert "<title>Error: " in page
        assert "Select a draft or the final report." in page
        assert not Build.objects.exists()

    def test_a_final_without_reasons_names_the_areas_and_loses_nothing(self, quarter, director):
        response = fill_in(director, HERE, kind="final", **{"why-mash": "Its head is ill."})
        page = words_on(response)
        assert "Early Help is not approved. Enter why it is left out, or wait." in page
        assert "MASH & Assessment is not approved. Enter" not in page
        assert form_on(response)["why-mash"] == "Its head is ill."
        assert form_on(response)["kind"] == "final"
        assert not Build.objects.exists()

    def test_a_reason_of_blanks_is_no_reason(self, quarter, director):
        page = words_on(fill_in(director, HERE, kind="final", **{"why-mash": "   "}))
        assert "MASH & Assessment is not approved. Enter" in page

    def test_a_reason_that_is_too_long_says_so_and_stays(self, quarter, director):
        long = "x" * 301
        response = fill_in(director, HERE, kind="final", **{"why-mash": long})
        assert "Use 300 characters or fewer" in words_on(response)
        assert form_on(response)["why-mash"] == long

    def test_with_every_reason_the_final_is_on_its_way(self, quarter, director):
        areas = quarter.assessments.of_areas().values_list("area", flat=True)
        reasons = {f"why-{area}": "Not assessed." for area in areas}
        director.post(HERE, {"kind": "final"} | reasons)
        content = Build.objects.get().content
        assert {area["left_out_reason"] for area in content["areas"]} == {"Not assessed."}

    def test_when_everything_is_approved_no_reason_is_asked_for(self, quarter, director):
        approve_all(quarter)
        assert "why-mash" not in form_on(director.get(HERE))
        fill_in(director, HERE, kind="final")
        assert Build.objects.get().kind == Kind.FINAL

    def test_a_refusal_says_why_and_loses_nothing(self, quarter, director, monkeypatch):
        """An area was reopened while the director filled in the form."""

        def refuse(*args, **kwargs):
            raise operations.Refused("MASH & Assessment was reopened just now.")

        monkeypatch.setattr(operations, "compile_report", refuse)
        areas = quarter.assessments.of_areas().values_list("area", flat=True)
        reasons = {f"why-{area}": f"Reason of {area}." for area in areas}
        response = director.post(HERE, {"kind": "final"} | reasons)
        assert "MASH & Assessment was reopened just now." in words_on(response)
        assert reasons.items() <= form_on(response).items()

    def test_an_issued_quarter_offers_no_form_and_takes_none(self, director):
        make_issued("2020-21-q2")
        assert "kind" not in form_on(director.get(HERE))
        assert "is issued, so no report of it" in words_on(director.post(HERE, {"kind": "draft"}))
        assert Build.objects.count() == 1

    @pytest.mark.parametrize("who", ["head", "analyst", "administrator"])
    def test_others_who_see_the_quarter_may_not_ask(self, quarter, cast, sign_in, who):
        client = sign_in(getattr(cast, who))
        assert "kind" not in form_on(client.get(HERE))
        assert client.post(HERE, {"kind": "draft"}).status_code == 403
        assert not Build.objects.exists()


class TestWaiting:
    """The page asks again by itself, without a script, until there is something to say."""

    @pytest.fixture
    def build(self, quarter, cast) -> Build:
        return make_build(quarter, by=cast.director)

    @pytest.mark.parametrize(
        ("state", "word"), [("waiting", "Waiting for the worker"), ("running", "Being laid out")]
    )
    def test_it_looks_again_by_itself_while_the_report_is_under_way(
        self, build, director, state, word
    ):
        Build.objects.update(state=state)
        response = director.get(build.get_absolute_url())
        assert response.headers["Refresh"] == "2"
        assert word in words_on(response)
        assert f'href="{build.get_absolute_url()}">Look again' in words_on(response)

    def test_it_says_how_far_the_layout_has_come(self, build, director):
        Build.objects.update(state="running", attempts=1, progress="page 17")
        page = words_on(director.get(build.get_absolute_url()))
        assert "Being laid out: page 17." in page
        assert "laid out again" not in page

    @pytest.mark.parametrize(("state", "attempts"), [("waiting", 1), ("running", 2)])
    def test_it_says_that_a_lost_worker_costs_nothing_but_time(
        self, build, director, state, attempts
    ):
        Build.objects.update(state=state, attempts=attempts)
        page = words_on(director.get(build.get_absolute_url()))
        assert "The worker stopped in the middle of it, so it is being laid out again." in page

    def test_it_is_cancelled_with_one_button(self, build, director):
        path = f"{build.get_absolute_url()}cancel/"
        assert f'action="{path}"' in words_on(director.get(build.get_absolute_url()))
        response = director.post(path, follow=True)
        assert response.redirect_chain == [(HERE, 302)]
        assert "Draft 1 of Q2 2020/21 is cancelled. Nothing of it is kept." in words_on(response)
        assert "A report is being compiled" not in words_on(response)

    def test_cancelling_what_is_done_says_so_and_changes_nothing(self, build, director):
        lay_out.call(build.pk)
        response = director.post(f"{build.get_absolute_url()}cancel/", follow=True)
        assert "Draft 1 of Q2 2020/21 is no longer under way" in words_on(response)
        assert Report.objects.get().key == "draft-1"

    def test_whoever_still_waits_learns_that_it_was_cancelled(self, build, director):
        Build.objects.update(state=BuildState.CANCELLED)
        response = director.get(build.get_absolute_url(), follow=True)
        assert response.redirect_chain == [(HERE, 302)]
        assert "Draft 1 of Q2 2020/21 was cancelled." in words_on(response)

    def test_it_leads_to_the_report_as_soon_as_it_is_there(self, build, director):
        lay_out.call(build.pk)
        response = director.get(build.get_absolute_url(), follow=True)
        assert response.redirect_chain == [(HERE, 302)]
        assert "Draft 1 of Q2 2020/21 is ready." in words_on(response)
        assert "Refresh" not in response.headers

    def test_a_failure_is_told_once_and_for_all_with_a_way_on(self, build, director):
        Build.objects.update(state=BuildState.FAILED, problem="The worker stopped 3 times.")
        response = director.get(build.get_absolute_url())
        assert response.status_code == 200
        assert "Refresh" not in response.headers
        page = words_on(response)
        assert "The worker stopped 3 times." in page
        assert f'href="{HERE}">Go back and compile it again' in page

    def test_compiling_again_after_a_failure_works(self, build, director):
        Build.objects.update(state=BuildState.FAILED)
        again = fill_in(director, HERE, kind="draft").url
        assert again != build.get_absolute_url()
        lay_out.call(Build.objects.latest("pk").pk)
        assert Report.objects.get().key == "draft-1"

    def test_looking_brings_back_a_build_whose_worker_was_lost(self, build, director):
        hour = timedelta(hours=1)
        Build.objects.update(state="running", attempts=1, alive_at=timezone.now() - hour)
        DBTaskResult.objects.update(status="RUNNING")
        assert "Waiting for the worker" in words_on(director.get(build.get_absolute_url()))
        assert DBTaskResult.objects.ready().count() == 1

    def test_looking_does_not_hide_from_the_watchers_that_nobody_lays_it_out(
        self, build, director, client
    ):
        Build.objects.update(alive_at=timezone.now() - timedelta(hours=1))
        director.get(build.get_absolute_url())
        assert client.get("/readyz").json()["queue"] == "failing"

    def test_the_quarters_page_leads_back_to_what_is_under_way(self, build, director):
        page = words_on(director.get(HERE))
        assert f'href="{build.get_absolute_url()}">A report is being compiled' in page

    def test_the_quarters_page_tells_of_a_failure_until_the_next_success(
        self, build, director, cast, quarter
    ):
        Build.objects.update(state=BuildState.FAILED)
        assert "The last attempt to compile failed" in words_on(director.get(HERE))
        make_report(quarter, by=cast.director)
        assert "The last attempt to compile failed" not in words_on(director.get(HERE))

    @pytest.mark.parametrize("number", ["0", "404", "99999999999999999999"])
    def test_a_build_that_is_not_there_is_404(self, build, director, number):
        assert director.get(f"{HERE}builds/{number}/").status_code == 404

    def test_a_build_of_another_quarter_is_404(self, build, director):
        make_quarter("2020-21-q3")
        path = build.get_absolute_url().replace("q2", "q3")
        assert director.get(path).status_code == 404

    @pytest.mark.parametrize(
        ("who", "status"), [("head", 404), ("analyst", 404), ("administrator", 403)]
    )
    def test_others_who_see_the_quarter_have_no_business_there(
        self, build, cast, sign_in, who, status
    ):
        """Builds become drafts, and only who reads drafts sees that there is one."""
        client = sign_in(getattr(cast, who))
        assert client.get(build.get_absolute_url()).status_code == status
        assert client.get(f"{HERE}builds/404/").status_code == status  # there or not: the same


class TestReading:
    @pytest.fixture
    def issued(self, cast) -> Report:
        return issued_before("2020-21-q2", text="We know every child by name.")

    @pytest.mark.parametrize("who", WITH_A_ROLE)
    def test_everybody_with_a_role_reads_an_issued_report(self, issued, cast, sign_in, who):
        client = sign_in(getattr(cast, who))
        page = client.get(f"{HERE}v1/")
        assert "We know every child by name." in words_on(page)
        pdf = client.get(f"{HERE}v1.pdf")
        assert sha256(pdf.content).hexdigest() == issued.files.get().sha256

    def test_without_a_role_there_is_nothing(self, issued, cast, sign_in):
        client = sign_in(cast.nobody)
        for path in ("", "v1/", "v1.pdf", "v1/full.pdf"):
            assert client.get(HERE + path).status_code == 404

    @pytest.mark.parametrize("who", NO_DRAFTS)
    def test_drafts_and_what_is_not_issued_are_not_there_for_others(self, cast, sign_in, who):
        quarter = make_quarter()
        approve_all(quarter)
        make_report(quarter, by=cast.director)
        make_report(quarter, by=cast.director, kind=Kind.FINAL)
        client = sign_in(getattr(cast, who))
        for version in ("draft-1", "v1"):
            for form in ("/", ".pdf", "/full.pdf", "/issue/"):
                assert client.get(f"{HERE}{version}{form}").status_code == 404
        for path in ("/reports/", HERE):
            page = words_on(client.get(path)).replace("draft-1/mash", "").replace("early-help", "")
            assert f'{HERE}draft-1/"' not in page
            assert f"{HERE}draft-1.pdf" not in page
            assert f"{HERE}v1" not in words_on(client.get(path))

    def test_drafts_stay_hidden_after_the_quarter_is_issued(self, cast, sign_in):
        quarter = make_quarter()
        make_report(quarter, by=cast.director)
        make_issued("2020-21-q2")
        client = sign_in(cast.viewer)
        assert client.get(f"{HERE}draft-1.pdf").status_code == 404
        assert client.get(f"{HERE}v1.pdf").status_code == 200

    @pytest.mark.parametrize("who", ["director", "administrator"])
    def test_director_and_administrator_read_drafts(self, quarter, cast, sign_in, who):
        make_report(quarter, by=cast.director)
        client = sign_in(getattr(cast, who))
        assert client.get(f"{HERE}draft-1/").status_code == 200
        assert client.get(f"{HERE}draft-1.pdf").status_code == 200

    @pytest.mark.parametrize("path", ["v1.pdf", "v1/full.pdf"])
    def test_the_pdf_is_a_file_to_keep_and_never_in_a_cache(self, issued, director, path):
        response = director.get(HERE + path)
        assert response.content == bytes(issued.files.get().data)
        assert response.headers["Content-Type"] == "application/pdf"
        name = 'attachment; filename="self-assessment-2020-21-q2-v1.pdf"'
        assert response.headers["Content-Disposition"] == name
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert int(response.headers["Content-Length"]) == issued.files.get().size

    @pytest.mark.parametrize("path", ["v1.pdf", "v1/", "", "v1/issue/"])
    def test_asking_for_the_headers_alone_works(self, issued, director, path):
        response = director.head(HERE + path)
        assert (response.status_code, response.content) == (200, b"")

    @pytest.mark.parametrize(
        "version", ["v2", "v0", "v01", "v1000000", "draft-1", "draft-0", "V1", "v", "v1x", "latest"]
    )
    def test_unknown_versions_are_404(self, issued, director, version):
        for form in ("/", ".pdf", "/full.pdf"):
            assert director.get(f"{HERE}{version}{form}").status_code == 404

    @pytest.mark.parametrize("path", ["v1.docx", "v1/nonsense.pdf", "v1/full.odt", "v1/full.zip"])
    def test_unknown_forms_are_404(self, issued, director, path):
        assert director.get(HERE + path).status_code == 404

    def test_what_is_issued_offers_no_button_to_issue_it(self, issued, director):
        page = director.get(f"{HERE}v1/issue/")
        assert "is issued already" in words_on(page)
        assert "Issue the report" not in words_on(page)

    def test_nobody_writes_to_a_report(self, issued, director):
        for path in ("v1/", "v1.pdf"):
            assert director.post(HERE + path).status_code == 405

    def test_lists_carry_neither_contents_nor_bytes(
        self, issued, director, django_assert_max_num_queries
    ):
        for path in ("/reports/", HERE):
            with django_assert_max_num_queries(30) as queries:
                director.get(path)
            asked = [q["sql"] for q in queries if 'FROM "reporting_report' in q["sql"]]
            assert asked
            for column in ('"content"', '"data"'):
                assert not any(column in sql.split("FROM")[0] for sql in asked)


class TestIssuing:
    @pytest.fixture
    def final(self, cast) -> Report:
        return begin_with("to-issue", partial(self.make_final, cast))

    def make_final(self, cast) -> Report:
        quarter = make_quarter()
        approve_all(quarter)
        Quarter.objects.update(state=QuarterState.CLOSED)
        return make_report(quarter, by=cast.director, kind=Kind.FINAL)

    def test_the_director_sees_what_it_means_and_issues(self, final, director):
        page = words_on(director.get(f"{HERE}v1/issue/"))
        assert "stays the same for ever" in page
        assert f'href="{HERE}">Go back' in page
        assert final.files.get().fingerprint in page
        response = fill_in(director, f"{HERE}v1/issue/")
        assert "Version 1 of Q2 2020/21 is issued." in words_on(director.get(response.url))
        assert Quarter.objects.get().is_issued

    def test_in_an_open_quarter_it_says_why_not_and_offers_nothing(self, final, director):
        Quarter.objects.update(state=QuarterState.OPEN)
        answer = director.get(f"{HERE}v1/issue/")
        words = words_on(answer)
        assert "Version 1 cannot be issued" in words
        assert "Q2 2020/21 is still open. An administrator closes it first." in words
        assert "Issue the report" not in words

    def test_what_is_no_longer_true_is_told_before_anybody_asks(self, final, director, cast):
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        make_approved(final.quarter, head=cast.head, director=cast.director, text="We see less.")
        words = words_on(director.get(f"{HERE}v1/issue/"))
        assert "MASH & Assessment changed after Version 1 was compiled." in words
        assert "added: </span>see less." in words
        assert "Issue the report" not in words

    def test_a_second_click_does_no_harm(self, final, director):
        page = form_on(director.get(f"{HERE}v1/issue/"))
        for _ in range(2):
            assert director.post(f"{HERE}v1/issue/", page).status_code == 302
        assert Report.objects.issued().count() == 1

    def test_a_refusal_says_what_changed_word_by_word(self, final, director, cast):
        page = form_on(director.get(f"{HERE}v1/issue/"))
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        make_approved(final.quarter, head=cast.head, director=cast.director, text="We see less.")
        answer = director.post(f"{HERE}v1/issue/", page)
        assert answer.status_code == 409
        words = words_on(answer)
        assert "MASH & Assessment changed after Version 1 was compiled." in words
        assert "added: </span>see less." in words
        assert not Report.objects.issued().exists()

    def test_a_newer_version_is_a_reason_not_to(self, final, director):
        page = form_on(director.get(f"{HERE}v1/issue/"))
        make_report(final.quarter, by=final.compiled_by, kind=Kind.FINAL)
        answer = director.post(f"{HERE}v1/issue/", page, follow=True)
        assert "Version 2 is newer than Version 1." in words_on(answer)

    def test_a_quarter_that_was_opened_again_meanwhile_is_told(self, final, director):
        page = form_on(director.get(f"{HERE}v1/issue/"))
        Quarter.objects.update(state=QuarterState.OPEN)
        answer = director.post(f"{HERE}v1/issue/", page)
        assert answer.status_code == 409
        assert "Nothing was issued" in words_on(answer)
        assert not Report.objects.issued().exists()

    def test_without_a_page_nothing_is_issued(self, final, director):
        assert director.post(f"{HERE}v1/issue/").status_code == 409
        assert not Report.objects.issued().exists()

    def test_the_administrator_reads_it_and_may_not_issue_it(self, final, cast, sign_in):
        client = sign_in(cast.administrator)
        assert client.get(f"{HERE}v1/issue/").status_code == 403
        assert client.post(f"{HERE}v1/issue/").status_code == 403

    def test_only_an_unissued_final_offers_it(self, final, director, cast):
        make_report(final.quarter, by=cast.director)
        page = words_on(director.get(HERE))
        assert f'href="{HERE}v1/issue/"' in page
        assert f'href="{HERE}draft-1/issue/"' not in page
        fill_in(director, f"{HERE}v1/issue/")
        assert "/issue/" not in words_on(director.get(HERE))


class TestBeingRevised:
    """While an issued quarter is revised, readers keep the issued version, marked as such."""

    @pytest.fixture
    def revised(self, cast) -> Report:
        return begin_with("revised", partial(self.make_revised, cast))

    def make_revised(self, cast) -> Report:
        report = make_issued("2020-21-q2")
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        return report

    @pytest.mark.parametrize("who", WITH_A_ROLE)
    def test_everybody_still_reads_the_issued_version(self, revised, cast, sign_in, who):
        client = sign_in(getattr(cast, who))
        assert client.get(f"{HERE}v1/").status_code == 200
        assert client.get(f"{HERE}v1.pdf").content == bytes(revised.files.get().data)
        for path in ("/reports/", HERE, f"{HERE}v1/", f"{HERE}v1/scrutiny/"):
            assert "Being revised" in words_on(client.get(path))

    def test_it_is_issued_again_when_the_next_one_is(self, revised, cast, sign_in, director):
        make_approved(revised.quarter, head=cast.head, director=cast.director, text="Right.")
        make_report(revised.quarter, by=cast.director, kind=Kind.FINAL)
        fill_in(director, f"{HERE}v2/issue/")
        viewer = sign_in(cast.viewer)
        for path in (HERE, f"{HERE}v1/", f"{HERE}v2/"):
            assert "Being revised" not in words_on(viewer.get(path))
        for version in ("v1", "v2"):
            assert viewer.get(f"{HERE}{version}.pdf").status_code == 200

    def test_what_is_not_issued_yet_is_still_hidden(self, revised, cast, sign_in):
        make_report(revised.quarter, by=cast.director)
        viewer = sign_in(cast.viewer)
        assert viewer.get(f"{HERE}draft-1/").status_code == 404
        assert "draft-1" not in words_on(viewer.get(HERE))


def test_while_one_is_compiled_nobody_says_that_nothing_was(cast, sign_in):
    quarter = make_quarter()
    make_build(quarter, by=cast.director)
    page = sign_in(cast.director).get(f"/reports/{quarter.code}/").text
    assert "A report is being compiled" in page
    assert "No version is ready yet." in page
    assert "Nothing has been compiled yet." not in page
