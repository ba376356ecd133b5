"""Two sources for one figure: both on show, one counts, somebody settles it by a date."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from performance.imports import operations, plan, read
from performance.imports.export import as_csv, as_xlsx
from performance.models import Kpi, Measure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.sources import add_measure, adopt, settle
from performance.reading import indicators
from selfassess.access import Role
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.dates import end_of_day
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.content.schema import Settle
from tests.factories import freeze_now, get_assessment, make_user
from tests.pages import form_on
from tests.ui.page import Page

LIST = "/kpis/disagreements/"


@pytest.fixture
def disputed(cast, quarter) -> Measure:
    """SR11: 96 by the weekly list, which counts, against 75 by the booklet."""
    assessment, kpi = get_assessment(quarter, "safeguarding"), Kpi.objects.get(code="SR11")
    for value, source in ((75, "Booklet"), (96, "Weekly list")):
        measure = add_measure(
            assessment,
            kpi,
            value=Decimal(value),
            source=source,
            as_at=date(2020, 9, 30),
            by=cast.analyst,
        )
    return adopt(
        assessment,
        measure,
        reason="Checked case by case.",
        owner="Performance lead",
        settle_by=date(2020, 11, 30),
        by=cast.analyst,
    )


def oversight():
    (found,) = [
        i
        for i in indicators(["safeguarding"], "2020-21-q2")["safeguarding"]
        if i.kpi.code == "SR11"
    ]
    return found


def test_both_are_shown_until_it_is_settled(cast, disputed):
    assert (oversight().value, [o.value for o in oversight().others]) == (96, [75])
    settle(
        get_assessment("2020-21-q2", "safeguarding"),
        disputed,
        because="The booklet left out a team.",
        by=cast.analyst,
    )
    assert (oversight().value, oversight().others) == (96, [])
    assert len(oversight().measures) == 2  # and the other is not lost


def test_the_report_shows_both_and_who_settles_it(disputed):
    quarter = Quarter.objects.get(code="2020-21-q2")
    areas = {area.slug: area for area in freeze_now(quarter).areas}
    (frozen,) = [one for one in areas["safeguarding"].indicators if one.code == "SR11"]
    assert [other.shown for other in frozen.others] == ["75%"]
    assert frozen.settle == Settle(owner="Performance lead", by=date(2020, 11, 30))


def test_another_source_opens_it_again(cast, disputed):
    assessment = get_assessment("2020-21-q2", "safeguarding")
    settle(assessment, disputed, because="Found.", by=cast.analyst)
    add_measure(
        assessment,
        Kpi.objects.get(code="SR11"),
        value=Decimal(88),
        source="Regional return",
        as_at=date(2020, 9, 30),
        by=cast.analyst,
    )
    assert len(oversight().others) == 2


def test_only_the_value_that_counts_is_settled_and_only_with_a_sentence(cast, disputed):
    assessment = get_assessment("2020-21-q2", "safeguarding")
    other = Measure.objects.get(adopted=False)
    with pytest.raises(Refused, match="does not count"):
        settle(assessment, other, because="So.", by=cast.analyst)
    with pytest.raises(Refused, match="Enter how"):
        settle(assessment, disputed, because="", by=cast.analyst)


def test_the_list_has_what_is_open_and_says_what_is_overdue(cast, disputed, sign_in):
    client = sign_in(cast.analyst)
    with clock.at(end_of_day(date(2020, 11, 29))):
        row = Page(client.get(LIST).text).words("//tbody/tr")
    assert "Overdue" not in row
    for part in ("SR11", "96%", "Weekly list", "75%", "Booklet", "Performance lead", "30 Nov 2020"):
        assert part in row
    with clock.at(end_of_day(date(2020, 12, 1))):
        assert "Overdue" in client.get(LIST).text
    settle(
        get_assessment("2020-21-q2", "safeguarding"), disputed, because="Found.", by=cast.analyst
    )
    assert "No two sources disagree" in client.get(LIST).text


def test_heads_see_their_own_and_viewers_none(cast, disputed, sign_in):
    assert "SR11" not in sign_in(cast.head).get(LIST).text
    assert "SR11" in sign_in(cast.director).get(LIST).text
    assert sign_in(cast.viewer).get(LIST).status_code == 404


def test_choosing_asks_for_reason_owner_and_date(cast, disputed, sign_in):
    other = Measure.objects.get(adopted=False)
    address = f"/2020-21-q2/safeguarding/indicators/SR11/{other.pk}/adopt/"
    client = sign_in(cast.analyst)
    refused = client.post(address, {"reason": "It is audited."}).text
    assert "Enter who finds out" in refused
    assert "Enter by when" in refused
    good = {"reason": "It is audited.", "owner": "IRO manager", "settle_by": "30 November 2020"}
    client.post(address, good)
    assert oversight().value == 75
    assert oversight().adopted.settle_owner == "IRO manager"


def test_settling_from_the_page_of_sources(cast, disputed, sign_in):
    client = sign_in(cast.analyst)
    address = "/2020-21-q2/safeguarding/indicators/SR11/settle/"
    assert address in client.get("/2020-21-q2/safeguarding/indicators/SR11/").text
    answer = client.post(address, {"because": "The booklet left out a team."}, follow=True)
    assert "The booklet left out a team." in answer.text
    assert client.get(address).status_code == 404


SOURCES = "/2020-21-q2/safeguarding/indicators/SR11/"
REASON = {"owner": "The analyst", "settle_by": "30 November 2020"}


def other_of(disputed: Measure) -> str:
    return f"{SOURCES}{Measure.objects.exclude(pk=disputed.pk).get().pk}/adopt/"


def test_a_second_reason_does_not_silently_replace_the_first(cast, quarter, disputed, sign_in):
    analyst, address = sign_in(cast.analyst), other_of(disputed)
    older = form_on(analyst.get(address))
    adopt(get_assessment(quarter, "safeguarding"), disputed, reason="Counted.", by=cast.analyst)
    answer = analyst.post(address, older | REASON | {"reason": "It is audited."})
    assert answer.status_code == 409
    said = Page(answer.text).words("//*[@id='id_reason_error']")
    assert "Analyst chose Weekly list while you were on this page: “Counted.”" in said
    assert "It is audited." in answer.text
    assert oversight().adopted.why_adopted == "Counted."
    analyst.post(address, form_on(answer))
    assert (oversight().value, oversight().adopted.why_adopted) == (75, "It is audited.")


def test_without_its_page_nobody_replaces_what_somebody_else_has_said(
    cast, quarter, disputed, sign_in
):
    head = make_user((Role.HEAD, "safeguarding"))
    sent = REASON | {"reason": "It is audited."}
    assert sign_in(head).post(other_of(disputed), sent).status_code == 409
    assert oversight().value == 96


def test_choosing_a_source_twice_with_one_click_is_once(cast, quarter, disputed, sign_in):
    analyst, address = sign_in(cast.analyst), other_of(disputed)
    sent = form_on(analyst.get(address)) | REASON | {"reason": "It is audited."}
    events = Event.objects.filter(verb="measure.adopt")
    before = events.count()
    for _ in range(2):
        assert analyst.post(address, sent).status_code == 302
    assert events.count() == before + 1


def test_what_somebody_settled_meanwhile_is_told_and_the_text_stays(
    cast, quarter, disputed, sign_in
):
    analyst = sign_in(cast.analyst)
    older = form_on(analyst.get(f"{SOURCES}settle/"))
    assessment = get_assessment(quarter, "safeguarding")
    settle(assessment, disputed, because="A team was left out.", by=cast.analyst)
    answer = analyst.post(f"{SOURCES}settle/", older | {"because": "We counted again."})
    assert answer.status_code == 409
    assert "Analyst settled this while you were on this page: “A team was left out.”" in (
        Page(answer.text).words("//*[@id='id_because_error']")
    )
    assert "We counted again." in answer.text
    assert oversight().adopted.settled_because == "A team was left out."


def test_a_value_that_an_import_changed_is_not_removed_unseen(cast, quarter, disputed, sign_in):
    analyst, address = sign_in(cast.analyst), f"/{quarter.code}/safeguarding/indicators/SR11/"
    booklet = Measure.objects.get(source="Booklet")
    page = form_on(analyst.get(address))
    booklet.value, booklet.version = Decimal(81), 2
    booklet.save()
    answer = analyst.post(f"{address}{booklet.pk}/remove/", page)
    assert answer.status_code == 409
    assert "changed what Booklet says" in answer.text
    assert "81%" in answer.text
    assert analyst.post(f"{address}{booklet.pk}/remove/", form_on(answer)).status_code == 302
    assert not Measure.objects.filter(source="Booklet").exists()


def test_of_the_source_that_counts_somebody_can_say_why_and_who_finds_out(cast, quarter, sign_in):
    """Of two sources the first counts by itself, until somebody decides: perhaps for the same."""
    assessment, kpi = get_assessment(quarter, "safeguarding"), Kpi.objects.get(code="SR11")
    for value, source in ((75, "Booklet"), (96, "Weekly list")):
        about = {"value": Decimal(value), "source": source, "as_at": date(2020, 9, 30)}
        add_measure(assessment, kpi, by=cast.analyst, **about)
    analyst = sign_in(cast.analyst)
    address = f"{SOURCES}{Measure.objects.get(adopted=True).pk}/adopt/"
    page = analyst.get(SOURCES).text
    assert "Nobody has said yet which of them counts, and why." in page
    assert f'href="{address}">Say why Booklet counts' in page
    page = analyst.get(address)
    assert "<b>75%</b> (Booklet) goes on counting." in page.text
    analyst.post(address, form_on(page) | REASON | {"reason": "It is audited."})
    assert (oversight().value, oversight().adopted.settle_owner) == (75, "The analyst")
    assert "The analyst finds out which is right, by 30 November 2020." in analyst.get(SOURCES).text


def test_who_finds_out_and_by_when_can_be_changed(cast, disputed, sign_in):
    analyst, address = sign_in(cast.analyst), f"{SOURCES}{disputed.pk}/adopt/"
    assert f'href="{address}">Change who finds out, or by when' in analyst.get(SOURCES).text
    page = form_on(analyst.get(address))
    assert (page["reason"], page["owner"]) == ("Checked case by case.", "Performance lead")
    analyst.post(address, page | {"settle_by": "18 December 2020"})
    assert oversight().adopted.settle_by == date(2020, 12, 18)


def test_what_was_never_settled_before_its_quarter_was_issued_is_no_work_any_more(
    cast, disputed, sign_in
):
    Quarter.objects.filter(pk="2020-21-q2").update(state=QuarterState.ISSUED)
    client = sign_in(cast.analyst)
    page = client.get(LIST).text
    assert "No two sources disagree." in page
    assert "Never settled, in issued quarters (1)" in page
    assert "Overdue" not in page
    assert "It was not settled before Q2 2020/21 was issued." in client.get(SOURCES).text


class TestOpenAgain:
    """What was settled was settled of the figures that there were."""

    @pytest.fixture
    def settled(self, cast, disputed) -> Measure:
        assessment = get_assessment("2020-21-q2", "safeguarding")
        return settle(assessment, disputed, because="The booklet left out a team.", by=cast.analyst)

    @pytest.fixture
    def bring(self, cast, quarter):
        def bring(*lines: str):
            data = "\n".join(lines).encode()
            table = read.read(data, plan.names_of_kpis())
            brought = operations.bring(table, quarter=quarter, name="x", data=data, by=cast.analyst)
            return operations.apply(brought, by=cast.analyst)

        return bring

    def save(self, cast, value: str, **typed) -> None:
        kpi, seen = Kpi.objects.get(code="SR11"), oversight().adopted.mark
        entry = Entry(kpi, Decimal(value), seen=seen, **typed)
        assessment = get_assessment("2020-21-q2", "safeguarding")
        assert not save_indicators(assessment, [entry], by=cast.analyst)

    @pytest.mark.parametrize("source", ["Weekly list", "Booklet"])
    def test_when_a_file_brings_another_figure(self, settled, bring, source):
        bring("kpi,value,source", f"SR11,90,{source}")
        assert len(oversight().others) == 1

    def test_when_the_figure_that_counts_is_typed_over(self, cast, settled):
        self.save(cast, "90")
        assert [other.value for other in oversight().others] == [75]

    def test_not_by_a_tick_or_a_note(self, cast, settled, bring):
        self.save(cast, "96", provisional=True)
        bring("kpi,value,source,note", "SR11,75.0,Booklet,Of July")
        assert oversight().others == []
        assert oversight().adopted.settled_because

    @pytest.mark.parametrize("source", ["Third", "Booklet", "Weekly list"])
    def test_undoing_the_import_gives_back_how_it_was_settled(self, cast, settled, bring, source):
        done = bring("kpi,value,source", "MA01,7,Third", f"SR11,90,{source}")
        assert oversight().others
        operations.undo(done, by=cast.analyst)
        assert oversight().others == []
        assert oversight().adopted.settled_because == "The booklet left out a team."

    def test_not_where_somebody_has_said_something_since(self, cast, settled, bring):
        done = bring("kpi,value,source", "SR11,90,Booklet")
        assessment = get_assessment("2020-21-q2", "safeguarding")
        measure = oversight().adopted
        adopt(assessment, measure, reason="We look again.", seen=measure.use, by=cast.analyst)
        operations.undo(done, by=cast.analyst)
        assert [other.value for other in oversight().others] == [75]

    def test_nor_where_a_figure_came_since(self, cast, settled, bring):
        done = bring("kpi,value,source", "SR11,90,Booklet")
        bring("kpi,value,source", "SR11,80,Fourth")
        operations.undo(done, by=cast.analyst)
        assert {other.value for other in oversight().others} == {75, 80}


class TestTheNoteOnThePageOfIndicators:
    address = "/2020-21-q2/safeguarding/indicators/"
    where = "/2020-21-q2/safeguarding/indicators/SR11/"

    def links(self, client) -> list:
        """In the notes under a figure; “More” leads there as well, for any figure."""
        page = Page(client.get(self.address).text)
        return page.all(f"//*[@class='sa-alert']//a[@href='{self.where}']")

    def test_it_leads_whoever_may_to_where_it_is_settled(self, cast, disputed, sign_in):
        analyst = sign_in(cast.analyst)
        (link,) = self.links(analyst)
        assert link.text_content().startswith("Settle which is right")
        assert "To be settled" in analyst.get(self.where).text

    def test_nobody_else_is_led_there(self, cast, disputed, sign_in):
        assert not self.links(sign_in(cast.director))

    def test_so_does_the_note_that_none_counts(self, cast, disputed, sign_in):
        Measure.objects.update(adopted=False)
        (link,) = self.links(sign_in(cast.analyst))
        assert link.text_content().startswith("Use a source")


class TestFilesAndTheExplorer:
    """What leaves the portal as numbers alone says as well that a number is disputed."""

    def uses(self, disputed) -> dict[str, str]:
        rows = csv.DictReader(as_csv(disputed.quarter).decode("utf-8-sig").splitlines())
        return {row["source"]: row["use"] for row in rows}

    def test_the_export_says_which_counts_and_that_it_is_disputed(self, cast, disputed):
        assert self.uses(disputed) == {
            "Weekly list": "counts, in dispute",
            "Booklet": "does not count, in dispute",
        }
        settle(get_assessment("2020-21-q2", "safeguarding"), disputed, because="x", by=cast.analyst)
        assert self.uses(disputed) == {
            "Weekly list": "counts, settled",
            "Booklet": "does not count, settled",
        }
        Measure.objects.update(adopted=False, settled_because="")
        assert set(self.uses(disputed).values()) == {"does not count"}
        Measure.objects.filter(source="Booklet").delete()
        Measure.objects.update(adopted=True)
        assert self.uses(disputed) == {"Weekly list": "counts"}

    @pytest.mark.parametrize("write", [as_csv, as_xlsx])
    def test_imported_again_it_changes_nothing(self, disputed, cast, write):
        data, quarter = write(disputed.quarter), disputed.quarter
        table = read.read(data, plan.names_of_kpis())
        brought = operations.bring(table, quarter=quarter, name="x", data=data, by=cast.analyst)
        again = plan.make(operations.table_of(brought), brought.mapping, quarter)
        assert (again.problems, again.does_something, len(again.unchanged)) == ([], False, 2)

    def test_the_explorer_says_so_on_the_page_and_in_its_file(self, cast, disputed, sign_in):
        client = sign_in(cast.analyst)
        said = "in dispute: Booklet says 75%"
        assert said in client.get("/kpis/SR11/explore/").text
        head, row = client.get("/kpis/SR11.csv").content.decode("utf-8-sig").splitlines()
        assert (head.split(",")[-1], row.split(",")[-1]) == ("Note", said)
        settle(get_assessment("2020-21-q2", "safeguarding"), disputed, because="x", by=cast.analyst)
        assert "in dispute" not in client.get("/kpis/SR11/explore/").text
        assert "Note" not in client.get("/kpis/SR11.csv").text
