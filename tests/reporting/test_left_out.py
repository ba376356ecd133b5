"""An area that an issued report leaves out is not issued: nobody reads it who could not before."""

import pytest

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.figures import Entry, save_indicators
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.reporting.operations import issue
from tests.factories import get_assessment, make_quarter, make_report, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

WORDS, FIGURE = "Nobody has approved this.", "63.21"


@pytest.fixture
def left_out(cast) -> Quarter:
    system = User.objects.command_line()
    quarter = make_quarter()
    load_catalogue(by=system)
    lac = get_assessment(quarter, "lac")
    write(lac, by=system, know=WORDS)
    save_indicators(lac, [Entry(Kpi.objects.get(code="LC07"), FIGURE)], by=system)
    others = Assessment.objects.of_areas().filter(quarter=quarter).exclude(area="lac")
    others.update(state=State.APPROVED, approved_at=now(), approved_by=cast.director)
    Quarter.objects.filter(pk=quarter.pk).update(state="closed")
    final = make_report(
        Quarter.objects.get(pk=quarter.pk), by=cast.director, kind="final", left_out={"lac": "Late"}
    )
    issue(final, by=cast.director)
    return quarter


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
