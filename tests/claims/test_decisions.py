"""What people may say of a finding, who may, and what comes of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import approve, return_for_changes, send
from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.claims import reading
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.operations import (
    accept,
    add_figure,
    ask,
    explain,
    stand_by_record,
    take_back,
    use_record,
)
from selfassess.claims.quiet import count_quiet_kinds
from selfassess.claims.standing import State, standings, tally
from selfassess.errors import Refused, Stale
from selfassess.records.models import Fact
from tests.factories import get_assessment, write

from .conftest import CLAIM

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def claim(mash, cast):
    """MASH writes 99.9%, and the record says 74.6%."""
    write(mash, CLAIM, by=cast.head)
    return get_assessment(mash.quarter_id)


def key_in(assessment, question: str = "know") -> str:
    found = reading.findings_of([assessment])[assessment.area].findings
    return next(one.key for one in found if one.question == question)


def state_of(assessment, question: str = "know") -> State:
    found = reading.findings_of([assessment])[assessment.area].findings
    about = [one for one in found if one.question == question]
    return standings(about, assessment.decisions.all())[0].state


class TestItStays:
    def test_with_a_reason_it_is_explained(self, claim, cast):
        explain(claim, key_in(claim), Verdict.STAYS, reason="Of all contacts.", by=cast.head)
        assert state_of(claim) == State.EXPLAINED
        decision = Decision.objects.get()
        assert (decision.written, decision.reason, decision.by) == (
            "99.9%",
            "Of all contacts.",
            cast.head,
        )
        assert "74.6%" in decision.beside

    def test_that_the_record_is_wrong_has_a_reason_too(self, claim, cast):
        with pytest.raises(Refused, match="Say what is wrong with the record"):
            explain(claim, key_in(claim), Verdict.RECORD_WRONG, by=cast.head)

    def test_the_others_stay_open(self, claim, cast):
        explain(claim, key_in(claim), Verdict.STAYS, reason="Of all.", by=cast.head)
        assert state_of(claim, "evidence") == State.OPEN

    def test_without_a_reason_it_does_not(self, claim, cast):
        with pytest.raises(Refused, match="Say why it stays"):
            explain(claim, key_in(claim), Verdict.STAYS, by=cast.head)
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(assessment=claim, verdict=Verdict.STAYS, by=cast.head)

    def test_the_trail_says_who_and_quotes_no_words(self, claim, cast):
        explain(claim, key_in(claim), Verdict.STAYS, reason="Of all.", by=cast.head)
        event = Event.objects.get(verb="finding.stays")
        assert sentence(event).startswith("Head of MASH said why a number in “")
        assert "contacts" not in sentence(event, with_words=False)
        assert event.after["quoted"] == CLAIM

    def test_a_double_click_says_it_once(self, claim, cast):
        for _ in range(2):
            explain(claim, key_in(claim), Verdict.STAYS, reason="Of all.", by=cast.head)
        assert Decision.objects.count() == Event.objects.filter(verb="finding.stays").count() == 1

    def test_when_the_record_changes_it_is_open_again(self, claim, cast, engine):
        explain(claim, key_in(claim), Verdict.STAYS, reason="Of all.", by=cast.head)
        engine.record["99.9%"] = "80.1%"
        assert state_of(claim) == State.OPEN

    def test_on_an_older_page_nothing_is_decided(self, claim, cast):
        key = key_in(claim)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        with pytest.raises(Stale, match="Something was decided"):
            explain(claim, key, Verdict.STAYS, reason="Else.", version=0, by=cast.deputy)

    def test_what_is_found_no_more_is_not_decided_about(self, claim, cast):
        key = key_in(claim)
        write(claim, "74.6% of contacts were decided in time.", by=cast.head)
        with pytest.raises(Stale, match="no longer applies"):
            explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)

    def test_nobody_else_says_it(self, claim, cast):
        for person in (cast.other_head, cast.director, cast.analyst, cast.viewer, cast.nobody):
            with pytest.raises(PermissionDenied):
                explain(claim, key_in(claim), Verdict.STAYS, reason="Of all.", by=person)

    def test_nor_while_the_words_are_locked(self, claim, cast):
        key = key_in(claim)
        send(claim, by=cast.head)
        with pytest.raises(Refused, match="with the director"):
            explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)


class TestTheRecordsFigure:
    @pytest.fixture
    def on_record(self, claim, cast):
        load_catalogue(by=User.objects.command_line())
        kpi = Kpi.objects.get(code="MA03")
        about = {"source": "weekly report", "as_at": date(2020, 9, 30), "by": cast.analyst}
        add_measure(claim, kpi, value=Decimal("74.6"), **about)

    def test_it_takes_the_place_of_the_number_as_a_live_figure(self, claim, on_record, cast):
        use_record(claim, key_in(claim), by=cast.head)
        answer = get_assessment(claim.quarter_id).answer_to("know")
        assert answer.text == CLAIM.replace("99.9%", "{MA03}")
        assert answer.words == CLAIM.replace("99.9%", "74.6%")
        assert answer.version == 2

    def test_where_no_live_figure_says_it_it_is_the_number_itself(self, claim, cast):
        use_record(claim, key_in(claim), by=cast.head)
        assert get_assessment(claim.quarter_id).answer_to("know").text.startswith("74.6% of")

    def test_live_figures_before_it_stay(self, claim, on_record, cast):
        write(claim, know=f"It is {{MA03}}. {CLAIM}", by=cast.head)
        claim = get_assessment(claim.quarter_id)
        use_record(claim, key_in(claim), by=cast.head)
        text = get_assessment(claim.quarter_id).answer_to("know").text
        assert text.startswith("It is {MA03}. {MA03} of contacts")

    def test_words_before_the_number_may_have_come_since(self, claim, cast):
        key = key_in(claim)
        write(claim, know=f"In short. {CLAIM}", by=cast.head)
        use_record(claim, key, by=cast.head)
        assert "In short. 74.6% of contacts" in get_assessment("2020-21-q2").answer_to("know").text

    def test_an_answer_that_was_changed_since_is_left(self, claim, cast):
        key = key_in(claim)
        write(claim, know=f"{CLAIM} And more.", by=cast.deputy)
        with pytest.raises(Stale, match="Nothing was replaced"):
            use_record(claim, key, answer_version=1, by=cast.head)
        assert get_assessment("2020-21-q2").answer_to("know").version == 2

    def test_what_was_said_of_another_number_in_its_sentence_still_holds(self, claim, cast, engine):
        engine.record = {"99.9%": "74.6%", "90%": "95%"}
        found = reading.findings_of([claim])["mash"].findings
        ours, other = (next(f for f in found if f.written == n).key for n in ("99.9%", "90%"))
        explain(claim, other, Verdict.STAYS, reason="Ours from May.", by=cast.deputy)
        use_record(claim, ours, by=cast.head)
        now = get_assessment(claim.quarter_id)
        assert "above our target of 90%" in now.answer_to("know").words
        assert state_of(now) == State.EXPLAINED
        kept = now.decisions.get(key=key_in(now))
        assert (kept.reason, kept.by) == ("Ours from May.", cast.deputy)

    def test_it_counts_as_an_answer(self, claim, cast):
        use_record(claim, key_in(claim), by=cast.head)
        assert Decision.objects.get().verdict == Verdict.USED


class TestAnotherFigure:
    def fact(self) -> Fact:
        return Fact(label="Contacts decided", value=99, unit="%", period="Q2 2020/21")

    def test_it_stands_among_the_evidence(self, claim, cast):
        add_figure(claim, key_in(claim), self.fact(), by=cast.head)
        decision = Decision.objects.get()
        assert decision.fact == Fact.objects.get(assessment=claim)
        assert state_of(claim) == State.EXPLAINED

    def test_when_it_is_removed_what_was_said_stays(self, claim, cast):
        add_figure(claim, key_in(claim), self.fact(), by=cast.head)
        Fact.objects.all().delete()
        assert Decision.objects.get().fact is None


class TestTheDirector:
    @pytest.fixture
    def sent(self, claim, cast):
        send(claim, by=cast.head)
        return get_assessment(claim.quarter_id)

    def test_she_accepts(self, sent, cast):
        accept(sent, key_in(sent), by=cast.director)
        assert state_of(sent) == State.ACCEPTED

    def test_she_asks_it_comes_back_explained_and_she_accepts(self, sent, cast):
        key = key_in(sent)
        ask(sent, key, text="Which is it?", by=cast.director)
        assert state_of(sent) == State.ASKED
        comment = sent.comments.get()
        assert (comment.question, comment.text) == ("know", "Which is it?")
        return_for_changes(sent, comments={}, by=cast.director)
        back = get_assessment(sent.quarter_id)
        explain(back, key, Verdict.STAYS, reason="Of all contacts.", by=cast.head)
        assert state_of(back) == State.EXPLAINED
        comment.refresh_from_db()
        assert comment.reply == "Of all contacts."
        send(back, by=cast.head)
        accept(get_assessment(sent.quarter_id), key, by=cast.director)
        assert state_of(back) == State.ACCEPTED

    def test_nobody_else_accepts(self, sent, cast):
        for person in (cast.head, cast.other_head, cast.analyst, cast.administrator, cast.viewer):
            with pytest.raises(PermissionDenied):
                accept(sent, key_in(sent), by=person)
            with pytest.raises(PermissionDenied):
                ask(sent, key_in(sent), text="Why?", by=person)

    def test_what_is_approved_is_decided(self, sent, cast):
        approve(sent, by=cast.director)
        with pytest.raises(Refused, match="approved and locked"):
            accept(get_assessment(sent.quarter_id), key_in(sent), by=cast.director)

    def test_of_two_areas_she_alone_decides(self, claim, cast, engine):
        engine.record.clear()
        engine.shared = {"99.9%": ("mash", "91%")}
        key = engine.between_areas({"mash": None})[0].key
        with pytest.raises(Stale):
            explain(claim, key, Verdict.STAYS, reason="Ours is right.", by=cast.head)
        accept(claim, key, by=cast.director)
        assert Decision.objects.get().kind == "two_values"


class TestTheAnalyst:
    @pytest.fixture
    def key(self, claim, cast) -> str:
        explain(claim, key_in(claim), Verdict.RECORD_WRONG, reason="Two missing.", by=cast.head)
        return key_in(claim)

    def test_the_record_is_wrong_explains_until_she_says_that_it_is_right(self, claim, key, cast):
        assert state_of(claim) == State.EXPLAINED
        stand_by_record(claim, key, reason="Counted twice.", version=1, by=cast.analyst)
        assert state_of(claim) == State.OPEN

    def test_nobody_else_answers_for_her(self, claim, key, cast):
        for person in (cast.head, cast.director, cast.administrator):
            with pytest.raises(PermissionDenied):
                stand_by_record(claim, key, reason="It is.", version=1, by=person)

    def test_she_answers_nothing_that_nobody_asked(self, claim, cast):
        key = key_in(claim)
        with pytest.raises(Refused, match="Nobody says that the record is wrong"):
            stand_by_record(claim, key, reason="It is.", version=0, by=cast.analyst)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        with pytest.raises(Refused, match="Nobody says that the record is wrong"):
            stand_by_record(claim, key, reason="It is.", version=1, by=cast.analyst)
        assert state_of(claim) == State.EXPLAINED

    def test_she_answers_what_her_page_showed(self, claim, key, cast):
        take_back(claim, key, by=cast.head)
        explain(claim, key, Verdict.RECORD_WRONG, reason="Three missing.", by=cast.head)
        with pytest.raises(Stale, match="Something was decided"):
            stand_by_record(claim, key, reason="It is.", version=1, by=cast.analyst)

    def test_of_an_approved_area_nothing_is_opened_again(self, claim, key, cast):
        send(claim, by=cast.head)
        approve(claim, by=cast.director)
        with pytest.raises(Refused, match="is approved"):
            stand_by_record(claim, key, reason="It is.", version=1, by=cast.analyst)
        assert state_of(claim) == State.EXPLAINED


class TestTakingBack:
    def test_what_was_said_is_open_again(self, claim, cast):
        key = key_in(claim)
        explain(claim, key, Verdict.RECORD_WRONG, reason="Two missing.", by=cast.head)
        take_back(claim, key, by=cast.deputy)
        assert state_of(claim) == State.OPEN
        assert Event.objects.filter(verb="finding.taken_back").count() == 1

    def test_there_must_be_something_to_take_back(self, claim, cast):
        with pytest.raises(Refused, match="nothing to take back"):
            take_back(claim, key_in(claim), by=cast.head)

    def test_what_answers_the_director_stays(self, claim, cast):
        key = key_in(claim)
        send(claim, by=cast.head)
        ask(claim, key, text="Which is it?", by=cast.director)
        return_for_changes(claim, comments={}, by=cast.director)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        with pytest.raises(Refused, match="What answers the director stays"):
            take_back(claim, key, by=cast.head)
        assert state_of(claim) == State.EXPLAINED

    def test_not_once_it_is_sent(self, claim, cast):
        key = key_in(claim)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        send(claim, by=cast.head)
        with pytest.raises(Refused, match="with the director"):
            take_back(claim, key, by=cast.head)

    def test_nobody_else_does(self, claim, cast):
        key = key_in(claim)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        for person in (cast.other_head, cast.director, cast.analyst, cast.viewer):
            with pytest.raises(PermissionDenied):
                take_back(claim, key, by=person)


class TestWhatGoesQuiet:
    def answers(self, claim, cast, tier: str, *verdicts: str):
        for number, verdict in enumerate(verdicts):
            Decision.objects.create(
                assessment=claim,
                key=f"{number}",
                kind="silence",
                tier=tier,
                verdict=verdict,
                reason="Because.",
                by=cast.head,
            )

    def test_more_than_one_in_ten_is_too_often(self, claim, cast):
        self.answers(claim, cast, "question", *[Verdict.STAYS] * 10, Verdict.ANOTHER_FIGURE)
        assert count_quiet_kinds() == frozenset()
        self.answers(claim, cast, "question", Verdict.ANOTHER_FIGURE)
        assert count_quiet_kinds() == {"silence"}

    def test_what_contradicts_never_is(self, claim, cast):
        self.answers(claim, cast, "contradicts", *[Verdict.ANOTHER_FIGURE] * 20)
        assert count_quiet_kinds() == frozenset()


def test_findings_are_counted_as_they_stand(claim, cast):
    explain(claim, key_in(claim), Verdict.STAYS, reason="Of all.", by=cast.head)
    found = reading.findings_of([claim])["mash"].findings
    counted = tally(standings(found, claim.decisions.all()))
    assert (counted.contradicting, counted.explained, counted.accepted) == (3, 1, 0)
    assert counted.undecided == 2
