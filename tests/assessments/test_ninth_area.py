"""A ninth area is a line in the settings: it is opened, written, sent, approved and reported like
the others, with no migration."""

import pytest

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.demo.load import ISSUED, OPEN, load
from selfassess.demo.sample.calendar import LAST
from selfassess.demo.sample.load import load_sample
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import open_quarter
from selfassess.reporting.content.schema import AreaContent
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import compile_report
from selfassess.reporting.tasks import lay_out_now
from tests.factories import freeze_now, get_assessment, make_quarter, make_user
from tests.pages import fill_in, form_on, words_on
from tests.services.test_ninth_area import fostering  # noqa: F401 (a fixture)

pytestmark = pytest.mark.usefixtures("fostering")

FOSTERING = "/2020-21-q2/fostering/"


@pytest.fixture
def head(db):
    return make_user(("head", "fostering"), name="Head of Fostering")


def test_a_new_quarter_has_it(db):
    assert get_assessment(make_quarter(), "fostering").area_name == "Fostering"


def test_an_open_quarter_gets_it_when_it_is_opened_again(cast):
    quarter = make_quarter()
    get_assessment(quarter, "fostering").delete()
    assert open_quarter(quarter.code, by=cast.administrator) == 1


def test_its_form_asks_its_questions_and_saves_the_answers(cast, head, sign_in):
    quarter = make_quarter()
    client = sign_in(head)
    assert "Fostering" in words_on(client.get("/"))
    fields = form_on(client.get(FOSTERING + "know/"))
    assert {"know-text", "know-recruitment-text"} <= fields.keys()
    fill_in(
        client,
        FOSTERING + "know/",
        know_text="Our carers stay.",
        know_recruitment_text="Ten enquiries.",
    )
    answers = {a.question: a.text for a in get_assessment(quarter, "fostering").answers.all()}
    assert answers == {"know": "Our carers stay.", "know-recruitment": "Ten enquiries."}


def test_it_goes_all_the_way_into_the_report(cast, head, sign_in):
    quarter = make_quarter()
    client = sign_in(head)
    assessment = get_assessment(quarter, "fostering")
    for section in assessment.config.sections:
        fill_in(client, f"{FOSTERING}{section.key}/", completed="yes")
    fill_in(client, FOSTERING + "rating/", rating_value="6.5")
    fill_in(client, FOSTERING + "know/", know_recruitment_text="Ten enquiries.")
    assert client.get(FOSTERING + "check/").status_code == 200
    send(assessment, by=head)
    assert sign_in(cast.director).get(FOSTERING + "review/").status_code == 200
    approve(assessment, by=cast.director)
    areas = {area.slug: area for area in freeze_now(quarter).areas}
    assert areas["fostering"].heads == ["Head of Fostering"]
    answers = areas["fostering"].sections[0].answers
    assert [answer.answer for answer in answers] == ["", "Ten enquiries."]
    assert areas["mash"].state == "not_started"


def test_nobody_elses_head_sees_it(cast, sign_in):
    make_quarter()
    assert sign_in(cast.head).get(FOSTERING).status_code == 404


@pytest.mark.usefixtures("quick_pdf")
class TestTheDemoWithIt:
    """Nobody has written its part of the demo, so it stays empty, and everything else is there."""

    @pytest.mark.slow
    def test_the_demo_leaves_it_empty_and_out_of_the_issued_report(self, db):
        load()
        area = chapter(Report.objects.get(quarter=ISSUED))
        assert (area.state, area.heads) == ("not_started", ["Head of Fostering"])
        assert area.left_out_reason == "The demo has no words for this area."
        written = Assessment.objects.filter(quarter=ISSUED, answers__isnull=False).of_areas()
        assert set(written.values_list("state", flat=True)) == {"approved"}

    @pytest.mark.slow
    def test_a_demo_that_was_there_before_gets_it_in_its_open_quarter(self, db):
        load()
        Assessment.objects.filter(area="fostering").delete()
        load()
        have = Assessment.objects.filter(area="fostering").values_list("quarter", flat=True)
        assert list(have) == [OPEN]

    def test_the_sample_leaves_it_empty_and_compiles(self, db):
        load_sample(quarters=1, say=str)
        director = User.objects.get(email="director@example.org")
        build = compile_report(Quarter.objects.get(code=LAST), kind=Kind.DRAFT, by=director)
        area = chapter(lay_out_now(build.pk).report)
        assert [one.value for one in area.indicators] == ["", ""]
        assert (area.questions_answered, area.strengths, area.actions) == (0, [], [])


def chapter(report: Report) -> AreaContent:
    return next(area for area in report.frozen.areas if area.slug == "fostering")
