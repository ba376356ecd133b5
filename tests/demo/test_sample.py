"""The sample council: eight quarters, every area full, and the same every time."""

from collections import Counter
from datetime import datetime, time

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from performance.models import Measure, Period, Target
from performance.rag import Status
from performance.reading import indicators
from selfassess.access import OVERVIEW
from selfassess.assessments.models import Answer, Assessment, Rating, share_figures
from selfassess.assessments.reading import check_context, sections_of
from selfassess.demo.sample.building_blocks import areas_with_texts
from selfassess.demo.sample.calendar import LAST, NOTE, QUARTERS, TODAY
from selfassess.demo.sample.load import load_sample
from selfassess.demo.sample.texts import texts
from selfassess.plain_text import tidy
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Action, ActionStatus, Audit
from selfassess.records.reading import action_states
from selfassess.reporting.editions import SCRUTINY
from selfassess.reporting.editions.released_words import places
from selfassess.reporting.evidence_matrix import recommendations
from selfassess.reporting.models import Report
from services.registry import get_area
from tests.factories import freeze_now

from .picture import picture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # all eight quarters take long to load

AREAS = areas_with_texts()  # an area that is newer than the sample stays empty


def standing_in(quarter: str):
    with clock.at(datetime.combine(TODAY, time(9), tzinfo=LONDON)):
        found = action_states(AREAS, Quarter.objects.get(code=quarter))
    return [state for states in found.values() for state in states]


