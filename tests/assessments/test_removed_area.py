"""An area that has left the settings asks nothing any more, and everything of it stays readable."""

import pytest

from selfassess.assessments.models import Answer, Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.quarters.operations import open_quarter
from tests.factories import freeze_now, get_assessment, make_user
from tests.pages import fill_in, words_on

YOUTH = "/2020-21-q2/play-work/"


@pytest.fixture
def play_work(cast, quarter) -> Assessment:
    """Written, sent and approved before its app was taken out of the settings."""
    removed = Assessment.objects.create(
        quarter=quarter,
        area="play-work",
        area_name="Play Work Service",
        state=State.APPROVED,
        approved_at=now(),
        approved_by=cast.director,
    )
    for position, (section, text) in enumerate(
        [("know", "We knew our practice."), ("evidence", "We had audits.")], start=1
    ):
        Answer.objects.create(
            assessment=removed,
            question=section,
            text=text,
            asked=f"What was {section} about play work?",
            section=section,
            position=position,
            saved_by=cast.head,
        )
    Quarter.objects.update(state=QuarterState.ISSUED)
    return removed


@pytest.mark.parametrize("who", ["viewer", "head", "director", "administrator"])
def test_a_past_quarter_still_shows_it(play_work, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert "Play Work Service" in words_on(client.get("/2020-21-q2/"))
    front = words_on(client.get(YOUTH))
    assert "Play Work Service" in front
    assert "no longer assessed" in front
    know = words_on(client.get(YOUTH + "know/"))
    assert "What was know about play work?" in know
    assert "We knew our practice." in know
    assert "We had audits." in words_on(client.get(YOUTH + "evidence/"))


def test_the_director_reads_its_review_and_history(play_work, cast, sign_in):
    director = sign_in(cast.director)
    assert "We knew our practice." in words_on(director.get(YOUTH + "review/"))
    assert director.get(YOUTH + "history/").status_code == 200


def test_it_stands_last_and_under_its_own_name_in_the_report(play_work, quarter):
    area = freeze_now(quarter).areas[-1]
    assert (area.slug, area.name) == ("play-work", "Play Work Service")
    answers = [answer for section in area.sections for answer in section.answers]
    assert [answer.answer for answer in answers] == ["We knew our practice.", "We had audits."]


def test_it_gets_no_assessment_in_the_next_quarter(play_work, cast):
    Quarter.objects.create(code="2020-21-q3", due="2021-01-15")
    open_quarter("2020-21-q3", by=cast.administrator)
    assert not Assessment.objects.filter(quarter="2020-21-q3", area="play-work").exists()


def test_the_form_of_an_area_that_left_in_the_middle_of_a_quarter_still_works(play_work, sign_in):
    Quarter.objects.update(state=QuarterState.OPEN)
    Assessment.objects.filter(pk=play_work.pk).update(
        state=State.IN_PROGRESS, approved_at=None, approved_by=None
    )
    head = sign_in(make_user(("head", "play-work")))
    response = fill_in(head, YOUTH + "know/", know_text="Our last words.")
    assert response.url == f"{YOUTH}check/"
    assert get_assessment("2020-21-q2", "play-work").answer_to("know").text == "Our last words."
