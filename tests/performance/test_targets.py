"""Targets in force from a quarter, changed on one page, with a preview of what would change."""

from decimal import Decimal

import pytest

from performance.models import Kpi, Target
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import NewTarget, set_target, set_targets
from performance.reading import indicators
from selfassess.errors import Refused, Stale
from selfassess.quarters.models import Quarter
from tests.factories import get_assessment, make_quarter
from tests.ui.page import Page

ADDRESS = "/targets/?area=mash&from=2020-21-q2"


@pytest.fixture
def analyst(cast, quarter, sign_in):
    return sign_in(cast.analyst)


def typed(client, **changes: str) -> dict[str, str]:
    """What the page would post, with some fields typed over."""
    page = Page(client.get(ADDRESS).text)
    fields = page.all("//main//form[@method='post']//input[@name]")
    values = {field.get("name"): field.get("value") or "" for field in fields}
    return values | {name.replace("_", "-"): value for name, value in changes.items()}


def enter(cast, code: str, value: str, quarter: str = "2020-21-q2") -> None:
    area = Kpi.objects.get(code=code).area
    entry = Entry(Kpi.objects.get(code=code), Decimal(value))
    assert not save_indicators(get_assessment(quarter, area), [entry], by=cast.analyst)


def status(code: str, quarter: str = "2020-21-q2") -> str:
    area = Kpi.objects.get(code=code).area
    found = {i.kpi.code: i for i in indicators([area], quarter)[area]}
    return str(found[code].status)


def set_one(cast, code: str, value: str, *, from_quarter: str = "2020-21-q2") -> Target:
    kpi = Kpi.objects.get(code=code)
    return set_target(
        kpi, from_quarter=from_quarter, value=Decimal(value), reason="Agreed.", by=cast.analyst
    )


