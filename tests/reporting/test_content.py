"""What a report says is plain data, gathered once, from its quarter and the one before it."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from performance.models import Measure
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, Comment
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.assessments.operations.rating import rate
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter
from selfassess.reporting import first_page
from selfassess.reporting.content.freeze import gather, version_of
from selfassess.reporting.content.read import DamagedContent, read, to_stored
from selfassess.reporting.content.schema import SCHEMA, PreviousQuarter, ReportContent
from selfassess.reporting.content.schema import Answer as AnswerContent
from selfassess.reporting.models import Kind, Report
from tests.factories import (
    approve_all,
    get_assessment,
    make_approved,
    make_issued,
    make_quarter,
    make_report,
    make_sent,
    write,
)

from . import sample
from .sample import area_of as of

VERSION = version_of(
    Kind.DRAFT, 2, at=datetime(2020, 7, 31, 16, 40, tzinfo=LONDON), by="Director of Services"
)


@pytest.fixture
def quarter(db) -> Quarter:
    return make_quarter("2020-21-q2")


def answers(content: ReportContent, area: str = "mash") -> dict[str, AnswerContent]:
    """The area's answers by question."""
    sections = of(content, area).sections
    return {one.question: one for section in sections for one in section.answers}


def gathered(quarter: Quarter, **kwargs) -> ReportContent:
    return gather(quarter, version=VERSION, **kwargs)


def all_of(content: ReportContent) -> str:
    return json.dumps(to_stored(content))


def test_the_content_is_json_and_comes_back_as_it_was(quarter, cast):
    make_approved(quarter, head=cast.head, director=cast.director)
    content = gathered(quarter, left_out={"lac": "Its head is ill."})
    assert read(json.loads(all_of(content))) == content


def test_the_database_gives_back_what_was_gathered(quarter, cast, quick_pdf):
    make_approved(quarter, head=cast.head, director=cast.director)
    report = make_report(quarter, by=cast.director)
    again = gather(quarter, version=report.frozen.version)
    assert (report.frozen, report.content) == (again, to_stored(again))


def test_the_keys_that_are_stored_for_ever_are_there(quarter, cast):
    write(get_assessment(quarter), by=cast.head)
    content = to_stored(gathered(quarter))
    mash = next(area for area in content["areas"] if area["slug"] == "mash")
    assert content["schema"] == SCHEMA == 5
    assert content.keys() >= {
        *("authority", "marking", "quarter", "version", "previous_quarter"),
        *("overview", "areas", "missing", "history"),
    }
    assert content["overview"].keys() >= {"first_page", "text", "by", "at"}
    assert mash.keys() >= {
        *("slug", "name", "order", "state", "state_name", "included", "left_out_reason"),
        *("heads", "sent_at", "sent_by", "approved_at", "approved_by", "questions_asked"),
        *("questions_answered", "words", "same_as_last_quarter", "anchors", "sections"),
    }
    assert mash["anchors"].keys() == {"ten", "zero"}
    assert mash["sections"][0].keys() >= {"key", "title", "answers"}
    expected = {"question", "text", "answer", "words", "last_quarter"}
    assert mash["sections"][0]["answers"][0].keys() >= expected


def test_quarter_council_and_version_say_what_they_are(quarter, settings):
    settings.AUTHORITY_NAME, settings.MARKING = "Some Council", "OFFICIAL"
    content = to_stored(gathered(quarter))
    assert (content["authority"], content["marking"]) == ("Some Council", "OFFICIAL")
    assert content["quarter"] == {
        "code": "2020-21-q2",
        "name": "Q2 2020/21",
        "long_name": "Quarter 2, 2020 to 2021",
        "months": "July to September 2020",
        "starts": "2020-07-01",
        "ends": "2020-09-30",
        "due": "2020-10-16",
        "note": "",
    }
    assert content["version"] == {
        "key": "draft-2",
        "kind": "draft",
        "number": 2,
        "name": "Draft 2",
        "compiled_at": "2020-07-31T16:40:00+01:00",
        "compiled_by": "Director of Services",
    }


