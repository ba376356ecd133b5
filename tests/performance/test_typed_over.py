"""What somebody types over a figure is hers: nothing that a file said stands beside it."""

from datetime import date
from decimal import Decimal

import pytest

from performance.imports import operations, plan, read
from performance.imports.models import Import
from performance.models import Kpi, Measure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.sources import add_measure, adopt
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale
from tests.factories import get_assessment
from tests.pages import words_on

CODE = "2020-21-q2"
ENDS = date(2020, 9, 30)
LINES = (
    "kpi,value,source,note,as_at",
    "MA01,100,CSWW census,Counted 100 by hand,2020-09-15",
)


@pytest.fixture
def brought(cast, quarter):
    """A file as its preview has it."""

    def brought(*lines: str):
        data = "\n".join(lines).encode()
        table = read.read(data, plan.names_of_kpis())
        return operations.bring(table, quarter=quarter, name="x", data=data, by=cast.analyst)

    return brought


@pytest.fixture
def bring(cast, brought):
    return lambda *lines: operations.apply(brought(*lines), by=cast.analyst)


@pytest.fixture
def save(cast, quarter):
    """What a head types into the row of a KPI."""

    def save(value: str, code: str = "MA01", **typed) -> Measure:
        stored = Measure.objects.adopted().get(kpi=code)
        kpi = Kpi.objects.get(code=code)
        entry = Entry(kpi, Decimal(value), seen=stored.mark, **typed)
        assert not save_indicators(get_assessment(CODE), [entry], by=cast.head)
        return Measure.objects.adopted().get(kpi=code)

    return save


@pytest.fixture
def usual(quarter) -> str:
    return Kpi.objects.get(code="MA01").source


def planned(brought: Import) -> plan.Plan:
    return plan.make(operations.table_of(brought), brought.mapping, brought.quarter)


def told(measure: Measure) -> tuple[str, str, date]:
    return measure.source, measure.note, measure.as_at


def test_a_typed_figure_stands_under_no_import(bring, save, usual):
    bring(*LINES)
    assert told(save("555")) == (usual, "", ENDS)
    event = Event.objects.filter(verb="measure.save").first()
    assert (event.before["source"], event.after["source"]) == ("CSWW census", usual)
    assert event.before["note"] == "Counted 100 by hand"


def test_so_does_one_whose_parts_alone_are_corrected(bring, save):
    bring("kpi,value,numerator,denominator,note", "MA03,77.51,1451,1872,From Liquidlogic")
    parts = {"numerator": Decimal(1450), "denominator": Decimal(1871)}
    assert save("77.5", "MA03", **parts).note == ""


def test_a_tick_or_a_comment_leaves_it_the_imports(bring, save):
    bring(*LINES)
    measure = save("100", provisional=True, comment="We asked them.")
    assert told(measure) == ("CSWW census", "Counted 100 by hand", date(2020, 9, 15))


def test_what_somebody_typed_herself_stays(cast, quarter, save):
    about = {"source": "Weekly list", "note": "Counted by hand", "as_at": date(2020, 9, 15)}
    kpi = Kpi.objects.get(code="MA01")
    add_measure(get_assessment(CODE), kpi, value=Decimal(7), by=cast.head, **about)
    assert told(save("8")) == ("Weekly list", "Counted by hand", date(2020, 9, 15))


def test_unless_a_file_has_changed_it_since(cast, bring, save, usual):
    kpi, day = Kpi.objects.get(code="MA01"), date(2020, 9, 15)
    given = {"value": Decimal(7), "source": "CSWW census", "as_at": day}
    add_measure(get_assessment(CODE), kpi, by=cast.head, **given)
    done = bring(*LINES)
    operations.undo(done, by=cast.analyst)
    assert save("8").source == "CSWW census"
    bring(*LINES)
    assert told(save("9")) == (usual, "", ENDS)


