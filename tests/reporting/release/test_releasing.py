"""What people typed goes out when the director has released it: text by text, and not before."""

from collections.abc import Collection
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from selfassess.assessments.operations.lifecycle import reopen
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.reporting.editions.suppression import RULES
from selfassess.reporting.models import Kind, PublicEdition, Release, Report
from selfassess.reporting.operations import issue
from selfassess.reporting.release.operations import let_out, release, take_back
from selfassess.reporting.release.standing import AreaWords, words_of
from tests.factories import (
    get_assessment,
    issued_before,
    make_approved,
    make_quarter,
    make_report,
)
from tests.pages import form_on, words_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

WORDS = "/reports/2020-21-q1/v1/scrutiny/words/"
TELLING = "Three children went home. All is well. Plans are good."
PUBLIC = "All is well. Plans are good."


@pytest.fixture
def report(cast) -> Report:
    return issued_before("2020-21-q1", text=TELLING)


def of_mash(report: Report) -> AreaWords:
    return next(one for one in words_of(report) if one.slug == "mash")


def answers(report: Report, slug: str = "mash") -> set[str]:
    """What the public reads in an area now."""
    content = Report.objects.get(pk=report.pk).edition("scrutiny")
    area = next(one for one in content.areas if one.slug == slug)
    return {answer.answer for section in area.sections for answer in section.answers}