def test_all_areas_stand_in_their_order_and_the_overview_apart(quarter):
    content = gathered(quarter)
    orders = [area.order for area in content.areas]
    assert orders == sorted(orders)
    assert len(orders) == quarter.assessments.count() - 1
    assert OVERVIEW not in {area.slug for area in content.areas}


def test_an_area_says_how_far_it_has_come_and_through_whose_hands(quarter, cast):
    with clock.at(datetime(2020, 10, 5, 9, 30, tzinfo=LONDON)):
        make_sent(quarter, by=cast.head)
    mash = of(gathered(quarter))
    assert (mash.state, mash.state_name) == ("with_director", "With the director")
    assert (mash.sent_at.isoformat(), mash.sent_by) == ("2020-10-05T09:30:00+01:00", "Head of MASH")
    assert (mash.approved_at, mash.approved_by) == (None, "")
    assert mash.heads == ["Head of MASH"]  # not the deputy


def test_an_approved_area_says_who_approved_it(quarter, cast):
    with clock.at(datetime(2020, 12, 1, 9, 30, tzinfo=LONDON)):
        make_approved(quarter, head=cast.head, director=cast.director)
    mash = of(gathered(quarter))
    assert (mash.state, mash.approved_by) == ("approved", "Director")
    assert mash.approved_at.isoformat() == "2020-12-01T09:30:00+00:00"


def test_people_are_named_by_their_jobs(quarter, cast):
    User.objects.filter(pk=cast.head.pk).update(name="A Person", job_title="Head of MASH")
    make_sent(quarter, by=User.objects.get(pk=cast.head.pk))
    assert "A Person" not in all_of(gathered(quarter))


def test_a_head_who_has_left_is_not_named_as_one(quarter, cast):
    User.objects.filter(pk=cast.head.pk).update(is_active=False)
    assert of(gathered(quarter)).heads == []


def test_words_questions_and_answers_are_counted(quarter, cast):
    write(get_assessment(quarter), by=cast.head, know="Four words are here.", evidence="")
    mash = of(gathered(quarter))
    assert (mash.questions_asked, mash.questions_answered, mash.words) == (3, 1, 4)


def test_questions_are_given_in_the_words_in_which_they_were_asked(quarter, cast):
    make_sent(quarter, by=cast.head)
    Answer.objects.filter(question="know").update(asked="What did you know in those days?")
    assert answers(gathered(quarter))["know"].text == "What did you know in those days?"


def test_comments_and_kept_texts_are_nobodys_to_read(quarter, cast):
    mash = make_sent(quarter, by=cast.head)
    Comment.objects.create(assessment=mash, question="know", text="TOO VAGUE", by=cast.director)
    mash.kept_texts.create(question="know", text="KEPT ASIDE", reason="stale", by=cast.head)
    told = all_of(gathered(quarter))
    assert "TOO VAGUE" not in told
    assert "KEPT ASIDE" not in told


def test_the_directors_overview_opens_the_report(quarter, cast):
    with clock.at(datetime(2020, 10, 5, 9, 30, tzinfo=LONDON)):
        write(
            get_assessment(quarter, OVERVIEW),
            by=cast.director,
            overview="What I see.",
            overview_first_page="In short.",
        )
    assert to_stored(gathered(quarter))["overview"] == {
        "first_page": "In short.",
        "text": "What I see.",
        "by": "Director",
        "at": "2020-10-05T09:30:00+01:00",
        "otherwise": "",
        "tested": NOTHING_TO_TEST,
    }


NOTHING_TO_TEST = {
    "numbers": 0,
    "agree": 0,
    "contradict": 0,
    "unchecked": 0,
    "not_on_record": 0,
    "explained": 0,
    "open": 0,
    "left_out": [],
    "findings": [],
}


def test_an_overview_that_is_not_written_is_empty(quarter):
    empty = {"first_page": "", "text": "", "by": "", "at": None, "otherwise": "", "tested": None}
    assert to_stored(gathered(quarter))["overview"] == empty


