"""A target that is to be met by a day: nobody has missed it before."""

from datetime import date
from decimal import Decimal

import pytest

from performance.charts.area_charts import drawings, of_indicator
from performance.models import ApprovedStatus, Kpi, Target
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import set_target
from performance.rag import Status
from performance.reading import indicators
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.audit.models import Event
from selfassess.reporting.compare import changes
from selfassess.reporting.content.freeze import gather
from selfassess.reporting.content.schema import Version
from services.base import Chart
from tests.factories import get_assessment, make_quarter, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

Q2, Q3 = "2020-21-q2", "2020-21-q3"
ADDRESS = f"/targets/?area=mash&from={Q2}"
DAY = date(2020, 12, 31)  # the last of Q3
BY = "by 31 December 2020"
NOT_YET = "target due by 31 December 2020"


@pytest.fixture
def target(cast, quarter) -> Target:
    kpi = Kpi.objects.get(code="MA03")
    return set_target(kpi, from_quarter=Q2, value=Decimal(95), due=DAY, by=cast.analyst)


@pytest.fixture
def analyst(cast, quarter, sign_in):
    return sign_in(cast.analyst)


def enter(cast, value: str, quarter: str = Q2, code: str = "MA03") -> None:
    entry = Entry(Kpi.objects.get(code=code), Decimal(value), comment="Late.")
    assert not save_indicators(get_assessment(quarter), [entry], by=cast.analyst)


def indicator(quarter: str = Q2, code: str = "MA03"):
    return next(one for one in indicators(["mash"], quarter)["mash"] if one.kpi.code == code)


def save(client, **typed: str):
    """Type into the page of targets, look at the preview, and save."""
    sent = form_on(client.get(ADDRESS)) | {k.replace("_", "-"): v for k, v in typed.items()}
    preview = client.post(ADDRESS, sent)
    confirmed = form_on(preview) | {"confirm": "", "reason": "Agreed."}
    return preview, client.post(ADDRESS, confirmed, follow=True)


class TestJudging:
    def test_a_quarter_that_ends_before_the_day_is_not_judged_and_the_next_one_is(
        self, cast, target
    ):
        make_quarter(Q3)
        for quarter in (Q2, Q3):
            enter(cast, "90", quarter)
        assert (indicator().status, indicator().judgement.reason) == (Status.NOT_JUDGED, NOT_YET)
        assert indicator(Q3).status == Status.OFF_TARGET

    def test_it_is_not_met_early_either_and_asks_for_no_comment(self, cast, target):
        enter(cast, "99")
        assert indicator().status == Status.NOT_JUDGED
        assert not indicator().needs_comment

    def test_what_is_approved_says_what_it_said(self, cast, quarter):
        """A day that is set when the area is open again counts from then on."""
        kpi = Kpi.objects.get(code="MA03")
        set_target(kpi, from_quarter=Q2, value=Decimal(95), by=cast.analyst)
        enter(cast, "90")
        mash = write(get_assessment(Q2), by=cast.head)
        send(get_assessment(Q2), by=cast.head)
        mash = approve(get_assessment(Q2), by=cast.director)
        Target.objects.update(due=DAY)  # as if by a program without the rule
        assert indicator().status == Status.OFF_TARGET
        reopen(mash, reason="A target had a day.", by=cast.director)
        assert indicator().status == Status.NOT_JUDGED
        assert not ApprovedStatus.objects.exists()


