"""A ninth area is a line in the settings: it is opened, written, sent, approved and reported like
the others, with no migration."""

import pytest

from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.quarters.operations import open_quarter
from selfassess.reporting.content import gather
from tests.factories import get_assessment, make_quarter, make_user
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
    areas = {area["slug"]: area for area in gather(quarter, version={})["areas"]}
    assert areas["fostering"]["heads"] == ["Head of Fostering"]
    answers = areas["fostering"]["sections"][0]["answers"]
    assert [answer["answer"] for answer in answers] == ["", "Ten enquiries."]
    assert areas["mash"]["state"] == "not_started"


def test_nobody_elses_head_sees_it(cast, sign_in):
    make_quarter()
    assert sign_in(cast.head).get(FOSTERING).status_code == 404