class TestWithTheQuarterBefore:
    """Each answer says how it stands to the same question's answer in the quarter before."""

    @pytest.fixture
    def before(self, db, cast) -> Quarter:
        before = make_quarter("2020-21-q1")
        write(get_assessment(before), by=cast.head, know="As it was.", evidence="")
        return before

    def test_same_changed_new_and_not_answered_are_told_apart(self, before, quarter, cast):
        mash = get_assessment(quarter)
        write(mash, by=cast.head, know="As it was.", evidence="An audit.")
        told = answers(gathered(quarter))
        assert (told["know"].last_quarter, told["evidence"].last_quarter) == ("same", "new")
        assert of(gathered(quarter)).same_as_last_quarter == 1
        write(get_assessment(quarter), by=cast.head, know="As it is now.", evidence="")
        told = answers(gathered(quarter))
        assert (told["know"].last_quarter, told["evidence"].last_quarter) == (
            "changed",
            "not answered",
        )
        assert of(gathered(quarter)).same_as_last_quarter == 0

    def test_without_one_there_is_nothing_to_compare(self, quarter, cast):
        write(get_assessment(quarter), by=cast.head)
        content = gathered(quarter)
        assert content.previous_quarter is None
        assert {one.last_quarter for one in answers(content).values()} == {"none"}

    def test_an_area_that_is_new_has_nothing_to_compare(self, before, quarter, cast):
        get_assessment(before).delete()
        write(get_assessment(quarter), by=cast.head)
        content = gathered(quarter)
        assert content.previous_quarter == PreviousQuarter(code="2020-21-q1", name="Q1 2020/21")
        assert {one.last_quarter for one in answers(content).values()} == {"none"}

    def test_it_is_the_last_one_that_was_assessed(self, before, quarter, cast):
        Quarter.objects.create(code="2020-21-q3", due=date(2021, 1, 15), state="planned")
        later = make_quarter("2020-21-q4")
        assert gathered(later).previous_quarter.code == "2020-21-q2"

    def test_later_quarters_do_not_come_into_it(self, before, quarter, cast):
        write(get_assessment(quarter), by=cast.head, know="FROM LATER")
        content = gathered(before)
        assert content.previous_quarter is None
        assert "FROM LATER" not in all_of(content)

    def test_its_words_are_compared_and_not_told(self, before, quarter, cast):
        write(get_assessment(before), by=cast.head, know="FROM EARLIER")
        write(get_assessment(quarter), by=cast.head, know="Now.")
        assert "FROM EARLIER" not in all_of(gathered(quarter))


class TestAnAreaThatIsLeftOut:
    """A final may do without an area. Then it gives the reason, and not a word of its text."""

    @pytest.fixture
    def content(self, quarter, cast) -> ReportContent:
        write(get_assessment(quarter), "UNREVIEWED", by=cast.head)
        return gathered(quarter, left_out={"mash": "Its head is ill."})

    def test_it_carries_the_reason_and_no_text(self, content):
        mash = of(content)
        assert (mash.included, mash.left_out_reason) == (False, "Its head is ill.")
        assert (mash.sections, "UNREVIEWED" in all_of(content)) == ([], False)

    def test_it_is_not_missing(self, content):
        assert "MASH & Assessment" not in content.missing
        assert "Early Help" in content.missing

    def test_its_rating_and_its_indicators_are_told_nowhere(self, quarter, cast):
        load_catalogue(by=cast.administrator)
        rate(get_assessment(quarter), value=Decimal("6.5"), version=0, by=cast.head)
        everything = gathered(quarter)
        content = gathered(quarter, left_out={"mash": "Its head is ill."})
        assert everything.heat.by_area["mash"] == [Decimal("6.5")]
        assert "mash" not in content.heat.by_area
        hidden = sum(of(everything).indicator_counts.values())
        shown = sum(content.indicator_counts.now.values())
        assert 0 < hidden == sum(everything.indicator_counts.now.values()) - shown

    def test_the_others_are_whole(self, content):
        assert of(content, "early-help").included
        assert of(content, "early-help").sections


def test_a_draft_names_the_areas_that_are_not_approved(quarter, cast):
    make_approved(quarter, head=cast.head, director=cast.director)
    make_sent(quarter, "early-help", by=cast.other_head)
    missing = gathered(quarter).missing
    assert "MASH & Assessment" not in missing
    assert {"Early Help", "Looked After Children"} <= set(missing)