@pytest.mark.usefixtures("sample")
class TestTheSample:
    def test_seven_quarters_are_issued_and_the_last_is_closed_with_everything_approved(self):
        states = dict(Quarter.objects.values_list("code", "state"))
        expected = dict.fromkeys(QUARTERS, QuarterState.ISSUED) | {LAST: QuarterState.CLOSED}
        assert states == expected
        assert Report.objects.issued().count() == 7
        full = Assessment.objects.filter(area__in=AREAS)
        assert set(full.values_list("state", flat=True)) == {"approved"}

    def test_live_figures_say_what_the_texts_are_made_of(self):
        """Most texts have some, and each reads as if it had been written with the numbers."""
        written = Assessment.objects.filter(area__in=[*AREAS, OVERVIEW]).with_answers()
        share_figures(assessments := list(written))
        answers = [answer for one in assessments for answer in one.answers.all() if answer.text]
        made = {(one.area, one.quarter_id): texts(one.area, one.quarter_id) for one in assessments}
        for answer in answers:
            one = answer.assessment
            assert answer.words == tidy(made[one.area, one.quarter_id][answer.question])
        assert sum("{" in answer.text for answer in answers) > len(answers) / 4

    def test_every_question_of_every_area_is_answered_in_every_quarter(self):
        answered = set(
            Answer.objects.exclude(text="").values_list(
                "assessment__quarter", "assessment__area", "question"
            )
        )
        asked = {
            (code, area, question.key)
            for code in QUARTERS
            for area in AREAS
            for question in get_area(area).questions(code)
        }
        assert asked <= answered
        assert {(code, "overview", "overview") for code in QUARTERS} <= answered

    def test_every_area_lists_evidence_strengths_and_actions_in_every_quarter(self):
        for part in ("audits", "voices", "facts", "strengths"):
            least = (
                Assessment.objects.filter(area__in=AREAS)
                .annotate(n=Count(part))
                .order_by("n")
                .first()
            )
            assert least.n >= 1, (part, least)
        for code in QUARTERS:
            assert {stands.action.area for stands in standing_in(code)} == set(AREAS)

    def test_no_area_is_warned_of_anything(self):
        for assessment in Assessment.objects.filter(quarter=LAST, area__in=AREAS):
            context = check_context(assessment, sections_of(assessment))
            assert assessment.config.problems(context) == []

    def test_every_core_indicator_has_a_figure_or_a_reason_whenever_it_is_due(self):
        for code in QUARTERS:
            found = [one for rows in indicators(AREAS, code).values() for one in rows]
            assert not [one.kpi.code for one in found if one.is_due and not one.is_entered]
            assert not [one.kpi.code for one in found if one.needs_comment]

    def test_figures_are_missing_for_a_reason_and_few_cases_are_not_judged(self):
        found = [one for rows in indicators(AREAS, "2019-20-q1").values() for one in rows]
        missing = {one.kpi.code for one in found if one.status == Status.NO_DATA}
        assert missing == {"MA12", "CD04"}
        assert any(one.judgement.reason.startswith("only") for one in found)

    def test_it_is_said_of_every_figure_what_it_is_of(self):
        assert not Measure.objects.filter(period=Period.UNKNOWN).exists()

    def test_two_sources_are_kept_for_three_indicators(self):
        others = Measure.objects.filter(adopted=False).values_list("kpi", flat=True)
        assert set(others) == {"SR11", "LC01", "PW02"}
        for kpi in set(others):
            adopted = Measure.objects.adopted().filter(kpi=kpi).exclude(why_adopted="")
            assert adopted.count() == list(others).count(kpi)

    def test_targets_hold_from_the_first_quarter_and_five_change_at_one(self):
        later = Target.objects.exclude(from_quarter=QUARTERS[0])
        assert Counter(later.values_list("from_quarter", flat=True)) == {"2020-21-q1": 5}
        before, after = (Target.objects.in_force(code) for code in ("2019-20-q4", "2020-21-q1"))
        assert (before["MA03"].value, after["MA03"].value) == (95, 98)

    def test_ratings_are_halves_and_one_area_went_without_once(self):
        given = Rating.objects.exclude(value=None).values_list("value", flat=True)
        assert all(2 * value == int(2 * value) for value in given)
        unrated = Rating.objects.get(not_rated=True).assessment
        assert (unrated.area, unrated.quarter_id) == ("care-leavers", "2019-20-q1")

    def test_actions_are_carried_moved_done_stopped_and_overdue(self):
        last = standing_in(LAST)
        assert Counter(stands.action.area for stands in last)["mash"] == 20
        assert max(stands.carried for stands in last) == 7
        assert max(stands.moved for stands in last) == 2
        assert all(s.update.reason for s in last if s.update and s.update.due)
        assert any(stands.overdue for stands in last)
        assert any(stands.needs_update for stands in last)
        assert any(not stands.action.owner_name for stands in last)
        assert any(stands.due is None for stands in last)
        ended = Action.objects.exclude(finished_in=None).with_updates()
        ends = Counter(action.updates.all()[::-1][0].status for action in ended)
        assert ends[ActionStatus.DONE] >= 10
        assert ends[ActionStatus.STOPPED] >= 2

    def test_some_answers_are_left_as_they_were_and_most_are_not(self):
        content = freeze_now(Quarter.objects.get(code=LAST))
        same = sum(area.same_as_last_quarter for area in content.areas)
        asked = sum(area.questions_asked for area in content.areas)
        assert 1 <= same <= asked // 3

    def test_the_newest_issued_report_is_published_and_follows_recommendations(self):
        report = Report.objects.issued().latest("quarter_id")
        assert report.public_edition
        public = report.edition(SCRUTINY)
        texts = [place.text for place in places(public) if place.area != OVERVIEW]
        assert len(texts) > 50
        assert len(recommendations(report.frozen)) == 3

    def test_readers_are_told_that_it_is_made_up(self):
        assert set(Quarter.objects.values_list("note", flat=True)) == {NOTE}

    def test_some_grades_do_not_add_up(self):
        assert any(audit.inconsistency for audit in Audit.objects.all())


@pytest.mark.usefixtures("sample")
class TestLoadingAgain:
    def test_changes_nothing_but_the_password_and_says_which_day_suits(self, capsys):
        before = picture()
        call_command("load_demo", sample=True)
        said = capsys.readouterr().out
        assert picture() == before
        assert "TODAY=2020-11-02" in said
        assert "head.mash@example.org" in said

    def test_the_demo_is_not_loaded_over_the_sample(self):
        before = picture()
        with pytest.raises(CommandError, match="0 other accounts and 8 other quarters"):
            call_command("load_demo")
        assert picture() == before

    def test_fewer_quarters_take_nothing_away(self):
        before = picture()
        said: list[str] = []
        load_sample(quarters=1, say=said.append)
        assert picture() == before
        assert not said, "A quarter that is there is not loaded, so nobody waits for it."