class TestThePage:
    def test_it_previews_names_what_changes_and_saves_only_when_confirmed(self, cast, analyst):
        enter(cast, "MA03", "90")
        set_one(cast, "MA03", "95")
        post = typed(analyst, MA03_value="90", MA08_value="95")
        preview = Page(analyst.post(ADDRESS, post).text)
        words = preview.words("//main")
        assert "2 targets from Q2 2020/21 on. 1 status will change." in words
        assert "95% becomes 90%" in words
        assert "no target becomes 95%" in words
        assert status("MA03") == "Off target"  # nothing is saved yet
        fields = preview.all("//main//form//input[@name]")
        confirmed = {field.get("name"): field.get("value") or "" for field in fields}
        confirmed |= {"confirm": "", "reason": "The board agreed."}
        answer = analyst.post(ADDRESS, confirmed, follow=True)
        assert "2 targets saved, from Q2 2020/21 on." in answer.text
        assert status("MA03") == "On target"
        assert Target.objects.get(kpi="MA08").reason == "The board agreed."

    def test_a_reason_is_asked_for_and_the_preview_stays(self, analyst):
        post = typed(analyst, MA03_value="90") | {"confirm": "", "reason": " "}
        assert "Enter why these targets change" in analyst.post(ADDRESS, post).text
        assert not Target.objects.exists()

    def test_going_back_keeps_what_was_typed(self, analyst):
        page = Page(analyst.post(ADDRESS, typed(analyst, MA03_value="90") | {"back": ""}).text)
        assert page.by_id("id_MA03-value").get("value") == "90"

    def test_nothing_typed_is_nothing_changed(self, cast, analyst):
        set_one(cast, "MA03", "95")
        assert "Nothing was changed" in analyst.post(ADDRESS, typed(analyst), follow=True).text
        assert Target.objects.count() == 1

    def test_an_emptied_field_ends_the_target(self, cast, analyst):
        set_one(cast, "MA03", "95", from_quarter="2020-21-q1")
        enter(cast, "MA03", "90")
        post = typed(analyst, MA03_value="") | {"confirm": "", "reason": "No longer ours."}
        analyst.post(ADDRESS, post)
        assert status("MA03") == "Not judged"
        assert Target.objects.in_force("2020-21-q1")["MA03"].value == 95

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("MA03_value", "101", "cannot be above 100"),
            ("MA03_value", "9,5", "with a point"),
            ("MA03_tolerance", "-1", "0 or more"),
            ("MA03_tolerance", "5000000", "Enter a number up to 999,999."),
            ("MA03_tolerance", "0.125", "Use at most two figures after the point."),
            ("MA02_low", "18", "both ends of the band"),
        ],
    )
    def test_bad_input_is_named_beside_its_field(self, analyst, field, value, says):
        answer = analyst.post(ADDRESS, typed(analyst, **{field: value}))
        assert says in answer.text
        assert not Target.objects.exists()
        kept = Page(answer.text).by_id(f"id_{field.replace('_', '-')}")
        assert kept.get("value") == value

    def test_the_summary_of_errors_names_the_kpi(self, analyst):
        page = Page(analyst.post(ADDRESS, typed(analyst, MA03_value="lots")).text)
        assert "(MA03): Enter a number" in page.words("//*[@class='govuk-error-summary__body']")

    def test_a_band_that_ends_before_it_begins_is_refused(self, analyst):
        post = typed(analyst, MA02_low="25", MA02_high="18")
        assert "ends below its beginning" in analyst.post(ADDRESS, post).text

    def test_a_suggestion_is_typed_in_and_not_yet_in_force(self, analyst):
        page = Page(
            analyst.post(ADDRESS, typed(analyst, MA09_value="90") | {"accept": "MA02"}).text
        )
        assert page.by_id("id_MA02-low").get("value") == "18"
        assert page.by_id("id_MA02-high").get("value") == "25"
        assert page.by_id("id_MA09-value").get("value") == "90"  # what was typed stays
        assert not Target.objects.exists()

    def test_two_tabs_do_not_overwrite_each_other(self, cast, analyst):
        stale = typed(analyst, MA03_value="80") | {"confirm": "", "reason": "Mine."}
        set_one(cast, "MA03", "92")
        answer = analyst.post(ADDRESS, stale)
        assert answer.status_code == 409
        assert "Somebody else has set 92% in the meantime" in answer.text
        assert Page(answer.text).by_id("id_MA03-value").get("value") == "80"
        assert Target.objects.get().value == 92

    def test_a_row_that_nobody_typed_in_takes_nothing_back(self, cast, analyst):
        set_one(cast, "MA03", "90")
        older = typed(analyst, MA08_value="85") | {"confirm": "", "reason": "Mine."}
        set_one(cast, "MA03", "92")
        assert analyst.post(ADDRESS, older).status_code == 302
        assert {t.kpi_id: t.value for t in Target.objects.all()} == {"MA03": 92, "MA08": 85}

    def test_beside_a_stale_row_the_others_show_what_is_in_force(self, cast, analyst):
        older = typed(analyst, MA08_value="85") | {"confirm": "", "reason": "Mine."}
        set_one(cast, "MA03", "92")
        set_one(cast, "MA08", "70")
        page = Page(analyst.post(ADDRESS, older).text)
        assert page.by_id("id_MA03-value").get("value") == "92"
        assert page.by_id("id_MA08-value").get("value") == "85"
        again = {box.get("name"): box.get("value") or "" for box in page.all("//main//input")}
        analyst.post(ADDRESS, again | {"confirm": "", "reason": "Mine."})
        assert {t.kpi_id: t.value for t in Target.objects.all()} == {"MA03": 92, "MA08": 85}

    def test_a_row_that_is_not_sent_is_left_alone(self, cast, analyst):
        target = set_one(cast, "MA03", "92")
        sent = {"MA08-value": "85", "MA03-seen": target.mark, "confirm": "", "reason": "Mine."}
        assert analyst.post(ADDRESS, sent).status_code == 302
        assert {t.kpi_id: t.value for t in Target.objects.all()} == {"MA03": 92, "MA08": 85}

    def test_issued_quarters_are_not_offered_and_their_address_is_not_found(self, analyst):
        Quarter.objects.update(state="issued")
        assert analyst.get("/targets/?area=mash&from=2020-21-q2").status_code == 404
        offered = Page(analyst.get("/targets/?area=mash").text)
        codes = [o.get("value") for o in offered.all("//select[@name='from']/option")]
        assert codes == ["2020-21-q3", "2020-21-q4"]

    def test_a_head_reads_her_own_areas_targets_and_cannot_change_them(
        self, cast, sign_in, quarter
    ):
        client = sign_in(cast.head)
        page = Page(client.get("/targets/").text)
        assert page.words("//h1") == "Targets, MASH & Assessment"
        assert not page.all("//main//form[@method='post']//input[@type='text']")
        assert client.get("/targets/?area=lac").status_code == 404
        assert client.post("/targets/", {"MA03-value": "1"}).status_code == 403

    def test_it_costs_the_same_for_every_area(self, analyst, django_assert_max_num_queries):
        for area in ("mash", "lac", "performance"):
            with django_assert_max_num_queries(11):
                analyst.get(f"/targets/?area={area}")


