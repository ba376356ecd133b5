"""PW07 and PW12 are counted by the portal from its own rows: nobody types or imports them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from performance.counted import SOURCE
from performance.imports import export
from performance.models import Kpi, Measure
from performance.operations.bringing import bring_figure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.sources import add_measure, settle
from performance.reading import indicators
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter
from selfassess.records.models import Action, ActionStatus, ActionUpdate
from selfassess.records.operations import raise_action
from tests.factories import get_assessment, make_quarter, make_user, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

QUARTER = "2020-21-q2"
ADDRESS = f"/{QUARTER}/performance/indicators/"
SAYS = "is counted by the portal: nobody enters it."

pytestmark = pytest.mark.usefixtures("quarter")


@pytest.fixture
def head(cast) -> User:
    return make_user(("head", "performance"), name="Head of Performance")


def indicator(code: str, quarter: str = QUARTER):
    found = indicators(["performance"], quarter)["performance"]
    return next(one for one in found if one.kpi.code == code)


def shown(code: str, quarter: str = QUARTER) -> str:
    adopted = indicator(code, quarter).adopted
    return f"{adopted.shown} ({adopted.shown_parts})" if adopted.shown_parts else adopted.shown


def dispute(cast, code: str = "MA01") -> Measure:
    """Two sources say different things about a KPI."""
    mash, kpi = get_assessment(QUARTER), Kpi.objects.get(code=code)
    day = {"as_at": date(2020, 9, 30), "by": cast.analyst}
    first = add_measure(mash, kpi, value=Decimal(70), source="A", **day)
    add_measure(mash, kpi, value=Decimal(80), source="B", **day)
    return first


def act(cast, due: date | None, *statuses: str, area: str = "mash") -> None:
    """An action with its first date, and how it stood in this quarter and those after it."""
    by = cast.head if area == "mash" else cast.other_head
    assessment = get_assessment(QUARTER, area)
    action = raise_action(
        assessment, {"text": f"We will, {Action.objects.count()}.", "first_due": due}, by=by
    )
    codes = Quarter.objects.filter(code__gte=QUARTER).order_by("code")
    for quarter, status in zip(codes, statuses, strict=False):
        ActionUpdate.objects.create(
            action=action, quarter=quarter, status=status, difference="It did.", saved_by=by
        )


def approved(cast, head):
    assessment = get_assessment(QUARTER, "performance")
    write(assessment, by=head)
    send(get_assessment(QUARTER, "performance"), by=head)
    return approve(get_assessment(QUARTER, "performance"), by=cast.director)


class TestCounting:
    def test_figures_in_dispute_are_counted_until_they_are_settled(self, cast):
        assert shown("PW07") == "0"
        first = dispute(cast)
        dispute(cast, "MA03")
        assert shown("PW07") == "2"
        settle(get_assessment(QUARTER), first, because="B counts twice.", by=cast.analyst)
        assert shown("PW07") == "1"

    def test_those_of_another_quarter_are_not(self, cast):
        dispute(cast)
        make_quarter("2020-21-q3")
        assert (shown("PW07"), shown("PW07", "2020-21-q3")) == ("1", "0")

    def test_actions_are_done_by_their_first_date_or_not(self, cast):
        done, under_way = ActionStatus.DONE, ActionStatus.UNDER_WAY
        make_quarter("2020-21-q3")
        act(cast, date(2020, 7, 1), done)
        act(cast, date(2020, 9, 30), under_way, done)  # done in the quarter after its date
        act(cast, date(2020, 8, 1))
        act(cast, date(2020, 8, 1), done, area="early-help")
        act(cast, date(2020, 8, 1), ActionStatus.STOPPED)
        act(cast, date(2020, 6, 30), done)  # due in the quarter before
        act(cast, date(2020, 10, 1), done)  # and in the one after
        act(cast, None, done)
        assert shown("PW12") == "50% (2 of 4)"

    def test_without_an_action_that_was_due_there_were_no_cases(self, cast):
        assert shown("PW12") == "no cases (0 of 0)"

    def test_a_figure_says_that_the_portal_counted_it_and_when(self, cast):
        counted = indicator("PW07").adopted
        assert (counted.source, counted.as_at) == (SOURCE, date(2020, 9, 30))
        assert not Measure.objects.exists()

    @pytest.mark.parametrize("state", ["planned", "issued"])
    def test_only_a_quarter_that_is_under_way_is_counted(self, cast, state):
        Quarter.objects.update(state=state)
        assert indicator("PW07").adopted is None

    def test_what_was_typed_before_stays(self, cast):
        kpi = Kpi.objects.get(code="PW07")
        Measure.objects.create(
            kpi=kpi,
            quarter_id=QUARTER,
            value=14,
            source="A list",
            as_at=date(2020, 9, 30),
            saved_by=cast.analyst,
        )
        assert (shown("PW07"), indicator("PW07").adopted.source) == ("14", "A list")


class TestApproval:
    def test_what_was_counted_is_stored_and_stands(self, cast, head):
        first = dispute(cast)
        approved(cast, head)
        stored = Measure.objects.get(kpi="PW07")
        assert (stored.value, stored.source, stored.saved_by) == (1, SOURCE, cast.director)
        settle(get_assessment(QUARTER), first, because="B counts twice.", by=cast.analyst)
        act(cast, date(2020, 7, 1), ActionStatus.DONE)
        assert (shown("PW07"), shown("PW12")) == ("1", "no cases (0 of 0)")
        events = Event.objects.filter(verb="measure.count").values_list("subject", flat=True)
        assert sorted(events) == ["PW07", "PW12"]

    def test_reopened_it_is_counted_anew(self, cast, head):
        first = dispute(cast)
        reopen(approved(cast, head), reason="A figure was wrong.", by=cast.director)
        assert not Measure.objects.filter(kpi__area="performance").exists()
        settle(get_assessment(QUARTER), first, because="B counts twice.", by=cast.analyst)
        assert shown("PW07") == "0"

    def test_other_areas_store_nothing(self, cast):
        write(get_assessment(QUARTER), by=cast.head)
        send(get_assessment(QUARTER), by=cast.head)
        approve(get_assessment(QUARTER), by=cast.director)
        assert not Measure.objects.exists()


class TestNobodyTypesIt:
    def test_the_page_shows_it_and_takes_a_comment_alone(self, cast, head, sign_in):
        dispute(cast)
        client = sign_in(head)
        page = Page(client.get(ADDRESS).text)
        assert not page.all("//*[@name='PW07-value' or @name='PW12-denominator']")
        assert "1 At the end of the quarter · Counted by the portal" in page.words("//main")
        sent = form_on(client.get(ADDRESS)) | {"PW07-comment": "One is left.", "stay": ""}
        assert client.post(ADDRESS, sent).status_code == 302
        assert indicator("PW07").remark.comment == "One is left."
        assert not Measure.objects.filter(kpi="PW07").exists()

    def test_what_a_script_sends_is_refused(self, cast, head, sign_in):
        client = sign_in(head)
        sent = form_on(client.get(ADDRESS)) | {"PW07-value": "0"}
        assert f"PW07 {SAYS}" in words_on(client.post(ADDRESS, sent))
        assert not Measure.objects.exists()

    def test_no_operation_enters_it(self, cast, head):
        area, kpi = get_assessment(QUARTER, "performance"), Kpi.objects.get(code="PW12")
        day = {"source": "A list", "as_at": date(2020, 9, 30)}
        for enter in (
            lambda: save_indicators(area, [Entry(kpi, Decimal(5))], by=cast.analyst),
            lambda: add_measure(area, kpi, value=Decimal(5), by=cast.analyst, **day),
            lambda: bring_figure(
                area, kpi, {"value": Decimal(5)}, source="Document", by=cast.administrator
            ),
        ):
            with pytest.raises(Refused, match=f"PW12 {SAYS}"):
                enter()

    def test_a_file_may_hold_it_and_the_preview_says_that_it_is_left_out(self, cast, sign_in):
        rows = "kpi,value\nPW07,3\nPW01,15\n"
        client = sign_in(cast.analyst)
        file = SimpleUploadedFile("figures.csv", rows.encode())
        preview = client.post("/imports/", {"quarter": QUARTER, "file": file}, follow=True)
        assert f"PW07 {SAYS}" in words_on(preview)
        assert "1 to add" in words_on(preview)

    def test_what_is_exported_comes_back(self, cast, head):
        approved(cast, head)
        table = export.as_csv(Quarter.objects.get(code=QUARTER)).decode("utf-8-sig")
        assert "PW07,0," in table