def test_its_source_is_not_one_that_says_something_else(cast, bring, save, usual):
    bring("kpi,value,source", "MA01,100,Elsewhere")
    bring("kpi,value", "MA01,110")
    measure = Measure.objects.get(source="Elsewhere")
    adopt(get_assessment(CODE), measure, reason="It is the return.", by=cast.analyst)
    measure = save("105")
    assert (measure.source, measure.why_adopted) == ("Entered by the area", "")
    assert Measure.objects.get(source=usual).value == 110


def test_where_both_names_are_taken_it_gets_a_number(bring, save):
    bring("kpi,value,source", "MA01,100,Elsewhere")
    bring("kpi,value", "MA01,110")
    bring("kpi,value,source", "MA01,120,entered by the area")
    assert save("105").source == "Entered by the area (2)"


class TestWhatSomebodyHasMarkedProvisional:
    @pytest.fixture
    def provisional(self, bring, save):
        bring(*LINES)
        return save("100", provisional=True)

    def test_is_not_another_figure_that_a_file_brings(self, cast, provisional, bring):
        done = bring(LINES[0], "MA01,110,CSWW census,Counted 100 by hand,2020-09-15")
        provisional.refresh_from_db()
        assert (provisional.value, provisional.provisional) == (110, False)
        operations.undo(done, by=cast.analyst)
        provisional.refresh_from_db()
        assert (provisional.value, provisional.provisional) == (100, True)

    def test_stays_so_where_the_file_says_the_same_of_it(self, provisional, bring):
        bring(LINES[0], "MA01,100,CSWW census,Checked,2020-09-15")
        provisional.refresh_from_db()
        assert (provisional.note, provisional.provisional) == ("Checked", True)

    def test_is_told_by_the_preview(self, cast, provisional, brought, sign_in):
        preview = brought(LINES[0], "MA01,110,CSWW census,,2020-09-15")
        page = words_on(sign_in(cast.analyst).get(preview.get_absolute_url()))
        assert page.count(", provisional</small>") == 1
        [one] = planned(preview).comparisons()
        assert "provisional" in one.is_new

    def test_moves_a_preview_when_it_is_marked_meanwhile(self, cast, bring, brought, save):
        bring(*LINES)
        preview = brought(LINES[0], "MA01,110,CSWW census,,2020-09-15")
        seen = planned(preview).preview()
        save("100", provisional=True)
        with pytest.raises(Stale):
            operations.apply(preview, by=cast.analyst, seen=seen)

    def test_is_not_deleted_by_undoing_what_brought_it(self, cast, bring, save):
        done = bring(*LINES)
        measure = save("100", provisional=True)
        with pytest.raises(Refused, match="MA01 was changed since"):
            operations.undo(done, by=cast.analyst)
        assert Measure.objects.get() == measure

    def test_is_not_put_back_by_undoing_what_changed_it(self, cast, bring, save):
        bring(*LINES)
        done = bring(LINES[0], "MA01,110,CSWW census,,2020-09-15")
        save("110", provisional=True)
        with pytest.raises(Refused, match="MA01 was changed since"):
            operations.undo(done, by=cast.analyst)
        assert Measure.objects.get().value == 110

    def test_may_be_undone_once_the_mark_is_off_again(self, cast, bring, save):
        done = bring(*LINES)
        save("100", provisional=True)
        save("100", provisional=False)
        operations.undo(done, by=cast.analyst)
        assert not Measure.objects.exists()

    def test_is_put_back_with_its_mark_where_an_older_import_did_not_note_it(
        self, cast, provisional, bring
    ):
        done = bring(LINES[0], "MA01,110,CSWW census,,2020-09-15")
        for side in ("before", "after"):
            del done.changes[0][side]["provisional"]
        done.save()
        Measure.objects.update(provisional=True)  # as it stayed then
        operations.undo(done, by=cast.analyst)
        provisional.refresh_from_db()
        assert (provisional.value, provisional.provisional) == (100, True)