class TestInForce:
    def test_a_target_holds_until_the_next_and_never_backwards(self, cast, quarter):
        set_one(cast, "MA03", "90", from_quarter="2020-21-q1")
        set_one(cast, "MA03", "95", from_quarter="2020-21-q3")
        values = {
            code: getattr(Target.objects.in_force(code).get("MA03"), "value", None)
            for code in ("2019-20-q4", "2020-21-q1", "2020-21-q2", "2020-21-q3", "2021-22-q1")
        }
        assert list(values.values()) == [None, 90, 90, 95, 95]

    def test_a_target_changed_from_the_second_quarter_leaves_the_first_as_it_was(
        self, cast, quarter
    ):
        make_quarter("2020-21-q1")
        for code in ("2020-21-q1", "2020-21-q2"):
            enter(cast, "MA03", "92", code)
        set_one(cast, "MA03", "95", from_quarter="2020-21-q1")
        Quarter.objects.filter(code="2020-21-q1").update(state="issued")
        set_one(cast, "MA03", "90")
        assert (status("MA03", "2020-21-q1"), status("MA03")) == ("Off target", "On target")

    def test_an_issued_quarter_refuses(self, cast, quarter):
        Quarter.objects.update(state="issued")
        with pytest.raises(Refused, match="is issued"):
            set_one(cast, "MA03", "90")

    def test_all_or_nothing_when_one_is_stale(self, cast, quarter):
        set_one(cast, "MA08", "95")
        news = [
            NewTarget(Kpi.objects.get(code=code), value=Decimal(80)) for code in ("MA03", "MA08")
        ]
        with pytest.raises(Stale) as stale:
            set_targets(news, from_quarter="2020-21-q2", reason="Both.", by=cast.analyst)
        assert list(stale.value.current) == ["MA08"]
        assert Target.objects.count() == 1


class TestDjangosAdmin:
    @pytest.fixture
    def admin(self, cast, quarter, sign_in):
        return sign_in(cast.administrator)

    def test_a_target_is_set_by_the_same_action(self, admin):
        post = {
            "kpi": "MA03",
            "from_quarter": "2020-21-q2",
            "value": "95",
            "tolerance": "5",
            "reason": "Agreed.",
        }
        assert admin.post("/admin/performance/target/add/", post).status_code == 302
        assert Target.objects.get().set_by.name == "Administrator"

    def test_what_the_rules_refuse_the_admin_refuses(self, admin):
        Quarter.objects.update(state="issued")
        post = {
            "kpi": "MA03",
            "from_quarter": "2020-21-q2",
            "value": "95",
            "tolerance": "0",
            "reason": "Late.",
        }
        answer = admin.post("/admin/performance/target/add/", post, follow=True)
        assert "Nothing was changed. Q2 2020/21 is issued" in answer.text
        assert not Target.objects.exists()

    @pytest.mark.parametrize("model", ["kpi", "target"])
    def test_nothing_is_deleted(self, cast, admin, model):
        target = set_one(cast, "MA03", "95")
        pk = "MA03" if model == "kpi" else target.pk
        assert admin.post(f"/admin/performance/{model}/{pk}/delete/").status_code == 403

    def test_a_kpi_is_changed_by_the_same_action(self, admin):
        page = Page(admin.get("/admin/performance/kpi/MA03/change/").text)
        names = ("name", "definition", "numerator", "denominator", "source", "annex_a_list")
        post = {name: "New words" for name in names if name != "annex_a_list"} | {
            "outcome": "",
            "annex_a_list": "1",
            "unit": "%",
            "direction": "higher",
            "frequency": "quarterly",
            "smallest_denominator": "10",
        }
        assert page.all("//form")
        assert admin.post("/admin/performance/kpi/MA03/change/", post).status_code == 302
        assert Kpi.objects.get(code="MA03").name == "New words"


class TestHistory:
    def test_it_keeps_what_a_later_target_has_replaced(self, cast, quarter, sign_in):
        set_one(cast, "MA03", "95")
        set_one(cast, "MA03", "90")
        page = Page(sign_in(cast.head).get("/kpis/MA03/history/").text)
        lines = [" ".join(line.text_content().split()) for line in page.all("//main//ol/li")]
        assert len(lines) == 2
        assert "set the target of MA03 from Q2 2020/21 on." in lines[0]
        assert "Agreed." in lines[0]
        assert "before: 95 90" in lines[0]

    def test_the_kpis_page_leads_there(self, cast, quarter, sign_in):
        assert 'href="/kpis/MA03/history/"' in sign_in(cast.head).get("/kpis/MA03/").text

    def test_another_kpis_targets_are_not_in_it(self, cast, quarter, sign_in):
        set_one(cast, "MA02", "80")
        page = sign_in(cast.analyst).get("/kpis/MA03/history/").text
        assert "Neither the KPI nor a target of it has been changed." in page