def test_a_removed_area_keeps_its_name_and_the_words_it_was_asked(quarter, cast):
    gone = Assessment.objects.create(
        quarter=quarter, area="youth-justice", area_name="Youth Justice"
    )
    Answer.objects.create(
        assessment=gone,
        question="know-courts",
        text="They know us.",
        asked="What do the courts say?",
        section="know",
        position=1,
        saved_by=cast.head,
    )
    content = gathered(quarter)
    assert content.areas[-1].name == "Youth Justice"
    assert content.areas[-1].sections[0].title == "What do you know?"
    told = answers(content, "youth-justice")["know-courts"]
    assert (told.text, told.answer) == ("What do the courts say?", "They know us.")


@pytest.mark.usefixtures("quick_pdf")
class TestHistory:
    """A version names the final versions that came before it."""

    def test_the_first_version_has_none(self, quarter, cast):
        make_report(quarter, by=cast.director)
        assert gathered(quarter).history == []  # drafts are no history

    def test_an_issued_version_is_named_with_its_fingerprint(self, cast):
        first = make_issued("2020-21-q2")
        [told] = gathered(first.quarter).history
        assert (told.name, told.sha256) == ("Version 1", first.files.get().sha256)
        assert told.compiled_at == first.frozen.version.compiled_at
        assert told.issued_at

    def test_a_version_that_was_never_issued_is_named_too(self, quarter, cast):
        approve_all(quarter)
        for _ in range(2):
            make_report(quarter, by=cast.director, kind=Kind.FINAL)
        history = gathered(quarter).history
        assert [(one.name, one.issued_at) for one in history] == [
            ("Version 1", None),
            ("Version 2", None),
        ]

    def test_other_quarters_have_their_own(self, quarter, cast):
        make_issued("2020-21-q1")
        assert gathered(quarter).history == []

    def test_the_second_version_itself_names_the_first(self, cast):
        first = make_issued("2020-21-q2")
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        second = make_report(first.quarter, by=cast.director)
        assert [one.name for one in second.frozen.history] == ["Version 1"]
        assert Report.objects.get(pk=first.pk).content["history"] == []


@pytest.mark.parametrize(
    "odd",
    [
        {"schema": "2"},
        {"schema": None},
        {"areas": None},
        {"quarter": {"starts": "0001-01-01"}},
        {"version": {"compiled_at": "0001-01-01T00:00:00+14:00"}},
        {"areas": [{"indicators": [{"measure": {"denominator": "NaN"}}]}]},
        {"areas": [{"indicators": [{"measure": {"denominator": "sNaN"}}]}]},
        {"areas": [{"indicators": [{"measure": {"denominator": "1e999999"}}]}]},
    ],
    ids=str,
)
def test_what_no_report_can_hold_is_told_in_one_way(odd):
    stored = to_stored(sample.content())
    with pytest.raises(DamagedContent, match="What is stored is not a report"):
        read(_with(stored, odd))


def _with(stored, odd):
    """The stored value with others put into it, in lists from the beginning on."""
    if isinstance(odd, dict):
        return stored | {key: _with(stored[key], value) for key, value in odd.items()}
    if isinstance(odd, list):
        pairs = zip(stored, odd, strict=False)
        return [_with(one, value) for one, value in pairs] + stored[len(odd) :]
    return odd


def test_the_usual_range_of_sixteen_quarters_is_frozen(quarter, cast):
    """Fifteen quarters that swing a little, and one that falls out of what is usual."""
    load_catalogue(by=User.objects.command_line())
    values = [80, 82, 81, 83, 82, 80, 81, 83, 82, 84, 83, 82, 81, 83, 82, 70]
    period = quarter.period
    for value in reversed(values):
        if period.code != quarter.code:
            make_quarter(period.code)
        Measure.objects.create(
            kpi_id="MA03",
            quarter_id=period.code,
            source="List",
            value=value,
            as_at=period.ends,
            saved_by=cast.analyst,
        )
        period = period.before
    content = gathered(quarter)
    (one,) = [one for one in of(content).indicators if one.code == "MA03"]
    assert (one.usual.shown, one.usual.quarters) == ("78.1 to 85.7%", 15)
    (line,) = first_page.moved(content).lines
    assert line.said == (
        "70%. Down 12 points, second quarter of worsening; below its usual range (78.1 to 85.7%)."
    )