class TestReleasing:
    def test_nothing_typed_is_out_before(self, report, cast):
        let_out(report, by=cast.director)
        assert answers(report) == {"Not published"}

    def test_with_one_button_all_without_a_mark_goes(self, report, cast):
        release(report, "mash", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        assert answers(report) == {f"(not published) {PUBLIC}"}

    def test_a_marked_sentence_goes_with_a_tick_of_its_own(self, report, cast):
        ticks = [one.value for one in of_mash(report).marked]
        release(report, "mash", ticked=ticks[:1], by=cast.director)
        let_out(report, by=cast.director)
        assert answers(report) == {TELLING} | (
            {f"(not published) {PUBLIC}"} if len(ticks) > 1 else set()
        )

    def test_what_an_older_text_hides_in_a_word_is_marked(self, cast):
        hidden = "T\u00adhree chil\u00addren went home. ② girls left. All is well."
        report = issued_before("2020-21-q1", text=hidden)
        release(report, "mash", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        assert answers(report) == {"(not published) All is well."}

    def test_another_area_stays_as_it_is(self, report, cast):
        release(report, "lac", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        assert answers(report) == {"Not published"}

    def test_what_is_released_later_is_in_the_next_number(self, report, cast):
        assert let_out(report, by=cast.director).number == 1
        release(report, "mash", ticked=(), by=cast.director)
        assert answers(report) == {"Not published"}
        assert let_out(Report.objects.get(pk=report.pk), by=cast.director).number == 2
        assert answers(report) == {f"(not published) {PUBLIC}"}
        content = Report.objects.get(pk=report.pk).edition("scrutiny")
        assert content.cut.name == "Scrutiny edition 2"

    def test_the_next_number_may_follow_when_the_rules_have_changed(
        self, report, cast, sign_in, monkeypatch
    ):
        """As after an upgrade that holds back more: what is out stays, but not without a word."""
        for operations in ("operations", "next_edition"):
            monkeypatch.setattr(f"selfassess.reporting.release.{operations}.RULES", RULES - 1)
        assert let_out(report, by=cast.director).number == 1
        monkeypatch.undo()
        director = sign_in(cast.director)
        page = "/reports/2020-21-q1/v1/scrutiny/"
        assert "Edition 1 went out before this release" in words_on(director.get(page))
        assert "Edition 1 went out before this release" in words_on(director.get(WORDS))
        assert let_out(Report.objects.get(pk=report.pk), by=cast.director).number == 2
        assert "The rules have changed" not in words_on(director.get(page))
        assert let_out(Report.objects.get(pk=report.pk), by=cast.director).number == 2

    def test_an_edition_from_before_rules_were_counted_has_other_rules(self, report, cast):
        PublicEdition.objects.create(report=report, number=1, by=cast.director)
        assert let_out(Report.objects.get(pk=report.pk), by=cast.director).number == 2

    def test_what_is_taken_back_is_not_in_the_next_number(self, report, cast):
        release(report, "mash", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        take_back(report, "mash", by=cast.director)
        let_out(Report.objects.get(pk=report.pk), by=cast.director)
        assert answers(report) == {"Not published"}
        first = PublicEdition.objects.get(number=1)
        assert any(one.sentences for one in first.releases)

    def test_a_text_that_is_no_longer_the_same_leaves(self, report, cast):
        """As one in which something was redacted."""
        release(report, "mash", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        shown = Report.objects.get(pk=report.pk)
        for area in shown.frozen.areas:
            for section in area.sections:
                for answer in section.answers:
                    answer.answer = answer.answer.replace("well", "[taken out]")
        area = next(one for one in shown.edition("scrutiny").areas if one.slug == "mash")
        assert {a.answer for s in area.sections for a in s.answers} == {"Not published"}

    def test_it_is_an_event_without_words(self, report, cast):
        release(report, "mash", ticked=(), by=cast.director)
        event = Event.objects.get(verb="report.release")
        assert (event.by, event.area, event.subject) == (cast.director, "mash", "v1")
        assert event.after["sentences"] > 0
        assert "well" not in str(event.after)

    def test_the_same_decision_again_is_none(self, report, cast):
        release(report, "mash", ticked=(), by=cast.director)
        release(report, "mash", ticked=(), by=cast.director)
        assert Event.objects.filter(verb="report.release").count() == 1

    @pytest.mark.parametrize("who", ["head", "deputy", "analyst", "administrator", "viewer"])
    def test_others_release_nothing(self, report, cast, who):
        for change in (release, take_back):
            more = {"ticked": ()} if change is release else {}
            with pytest.raises(PermissionDenied):
                change(report, "mash", by=getattr(cast, who), **more)
        assert not Release.objects.exists()

    def test_what_is_not_issued_releases_nothing(self, report, cast):
        draft = make_report(make_quarter(), by=cast.director)
        with pytest.raises(Refused, match="Issue Draft 1 first"):
            release(draft, "mash", ticked=(), by=cast.director)

    def test_two_decisions_of_one_number_are_refused_by_the_database(self, report, cast):
        release(report, "mash", ticked=(), by=cast.director)
        one = Release.objects.first()
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.bulk_create([Release(**fields_of(one))])

    def test_a_decision_is_not_changed(self, report, cast):
        release(report, "mash", ticked=(), by=cast.director)
        with pytest.raises(TypeError, match="never changes"):
            Release.objects.first().save()


def fields_of(one: Release) -> dict:
    names = ("report_id", "area", "field", "text", "marks", "number", "sentences", "by_id")
    return {name: getattr(one, name) for name in names}


class TestTheNextVersion:
    @pytest.fixture
    def following(self, report, cast):
        """Another version of the quarter, in which MASH says something else."""

        def make(text: str, *, ticked: Collection[str] = (), back: str = "") -> Report:
            release(report, "mash", ticked=(), by=cast.director)
            release(report, "lac", ticked=ticked, by=cast.director)
            if back:
                take_back(report, back, by=cast.director)
            reopen(get_assessment("2020-21-q1"), reason="Wrong.", by=cast.director)
            make_approved(report.quarter, head=cast.head, director=cast.director, text=text)
            final = make_report(report.quarter, by=cast.director, kind=Kind.FINAL)
            return issue(final, by=cast.director)

        return make

    def test_what_says_the_same_stays_released(self, following, cast):
        version = following("Something else.")
        decided = {one.slug: one.is_decided for one in words_of(version)}
        assert decided["lac"]
        assert not decided["mash"]
        assert PublicEdition.objects.filter(report=version).count() == 0

    def test_a_ticked_sentence_stays_released_and_goes_out_with_it(self, report, cast, following):
        lac = next(one for one in words_of(report) if one.slug == "lac")
        version = following("Something else.", ticked=[one.value for one in lac.marked])
        let_out(version, by=cast.director)
        assert answers(version, "lac") == {TELLING}
        assert answers(version) == {"Not published"}

    def test_what_was_taken_back_stays_so(self, report, cast, following):
        version = following("Something else.", back="lac")
        let_out(version, by=cast.director)
        assert answers(version, "lac") == {"Not published"}
        assert not any(one.sentences for one in Release.objects.filter(report=version))

    def test_what_is_marked_otherwise_does_not(self, following, cast, monkeypatch):
        from selfassess.reporting.release import marking

        version = following("Something else.")
        monkeypatch.setattr(marking, "small_counts", lambda *asked: [])
        assert not any(one.is_decided for one in words_of(version))


class TestThePages:
    @pytest.fixture
    def director(self, cast, sign_in):
        return sign_in(cast.director)

    def test_marked_sentences_stand_first_and_all_others_below(self, report, director):
        page = words_on(director.get(f"{WORDS}mash/"))
        assert page.index("<mark>Three</mark> children went home.") < page.index("All is well.")
        assert "it tells a small number" in page

    def test_the_button_leads_on_to_the_next_area(self, report, director):
        page = director.get(f"{WORDS}early-help/")
        assert "Release, and go on with MASH" in words_on(page)
        answer = director.post(f"{WORDS}early-help/", form_on(page))
        assert answer.url == f"{WORDS}mash/"

    def test_after_the_last_one_it_leads_to_all(self, report, cast, director):
        for words in words_of(report)[1:]:
            release(report, words.slug, ticked=(), by=cast.director)
        first = words_of(report)[0].slug
        answer = director.post(f"{WORDS}{first}/", form_on(director.get(f"{WORDS}{first}/")))
        assert answer.url == WORDS
        page = words_on(director.get(WORDS))
        assert "8 of 8</b> decided" in page
        assert "read edition 1 and let it go out" in page

    def test_the_ticks_of_a_page_come_back_on_it(self, report, director):
        page = director.get(f"{WORDS}mash/")
        tick = of_mash(report).marked[0].value
        director.post(f"{WORDS}mash/", form_on(page) | {"tick": tick})
        shown = words_on(director.get(f"{WORDS}mash/"))
        assert f'value="{tick}" checked' in shown
        assert "Hold all of it back" in shown

    def test_all_of_it_is_held_back_again(self, report, cast, director):
        release(report, "mash", ticked=(), by=cast.director)
        page = form_on(director.get(f"{WORDS}mash/"))
        answer = director.post(f"{WORDS}mash/", page | {"hold": ""})
        assert answer.url == WORDS
        assert not of_mash(report).has_released

    def test_a_page_that_shows_other_marks_decides_nothing(self, report, director, monkeypatch):
        from selfassess.reporting.release import marking

        page = form_on(director.get(f"{WORDS}mash/"))
        monkeypatch.setattr(marking, "small_counts", lambda *asked: [])
        answer = director.post(f"{WORDS}mash/", page)
        assert answer.status_code == 409
        assert "Nothing was released" in words_on(answer)
        assert not Release.objects.exists()

    def test_without_a_page_nothing_is_decided(self, report, director):
        assert director.post(f"{WORDS}mash/").status_code == 409
        assert not Release.objects.exists()

    def test_a_page_from_before_somebody_held_back_releases_nothing(self, report, cast, director):
        """Two directors, or two tabs: the later decision must not undo the other unread."""
        release(report, "mash", ticked=(), by=cast.director)
        old = form_on(director.get(f"{WORDS}mash/"))
        take_back(report, "mash", by=cast.director)
        answer = director.post(f"{WORDS}mash/", old)
        assert answer.status_code == 409
        assert "Nothing was released" in words_on(answer)
        assert "All of it is held back." in words_on(answer)
        assert "removed: </span>(released)" in words_on(answer)
        assert not of_mash(report).has_released
        assert director.post(f"{WORDS}mash/", form_on(answer)).status_code == 302
        assert of_mash(report).has_released

    def test_a_page_from_before_somebody_held_one_sentence_back(self, report, cast, director):
        """She wants to hold back: also that is told what was decided meanwhile."""
        tick = of_mash(report).marked[0].value
        release(report, "mash", ticked=[tick], by=cast.director)
        old = form_on(director.get(f"{WORDS}mash/"))
        release(report, "mash", ticked=(), by=cast.director)
        assert director.post(f"{WORDS}mash/", old | {"tick": tick}).status_code == 409
        assert director.post(f"{WORDS}mash/", old | {"hold": ""}).status_code == 409
        assert of_mash(report).has_released
        assert not any(one.is_released for one in of_mash(report).marked)

    def test_a_page_from_before_the_first_decision_is_told_of_it(self, report, cast, director):
        old = form_on(director.get(f"{WORDS}mash/"))
        take_back(report, "mash", by=cast.director)
        assert director.post(f"{WORDS}mash/", old).status_code == 409
        assert of_mash(report).is_decided
        assert not of_mash(report).has_released

    @pytest.mark.parametrize("more", [{}, {"hold": ""}])
    def test_a_double_click_decides_once(self, report, cast, director, more):
        (take_back if not more else partial(release, ticked=()))(report, "mash", by=cast.director)
        page = form_on(director.get(f"{WORDS}mash/"))
        before = Release.objects.count()
        answers = [director.post(f"{WORDS}mash/", page | more) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert Release.objects.count() > before
