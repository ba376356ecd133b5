"""Bringing a document in: where nothing is written, all of it or nothing, and undone as one."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from performance.models import Measure
from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Rating
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.audit.models import Event
from selfassess.documents import docx_file
from selfassess.documents.models import Brought, Document
from selfassess.documents.operations import bring_in, confirm, store, undo
from selfassess.documents.plan import make
from selfassess.errors import Refused
from selfassess.quarters.dates import QuarterPeriod
from selfassess.records.models import Action, Strength
from selfassess.records.operations import change
from tests.factories import get_assessment, kpis_before, make_quarter, make_user
from tests.rows import digest

from .word import Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter():
    kpis_before()
    make_quarter("2020-21-q1")
    return make_quarter("2020-21-q2")


@pytest.fixture
def head():
    return make_user((Role.HEAD, "mash"), name="Head")


def last_years() -> bytes:
    word = Word()
    word.title("Self-assessment, Quarter 1 2020/21")
    for area in ("Front Door", "Leaving Care"):
        word.heading(area, 1)
        word.heading("What do you know?", 2)
        word.say(f"{area}: decisions are prompt.", "They are right, too.")
        word.heading("Strengths", 2)
        word.bullets("We see children early.", "Families know us.")
        word.heading("Areas for development", 2)
        word.table(
            ("Action", "Impact", "Lead", "Timescale"),
            ("See families sooner", "Nobody waits", "Team Manager", "31 May 2020"),
            ("Write plainly", "", "", "Ongoing"),
        )
        word.heading("Rating", 2)
        word.say("7/10")
    word.heading("Conclusion", 1)
    word.say("That is all.")
    return word.bytes()


def preview(quarter, by, *, period="2020-21-q1", data=None, area="") -> Document:
    data = data or last_years()
    own = QuarterPeriod.parse(period) if period else None
    read = docx_file.read(data)
    return store(read, quarter=quarter, period=own, area=area, name="Last.docx", data=data, by=by)


def test_a_preview_writes_nothing_but_itself(quarter, head):
    before = digest()
    document = preview(quarter, head)
    document.delete()
    assert digest() == before


def test_a_head_brings_in_her_own_area_and_no_other(quarter, head):
    bring_in(preview(quarter, head), by=head)
    answer = Answer.objects.get()
    assert answer.assessment == get_assessment(quarter)
    assert answer.text == "Front Door: decisions are prompt.\n\nThey are right, too."
    assert [s.text for s in Strength.objects.all()] == [
        "We see children early.",
        "Families know us.",
    ]
    assert {action.area for action in Action.objects.all()} == {"mash"}


def test_an_action_keeps_its_owner_impact_and_a_first_date_that_is_past(quarter, head):
    bring_in(preview(quarter, head), by=head)
    first, second = Action.objects.order_by("position")
    assert (first.text, first.impact, first.owner) == (
        "See families sooner",
        "Nobody waits",
        "Team Manager",
    )
    assert str(first.first_due) == "2020-05-31"
    assert second.text == "Write plainly\nTimescale in the document: Ongoing"
    assert second.first_due is None


def test_ratings_go_to_the_documents_own_quarter(quarter, head):
    bring_in(preview(quarter, head), by=head)
    assert Rating.objects.get().assessment.quarter_id == "2020-21-q1"
    assert Rating.objects.get().value == 7


def test_figures_go_there_too(quarter, head):
    word = Word()
    word.heading("Front Door", 1)
    word.heading("Performance indicators", 2)
    word.table(("Indicator", "Target", "Q1"), ("Re-referrals within 12 months", "20%", "24.6%"))
    bring_in(preview(quarter, head, data=word.bytes()), by=head)
    measure = Measure.objects.get()
    told = (measure.kpi_id, measure.quarter_id, str(measure.value.normalize()))
    assert told == ("MA04", "2020-21-q1", "24.6")


def test_a_figure_stays_out_where_no_page_would_take_it(quarter, head):
    word = Word()
    word.heading("Front Door", 1)
    word.heading("Performance indicators", 2)
    word.table(
        ("Indicator", "Target", "Q1"),
        ("Re-referrals within 12 months", "20%", "-5%"),
        ("Assessments within 45 working days", "92%", "86% (361 of 400)"),
    )
    doing = make(preview(quarter, head, data=word.bytes()), by=head)
    assert list(doing.stays.values()) == [
        "A figure cannot be below 0",
        "361 of 400 is 90.25%, not 86%. Correct one of them",
    ]
    assert not doing.figures


def test_what_somebody_has_written_is_never_replaced(quarter, head):
    assessment = get_assessment(quarter)
    save_section(assessment, [Draft("know", "Written by hand.")], by=head)
    document = preview(quarter, head)
    plan = bring_in(document, by=head)
    assert Answer.objects.get().text == "Written by hand."
    stayed = {plan.pieces[number].text for number in plan.stays}
    assert "They are right, too." in stayed


def test_the_same_document_twice_brings_nothing_twice(quarter, head):
    bring_in(preview(quarter, head), by=head)
    before = (Answer.objects.count(), Strength.objects.count(), Action.objects.count())
    with pytest.raises(Refused, match="nothing was done"):
        bring_in(preview(quarter, head), by=head)
    assert (Answer.objects.count(), Strength.objects.count(), Action.objects.count()) == before


def test_undoing_takes_all_of_it_out(quarter, head):
    document = preview(quarter, head)
    bring_in(document, by=head)
    assert undo(document, by=head) == []
    assert Answer.objects.get().text == ""
    assert not Strength.objects.exists()
    assert not Action.objects.exists()
    assert Rating.objects.get().value is None
    assert not Brought.objects.exists()


def test_undoing_leaves_and_names_what_was_edited_since(quarter, head):
    document = preview(quarter, head)
    bring_in(document, by=head)
    strength = Strength.objects.first()
    change(strength, {"text": "We see all early."}, version=1, section="strengths", by=head)
    (left,) = undo(document, by=head)
    assert "We see children early." in left
    assert "was edited since" in left
    assert [one.text for one in Strength.objects.all()] == ["We see all early."]


def test_what_came_is_unconfirmed_until_its_head_has_read_it(quarter, head):
    bring_in(preview(quarter, head), by=head)
    assessment = get_assessment(quarter)
    assert confirm(assessment, "strengths", by=head) == 2
    assert not Brought.objects.unconfirmed().filter(section="strengths").exists()
    assert Brought.objects.unconfirmed().filter(section="know").exists()


def test_a_deputy_does_not_bring_in_nor_confirm(quarter, head):
    deputy = make_user((Role.DEPUTY, "mash"))
    with pytest.raises(PermissionDenied):
        preview(quarter, deputy)
    bring_in(preview(quarter, head), by=head)
    with pytest.raises(PermissionDenied):
        confirm(get_assessment(quarter), "know", by=deputy)


def test_nobody_brings_in_the_document_of_another(quarter, head):
    document = preview(quarter, head)
    with pytest.raises(PermissionDenied):
        bring_in(document, by=make_user((Role.HEAD, "lac")))


def test_an_administrator_brings_in_all_areas(quarter):
    administrator = make_user(Role.ADMINISTRATOR)
    bring_in(preview(quarter, administrator), by=administrator)
    assert {answer.assessment.area for answer in Answer.objects.all()} == {"mash", "care-leavers"}


def test_the_trail_says_what_was_brought_in_and_undone(quarter, head):
    document = preview(quarter, head)
    bring_in(document, by=head)
    undo(document, by=head)
    brought = Event.objects.get(verb="document.bring")
    assert brought.after["strengths"] == 2
    assert Event.objects.filter(verb="document.undo").exists()


# --- The command ----------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "last.docx"
    path.write_bytes(last_years())
    return path


def test_a_dry_run_prints_json_and_writes_nothing(quarter, file, capsys):
    User.objects.command_line()
    before = digest()
    call_command("import_document", file, quarter="2020-21-q2", period="2020-21-q1", dry_run=True)
    told = json.loads(capsys.readouterr().out)
    assert digest() == before
    assert told["mash"]["answers"]["know"].startswith("Front Door: decisions")
    assert told["mash"]["actions"][0] == {
        "text": "See families sooner",
        "impact": "Nobody waits",
        "owner": "Team Manager",
        "due": "2020-05-31",
    }
    assert told["mash"]["rating"] == 7
    assert told["left_over"] == ["That is all."]


def test_without_a_period_ratings_are_left_over(quarter, file, capsys):
    call_command("import_document", file, quarter="2020-21-q2", dry_run=True)
    told = json.loads(capsys.readouterr().out)
    assert told["mash"]["rating"] is None
    assert told["left_over"].count("7/10") == 2


def test_the_command_never_replaces_and_says_what_stays(quarter, file, capsys, head):
    save_section(get_assessment(quarter), [Draft("know", "Written by hand.")], by=head)
    call_command("import_document", file, quarter="2020-21-q2", area="mash")
    out, error = capsys.readouterr()
    assert "Brought in: 0 answers, 2 strengths, 2 actions" in out
    assert "Front Door: decisions are prompt." in error
    assert "That is all." in error
    assert get_assessment(quarter).answer_to("know").text == "Written by hand."


def test_of_other_areas_than_the_one_asked_for_everything_is_listed(quarter, file, capsys):
    call_command("import_document", file, quarter="2020-21-q2", area="mash", dry_run=True)
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"mash", "left_over"}
    assert "Leaving Care: decisions are prompt." in told["left_over"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"quarter": "2030-31-q1"}, "no quarter"),
        ({"quarter": "2020-21-q2", "period": "2020"}, "not a quarter"),
        ({"quarter": "2020-21-q2", "area": "nowhere"}, "no service area"),
        ({"quarter": "2020-21-q2", "by": "nobody@example.org"}, "Nobody here has the address"),
    ],
)
def test_a_wrong_option_is_named(quarter, file, options, said):
    with pytest.raises(CommandError, match=said):
        call_command("import_document", file, **options)


def test_a_file_that_is_no_document_is_refused(quarter, tmp_path):
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(CommandError, match="old Word"):
        call_command("import_document", path, quarter="2020-21-q2")
