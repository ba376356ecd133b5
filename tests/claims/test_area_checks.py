"""The checks of an area's words beside its lists and figures. All sentences are invented."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from selfassess.claims.checks import (
    audits_improve,
    between_areas,
    childs_voice,
    dates,
    done,
    own,
    silence,
    strength_beside,
    unchanged,
)
from selfassess.claims.checks.base import ReadParagraph
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known import (
    ActionOnRecord,
    AuditOnRecord,
    Known,
    KpiWords,
    VoiceOnRecord,
    What,
)
from selfassess.claims.known_from_csv import declared_kpis
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.linking import link
from selfassess.claims.reader.read import read
from selfassess.claims.recorded import recorded
from services.base import Problem
from services.registry import find_area

NOW = "2020-21-q2"
KPIS: dict[str, KpiWords] = declared_kpis()
DECISIONS = "Contacts were decided within 24 hours by every team."  # names MA03


def known(area: str = "mash", **more) -> Known:
    return Known(**{"quarter": NOW, "area": area, "kpis": KPIS} | more)


def figure(code: str, value: str, what: What = What.NOW, quarter: str = NOW, **more):
    kpi = KPIS[code]
    return recorded(
        Decimal(value),
        what,
        unit=kpi.unit,
        period=quarter,
        source="weekly report",
        kpi=code,
        area=kpi.area,
        **more,
    )


def judged(code: str, **more) -> dict[str, KpiWords]:
    return {**KPIS, code: replace(KPIS[code], **more)}


def text(said: str, question: str = "know", on: Known | None = None, **more) -> ReadParagraph:
    on = on or known()
    paragraph = Paragraph(said, on.area, question, **more)
    return ReadParagraph(paragraph, link(read(said), on))


def one(found) -> Finding:
    (finding,) = found
    assert finding.tier in (Tier.QUESTION, Tier.CONTRADICTS)
    assert finding.beside.endswith((".", "”"))
    return finding


class TestSilence:
    OFF = {
        "figures": (figure("MA03", "74.6"),),
        "kpis": judged("MA03", status="Off target"),
    }

    def test_what_is_off_target_and_not_mentioned_is_asked_about(self):
        found = one(silence.check([text("We know our practice.")], known(**self.OFF)))
        assert "74.6%" in found.beside
        assert "off target" in found.beside

    def test_what_is_mentioned_in_other_words_is_not(self):
        assert [*silence.check([text(DECISIONS)], known(**self.OFF))] == []

    def test_nor_is_what_a_comment_stands_beside(self):
        kpis = judged("MA03", status="Off target", comment="Two posts are vacant.")
        on = known(figures=self.OFF["figures"], kpis=kpis)
        assert [*silence.check([text("We know our practice.")], on)] == []

    def test_an_overdue_action_without_an_update_is_asked_about(self):
        late = ActionOnRecord(7, "Open a drop-in.", date(2020, 8, 1), "under_way", False, True)
        on = known(actions=(late,))
        assert "an action past its date" in one(silence.check([text("Ours.")], on)).beside
        told = [text("Ours."), text("The room is found.", "action-7-progress")]
        assert [*silence.check(told, on)] == []

    def test_inadequate_grades_are_asked_about(self):
        audit = AuditOnRecord("Plans", date(2020, 8, 1), NOW, 9, {"inadequate": Decimal(2)})
        on = known(audits=(audit,))
        assert "“Plans”" in one(silence.check([text("Ours.")], on)).beside
        assert [*silence.check([text("Two plans were inadequate.")], on)] == []

    def test_all_of_an_area_is_one_finding(self):
        late = ActionOnRecord(7, "Open a drop-in.", date(2020, 8, 1), "under_way", False, True)
        assert one(silence.check([text("Ours.")], known(**self.OFF, actions=(late,))))

    def test_nothing_is_missing_before_anything_is_written(self):
        assert [*silence.check([text("Ours.", "evidence")], known(**self.OFF))] == []


class TestAuditsThatShowImprovement:
    SAID = "Audits show that our plans have improved."

    def audit(self, month: int, good: int, cases: int = 20, theme: str = "Plans"):
        grades = {"good": Decimal(good), "requires_improvement": Decimal(cases - good)}
        return AuditOnRecord(theme, date(2020, month, 1), NOW, cases, grades)

    def check(self, said: str, *audits: AuditOnRecord):
        return [*audits_improve.check(text(said), known(audits=audits))]

    def test_it_is_asked_about_beside_fewer_than_two(self):
        assert "no graded audit" in one(self.check(self.SAID)).beside
        assert "one graded audit" in one(self.check(self.SAID, self.audit(7, 9))).beside

    def test_it_is_asked_about_beside_few_cases(self):
        found = self.check(self.SAID, self.audit(5, 3, cases=6), self.audit(8, 5, cases=8))
        assert "0 had 10 cases or more" in one(found).beside

    def test_it_is_asked_about_beside_grades_that_fell(self):
        found = self.check(self.SAID, self.audit(5, 12), self.audit(8, 9))
        assert "60% were good or better in May 2020 and 45% in August 2020" in one(found).beside

    def test_a_half_of_their_shares_is_rounded_up(self):
        found = self.check(self.SAID, self.audit(5, 21, cases=40), self.audit(8, 5, cases=40))
        assert "53% were good or better in May 2020 and 13% in" in one(found).beside

    def test_it_may_be_said_beside_two_that_can_be_compared(self):
        assert self.check(self.SAID, self.audit(5, 9), self.audit(8, 12)) == []

    @pytest.mark.parametrize(
        "said",
        [
            "Audits say what must improve.",
            "Two of nine audits were graded requires improvement.",
            "Our plans have improved.",
            "Audits will be read by every team.",
        ],
    )
    def test_other_words_about_audits_are_left_alone(self, said):
        assert self.check(said) == []

    def test_where_audits_are_not_known_nothing_is_said(self):
        assert [*audits_improve.check(text(self.SAID), known())] == []


class TestWhatIsDone:
    def check(self, said: str, *figures):
        return [*done.check(text(said, "action-3-difference"), known(figures=figures))]

    def test_a_few_words_are_no_difference(self):
        assert self.check("Done.")
        assert self.check("Families wait two weeks less for a visit.") == []

    def test_the_figure_that_it_names_has_moved(self):
        before = figure("MA03", "80", What.BEFORE, "2020-21-q1")
        assert "was 80% in Q1 2020/21 and is 74.6% now" in (
            one(self.check(DECISIONS, before, figure("MA03", "74.6"))).beside
        )
        assert self.check(DECISIONS, before, figure("MA03", "85")) == []

    def test_figures_of_another_period_are_not_compared(self):
        before = figure("MA03", "80", What.BEFORE, "2020-21-q1", alike=False)
        assert self.check(DECISIONS, before, figure("MA03", "74.6")) == []


class TestAnUnchangedAnswer:
    LONG = " ".join(f"word{number}" for number in range(40))

    def check(self, said: str, before: str):
        return [*unchanged.check(text(said, before=before), known())]

    def test_it_is_named(self):
        assert "unchanged, of 40 words" in one(self.check(self.LONG, self.LONG)).beside
        listed = f"- {self.LONG}"  # a bullet is no word, as on the area's page
        assert "unchanged, of 40 words" in one(self.check(listed, listed)).beside

    def test_so_is_one_in_which_two_words_differ(self):
        assert "95% the same" in one(self.check(f"{self.LONG[:-14]} new ones", self.LONG)).beside

    def test_a_short_one_may_be_the_same(self):
        assert self.check("We know our practice.", "We know our practice.") == []

    def test_another_one_is_not_named(self):
        assert self.check(self.LONG, self.LONG.replace("word1", "other")) == []


class TestDates:
    def check(self, said: str, question: str = "know", **more):
        return [*dates.check(text(said, question), known(**more))]

    def test_a_day_to_come_that_has_passed(self):
        assert "May 2020 had passed" in one(self.check("It will open by May 2020.")).beside
        assert self.check("It will open by May 2021.") == []
        assert self.check("It opened in May 2020.") == []

    def test_a_self_assessment_that_says_it_is_of_another_quarter(self):
        said = "This self-assessment is up to the end of the fourth quarter of 2019/20."
        assert "of Q2 2020/21" in one(self.check(said)).beside
        assert self.check("This report covers Q2 2020/21.") == []
        assert self.check("The report on the fourth quarter was late.") == []

    def test_evidence_of_more_than_a_year_ago(self):
        said = "Parents were asked in March 2019."
        assert "March 2019 is more than twelve months" in one(self.check(said, "evidence")).beside
        assert self.check(said, "know") == []
        assert self.check("They were asked in March 2019 and in July 2020.", "evidence") == []

    def test_a_quarter_beside_a_year(self):
        on = {"figures": (figure("MA01", "412", of="quarter"),)}
        found = one(self.check("We had 412 contacts, against 1,900 in the last year.", **on))
        assert "412 is of one quarter" in found.beside
        assert self.check("We had 412 contacts, against 400 in the quarter before.", **on) == []


class TestAStrength:
    def check(self, **more):
        on = known(**more)
        return [*strength_beside.check([text(DECISIONS, "strength-1", on)], on)]

    def test_beside_a_figure_off_target(self):
        found = self.check(
            figures=(figure("MA03", "74.6"),), kpis=judged("MA03", status="Off target")
        )
        assert "74.6%, off target" in one(found).beside
        assert one(found).kpi == "MA03"

    def test_beside_an_open_action_about_the_same(self):
        action = ActionOnRecord(
            1, "Decide contacts within 24 hours.", None, "under_way", False, False
        )
        found = one(self.check(actions=(action,)))
        assert "is open" in found.beside
        assert found.kpi == ""  # no figure is doubted beside it, so the analyst reads no action
        assert self.check(actions=(replace(action, is_finished=True),)) == []

    def test_by_itself(self):
        assert self.check(figures=(figure("MA03", "97"),)) == []


class TestAChildsVoice:
    def check(self, *voices: VoiceOnRecord, said: str = "We audit.", **more):
        on = known(**{"voices": voices} | more)
        return [*childs_voice.check([text(said, "evidence", on)], on)]

    def test_it_is_missing(self):
        assert "No child’s voice" in one(self.check(VoiceOnRecord("staff", "Rotas."))).beside

    def test_it_may_stand_in_the_text(self):
        assert self.check(said="Six children told us that it is calmer.") == []

    def test_it_changed_nothing(self):
        assert "what it changed" in one(self.check(VoiceOnRecord("children", ""))).beside
        assert self.check(VoiceOnRecord("children", "Later visits.")) == []

    def test_an_area_that_meets_no_children_is_not_asked(self):
        assert self.check(area="performance") == []

    def test_where_voices_are_not_known_nothing_is_said(self):
        assert self.check(voices=None) == []


class TestBetweenAreas:
    def texts(self, here: str, there: str):
        on = {"mash": known(), "lac": known("lac")}
        return {
            "mash": [text(here, on=on["mash"])],
            "lac": [text(there, on=on["lac"])],
        }, on

    def test_one_thing_with_two_values(self):
        said = "80% of contacts had a decision within 24 hours."
        found = one(between_areas.two_values(*self.texts(said, said.replace("80", "91"))))
        assert "80% here and 91% in Looked After Children" in found.beside
        assert found.area == "mash"

    def test_rounded_values_are_the_same(self):
        said = "80% of contacts had a decision within 24 hours."
        assert [*between_areas.two_values(*self.texts(said, said.replace("80", "80.4")))] == []

    def test_a_half_may_have_been_rounded_either_way(self):
        said = "80.5% of contacts had a decision within 24 hours."
        for rounded in ("80", "81"):
            texts = self.texts(said, said.replace("80.5", rounded))
            assert [*between_areas.two_values(*texts)] == []
        assert [*between_areas.two_values(*self.texts(said, said.replace("80.5", "82")))]

    def test_a_total_that_is_nearly_another_areas_count_is_asked_about(self):
        total = (
            "Oversights of looked after children have risen, with only one that had none between "
            "reviews, from a total of 349 children."
        )
        there = "At the end of Q1 there were 345 children in care."
        found = one(between_areas.two_values(*self.texts(total, there)))
        assert found.tier == "question"
        assert "349 here and 345 in Looked After Children" in found.beside

    @pytest.mark.parametrize(
        "total",
        [
            "Looked after children had oversights, which in all but one team were kept up to the "
            "day, out of 120 children.",  # of others
            "Looked after children had oversights, which in all but one team were kept up to the "
            "day, and 349 children spoke.",  # no total
            "Plans were reviewed for a total of 349 children.",  # of whom it does not say
        ],
    )
    def test_a_total_of_something_else_is_not(self, total):
        there = "At the end of Q1 there were 345 children in care."
        assert [*between_areas.two_values(*self.texts(total, there))] == []

    def test_a_text_that_is_another_areas(self):
        long = " ".join(f"word{number}" for number in range(40))
        assert "Looked After" in one(between_areas.same_text(*self.texts(long, long))).beside
        assert [*between_areas.same_text(*self.texts(long, long.upper()[::-1]))] == []


class TestWhatAnAreaAsksItself:
    def check(self, monkeypatch, word_check):
        monkeypatch.setattr(find_area("mash"), "word_checks", (word_check,), raising=False)
        return [*own.check([text("We know our practice.")], known())]

    def test_it_is_asked_of_its_words(self, monkeypatch):
        def says_why(area, texts, known):
            if not any("because" in one.paragraph.text for one in texts):
                yield Problem("know", "know", f"{area.verbose_name} does not say why")

        found = one(self.check(monkeypatch, says_why))
        assert found.beside == "MASH & Assessment does not say why."
        assert (found.kind, found.question) == ("own", "know")

    def test_an_area_that_has_left_asks_nothing(self):
        assert [*own.check([], known("former"))] == []
