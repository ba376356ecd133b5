"""An area that an issued report leaves out is not issued: nobody reads it who could not before."""

from datetime import date
from functools import partial

import pytest

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.errors import Refused
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.records.models import Audit
from selfassess.records.operations import add
from selfassess.reporting.formats.registry import FORMATS, draw
from selfassess.reporting.models import Build, Report
from selfassess.reporting.operations import issue
from tests.factories import get_assessment, make_quarter, make_report, write
from tests.pages import form_on
from tests.rows import begin_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

WORDS, FIGURE, AUDIT = "Nobody has approved this.", "63.21", "Moves of placement"


@pytest.fixture
def closed(cast) -> Quarter:
    return begin_with("to-leave-out", partial(make_closed, cast))


def make_closed(cast) -> Quarter:
    """Ready to be issued, but for one area."""
    system = User.objects.command_line()
    quarter = make_quarter()
    load_catalogue(by=system)
    lac = get_assessment(quarter, "lac")
    write(lac, by=system, know=WORDS)
    save_indicators(lac, [Entry(Kpi.objects.get(code="LC07"), FIGURE)], by=system)
    for month, good in ((7, 16), (9, 9)):
        graded = {"cases": 20, "good": good, "requires_improvement": 20 - good}
        audit = Audit(assessment=lac, theme=AUDIT, month=date(2020, month, 1), **graded)
        add(audit, section="evidence", by=system)
    others = Assessment.objects.of_areas().filter(quarter=quarter).exclude(area="lac")
    others.update(state=State.APPROVED, approved_at=now(), approved_by=cast.director)
    Quarter.objects.filter(pk=quarter.pk).update(state="closed")
    return Quarter.objects.get(pk=quarter.pk)


def final(quarter: Quarter, cast) -> Report:
    return make_report(quarter, by=cast.director, kind="final", left_out={"lac": "Late"})


@pytest.fixture
def left_out(cast) -> Quarter:
    return begin_with("left-out", partial(make_left_out, cast))


def make_left_out(cast) -> Quarter:
    closed = make_closed(cast)
    issue(final(closed, cast), by=cast.director)
    return closed


@pytest.mark.parametrize("page", ["know/", "", "indicators/", "indicators/LC07/", "history/"])
@pytest.mark.parametrize("who", ["viewer", "head"])
def test_it_is_out_of_sight_of_those_who_do_not_write_or_review_it(
    left_out, cast, sign_in, who, page
):
    answer = sign_in(getattr(cast, who)).get(f"/{left_out.code}/lac/{page}")
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["viewer", "head"])
def test_no_list_or_report_tells_of_it(left_out, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    for page in (
        f"/{left_out.code}/",
        f"/{left_out.code}/explore/",
        "/kpis/LC07/explore/",
        f"/reports/{left_out.code}/v1/",
    ):
        told = client.get(page).content.decode()
        assert WORDS not in told
        assert FIGURE not in told


def test_the_director_and_whoever_writes_it_still_read_it(left_out, cast, sign_in):
    assert WORDS in sign_in(cast.director).get(f"/{left_out.code}/lac/know/").text


def test_an_approved_area_of_the_same_quarter_is_everybodys(left_out, cast, sign_in):
    assert sign_in(cast.viewer).get(f"/{left_out.code}/mash/").status_code == 200


def in_overview(quarter: Quarter, text: str, cast) -> None:
    write(get_assessment(quarter, OVERVIEW), by=cast.director, rating=None, **{OVERVIEW: text})


@pytest.mark.parametrize("figure", ["{LC07}", "{LC07 target}", "{LC07 Q2 2020/21}"])
def test_the_overview_that_takes_a_figure_of_it_keeps_the_final_from_being_compiled(
    closed, cast, figure
):
    in_overview(closed, f"All is well. Of children, {figure} moved. We go on.", cast)
    with pytest.raises(Refused) as refusal:
        final(closed, cast)
    assert f"takes a figure of Looked After Children: “Of children, {figure} moved.”" in str(
        refusal.value
    )
    assert FIGURE not in str(refusal.value)
    assert not Build.objects.exists()


def test_the_page_says_which_sentence_and_leads_to_the_overview(closed, cast, sign_in):
    in_overview(closed, "Of children, {LC07} moved.", cast)
    client, address = sign_in(cast.director), f"/reports/{closed.code}/"
    sent = form_on(client.get(address)) | {"kind": "final", "why-lac": "Late"}
    page = client.post(address, sent).text
    assert "Of children, {LC07} moved." in page
    assert f"/{closed.code}/overview/" in page
    assert FIGURE not in page


def test_the_overview_may_take_of_it_what_is_issued_and_its_draft_has_everything(closed, cast):
    in_overview(closed, "Ours {LC07 England}.", cast)
    assert "LC07" not in final(closed, cast).content["overview"]["text"]
    in_overview(closed, "Now {LC07}.", cast)
    draft = make_report(closed, by=cast.director)
    assert f"Now {FIGURE}%." in draft.content["overview"]["text"]


def test_what_is_found_in_the_overview_rests_on_nothing_of_it(closed, cast):
    in_overview(closed, "Of placements, 12% were unstable. Audits show improvement.", cast)
    assert AUDIT in str(make_report(closed, by=cast.director).content["overview"]["tested"])
    report = final(closed, cast)
    assert report.content["overview"]["tested"]["numbers"]
    assert AUDIT not in str(report.content)
    for form in FORMATS:
        assert AUDIT.encode() not in draw(report.frozen, form), form