class TestThePage:
    def test_a_day_is_typed_previewed_and_saved(self, cast, analyst):
        enter(cast, "90")
        preview, saved = save(analyst, MA03_value="95", MA03_due="31/12/2020")
        words = Page(preview.text).words("//main")
        assert f"no target becomes 95% {BY}" in words
        assert NOT_YET in words
        assert "1 target saved" in saved.text
        assert Page(saved.text).by_id("id_MA03-due").get("value") == "31 December 2020"
        assert Target.objects.get().due == DAY

    def test_a_day_alone_is_a_change_and_can_be_taken_back(self, cast, analyst, target):
        enter(cast, "90")
        preview, _ = save(analyst, MA03_due="")
        assert f"95% {BY} becomes 95%" in Page(preview.text).words("//main")
        assert "1 status will change" in preview.text
        assert (Target.objects.get().due, indicator().status) == (None, Status.OFF_TARGET)
        assert "31 December 2020" in analyst.get("/kpis/MA03/history/").text

    def test_a_script_that_sends_no_day_leaves_it(self, analyst, target):
        target.refresh_from_db()
        sent = {"MA03-value": "90", "MA03-seen": target.mark, "confirm": "", "reason": "Agreed."}
        assert analyst.post(ADDRESS, sent).status_code == 302
        assert (Target.objects.get().value, Target.objects.get().due) == (90, DAY)

    @pytest.mark.parametrize(
        ("value", "day", "says"),
        [
            ("95", "31 December", "Enter a date such as 17 July 2020"),
            ("", "31/12/2020", "Enter the target that is to be met by this day"),
        ],
    )
    def test_bad_input_is_named_beside_its_field(self, analyst, value, day, says):
        sent = form_on(analyst.get(ADDRESS)) | {"MA03-value": value, "MA03-due": day}
        answer = analyst.post(ADDRESS, sent)
        assert says in answer.text
        assert Page(answer.text).by_id("id_MA03-due").get("value") == day
        assert not Target.objects.exists()

    def test_a_day_that_somebody_else_has_set_meanwhile_is_shown(self, cast, analyst):
        kpi = Kpi.objects.get(code="MA03")
        set_target(kpi, from_quarter=Q2, value=Decimal(95), by=cast.analyst)
        sent = form_on(analyst.get(ADDRESS)) | {
            "MA03-value": "90",
            "confirm": "",
            "reason": "Mine.",
        }
        set_target(kpi, from_quarter=Q2, value=Decimal(95), due=DAY, by=cast.analyst)
        answer = analyst.post(ADDRESS, sent)
        assert answer.status_code == 409
        assert f"Somebody else has set 95% {BY} in the meantime" in answer.text

    def test_a_target_without_a_day_keeps_the_mark_that_older_pages_show(self, cast, quarter):
        kpi = Kpi.objects.get(code="MA03")
        target = set_target(kpi, from_quarter=Q2, value=Decimal(95), by=cast.analyst)
        assert target.mark == f"{Q2}/95/None/None/0"

    def test_djangos_admin_sets_it_by_the_same_action(self, cast, quarter, sign_in):
        post = {"kpi": "MA03", "from_quarter": Q2, "value": "95", "tolerance": "0"}
        more = {"due": "2020-12-31", "reason": "Agreed."}
        admin = sign_in(cast.administrator)
        assert admin.post("/admin/performance/target/add/", post | more).status_code == 302
        assert Target.objects.get().due == DAY
        assert Event.objects.get(verb="target.set").after["due"] == "2020-12-31"


class TestWhereItIsRead:
    @pytest.fixture(autouse=True)
    def figures(self, cast, target):
        make_quarter("2020-21-q1")
        enter(cast, "88", "2020-21-q1")
        enter(cast, "90")

    @pytest.mark.parametrize(
        "address", [f"/{Q2}/mash/indicators/", "/kpis/", "/kpis/MA03/", "/kpis/MA03/explore/"]
    )
    def test_pages_say_by_when(self, cast, sign_in, address):
        page = sign_in(cast.head).get(address)
        assert BY in words_on(page)

    def test_charts_say_by_when(self, cast):
        assert of_indicator(indicator(), {Q2: Decimal(95)}).note == f"Target 95% {BY}."
        enter(cast, "80", code="MA08")
        both = [one for one in indicators(["mash"], Q2)["mash"] if one.adopted]
        chart = Chart("key", "Timeliness", "targets", kpis=("MA03", "MA08"))
        (drawing,) = drawings([chart], both, [])
        assert [row.target_shown for row in drawing.rows] == [f"95% {BY}", ""]
        assert f"90%, target 95% {BY}" in drawing.alt

    def test_reports_freeze_the_day_and_compare_it(self, quarter):
        version = Version(key="draft-1", kind="draft", number=1, name="Draft 1", compiled_at=None)
        old = gather(quarter, version=version)
        frozen = next(
            one for a in old.areas if a.slug == "mash" for one in a.indicators if one.code == "MA03"
        )
        assert (frozen.target, frozen.target_due) == ("95%", DAY)
        assert frozen.target_in_full == f"95% {BY}"
        Target.objects.update(due=None)
        (chapter,) = changes(old, gather(quarter, version=version))
        (line,) = chapter.figures
        assert f"target 95% {BY}" in line.was
        assert line.now == "90%, Off target, target 95%"
