"""Two people change one KPI: what one has saved, the other's older page does not take back."""

from decimal import Decimal

import pytest

from performance.models import Choice, Kpi, KpiDefinition
from performance.operations.catalogue import change_kpi
from performance.operations.targets import set_target
from selfassess.audit.models import Event
from tests.pages import form_on
from tests.ui.page import Page

CHANGE = "/kpis/MA03/change/"
CHOOSE = "/kpis/MA03/choose/"


@pytest.fixture
def analyst(cast, quarter, sign_in):
    return sign_in(cast.analyst)


@pytest.fixture
def admin(cast, quarter, sign_in):
    return sign_in(cast.administrator)


def chosen(response) -> dict[str, str]:
    """What the page would send, with its chosen radio buttons."""
    checked = Page(response.text).all("//main//input[@type='radio'][@checked]")
    return form_on(response) | {radio.get("name"): radio.get("value") for radio in checked}


def said(response, field: str) -> str:
    return Page(response.text).words(f"//*[@id='id_{field}_error']")


def test_an_older_page_changes_only_what_was_typed_on_it(analyst, admin):
    older = chosen(admin.get(CHANGE))
    analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | {"definition": "From the first call."})
    answer = admin.post(CHANGE, older | {"numerator": "decisions in time"})
    assert answer.status_code == 302
    kpi = Kpi.objects.get(code="MA03")
    assert (kpi.definition, kpi.numerator) == ("From the first call.", "decisions in time")


def test_what_two_have_typed_into_one_field_is_shown_and_replaced_knowingly(analyst, admin):
    older = chosen(admin.get(CHANGE))
    newer = {"name": "Decided in a day", "source": "Weekly list", "direction": "none"}
    analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | newer)
    answer = admin.post(CHANGE, older | {"name": "Decisions in 24 hours"})
    assert answer.status_code == 409
    assert "Analyst changed this" in said(answer, "name")
    assert "It now says “Decided in a day”. Yours is not saved." in said(answer, "name")
    again = chosen(answer)
    assert again["name"] == "Decisions in 24 hours"
    assert (again["source"], again["direction"]) == ("Weekly list", "none")
    assert Kpi.objects.get(code="MA03").name == "Decided in a day"
    assert admin.post(CHANGE, again).status_code == 302
    kpi = Kpi.objects.get(code="MA03")
    assert (kpi.name, kpi.source, kpi.direction) == (
        "Decisions in 24 hours",
        "Weekly list",
        "none",
    )


def test_a_choice_is_told_in_the_words_of_its_button(analyst, admin):
    older = chosen(admin.get(CHANGE))
    analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | {"direction": "lower"})
    answer = admin.post(CHANGE, older | {"direction": "none"})
    assert "It now says “Lower is better”." in said(answer, "direction")


def test_nothing_that_was_not_sent_is_emptied(analyst):
    whole = chosen(analyst.get(CHANGE))
    optional = ("definition", "source", "outcome", "numerator")
    part = {name: value for name, value in whole.items() if not name.endswith(optional)}
    before = Kpi.objects.get(code="MA03")
    analyst.post(CHANGE, part | {"name": "Another name"})
    after = Kpi.objects.get(code="MA03")
    assert after.name == "Another name"
    assert [getattr(after, name) for name in optional] == [
        getattr(before, name) for name in optional
    ]


def test_an_older_page_of_djangos_admin_changes_only_what_was_typed_on_it(analyst, admin):
    address = "/admin/performance/kpi/MA03/change/"

    def page() -> dict[str, str]:
        found = Page(admin.get(address).text)
        fields = found.all("//form[@id='kpi_form']//input[@name][not(@type='submit')]")
        texts = found.all("//form[@id='kpi_form']//textarea")
        chosen = found.all("//form[@id='kpi_form']//select//option[@selected]")
        values = {one.get("name"): one.get("value") or "" for one in fields}
        values |= {one.get("name"): one.text_content().strip() for one in texts}
        return values | {one.getparent().get("name"): one.get("value") for one in chosen}

    older = page()
    analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | {"name": "Decided in a day"})
    admin.post(address, older | {"source": "Weekly list"})
    kpi = Kpi.objects.get(code="MA03")
    assert (kpi.name, kpi.source) == ("Decided in a day", "Weekly list")
    answer = admin.post(address, older | {"name": "Decisions in 24 hours"}, follow=True)
    assert "Nothing was changed. Analyst changed this" in answer.text
    assert Kpi.objects.get(code="MA03").name == "Decided in a day"


def test_retiring_twice_with_one_click_retires_once(analyst):
    page = chosen(analyst.get(CHOOSE))
    sent = page | {"from_quarter": "2020-21-q2", "reason": "Nobody can count it."}
    for _ in range(2):
        assert analyst.post(CHOOSE, sent).status_code == 302
    assert not Choice.objects.get().asked
    assert Event.objects.filter(verb="kpi.retire").count() == 1
    assert not Event.objects.filter(verb="kpi.choose").exists()


def test_without_saying_what_is_wanted_nothing_happens(analyst):
    answer = analyst.post(CHOOSE, {"from_quarter": "2020-21-q2", "reason": "Why?"})
    assert answer.status_code == 200
    assert "Look at what this page says now" in answer.text
    assert not Choice.objects.exists()


def test_the_first_reason_is_not_replaced_by_a_second_persons(analyst, admin):
    older = chosen(admin.get(CHOOSE))
    analyst.post(
        CHOOSE, chosen(analyst.get(CHOOSE)) | {"from_quarter": "2020-21-q3", "reason": "First."}
    )
    answer = admin.post(CHOOSE, older | {"from_quarter": "2020-21-q3", "reason": "Second."})
    assert answer.status_code == 409
    assert "Analyst has said already that it is reported no longer" in answer.text
    assert "Second." in answer.text
    assert Choice.objects.get().reason == "First."


def test_nor_does_one_of_a_target(cast, analyst, admin):
    target = set_target(
        Kpi.objects.get(code="MA03"),
        from_quarter="2020-21-q2",
        value=Decimal(95),
        by=cast.analyst,
    )
    address = f"/admin/performance/target/{target.pk}/change/"
    boxes = Page(admin.get(address).text).all("//form[@id='target_form']//input[@name]")
    older = {box.get("name"): box.get("value") or "" for box in boxes}
    set_target(target.kpi, from_quarter="2020-21-q2", value=Decimal(90), by=cast.analyst)
    sent = older | {"value": "99", "reason": "Agreed."}
    answer = admin.post(address, sent, follow=True)
    assert "Nothing was changed. Analyst has set 90% in the meantime." in answer.text
    target.refresh_from_db()
    assert target.value == 90


class TestFromAnEarlierQuarter:
    """The page shows the newest words; what is typed may hold from a quarter before those."""

    @pytest.fixture
    def later(self, quarter, cast):
        """Words that hold from the next quarter on are set already."""
        newest = {"name": "Decided, as counted from October"}
        change_kpi(Kpi.objects.get(code="MA03"), newest, from_quarter="2020-21-q3", by=cast.analyst)

    def test_what_a_colleague_has_set_there_is_shown_and_replaced_knowingly(
        self, later, analyst, admin
    ):
        older = chosen(admin.get(CHANGE)) | {"from_quarter": "2020-21-q2"}
        theirs = {"name": "Decided in a day", "from_quarter": "2020-21-q2"}
        analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | theirs)
        answer = admin.post(CHANGE, older | {"name": "Decisions in 24 hours"})
        assert answer.status_code == 409
        told = "From Q2 2020/21 on it says “Decided in a day”: somebody changed that"
        assert told in said(answer, "from_quarter")
        assert names()["2020-21-q2"] == "Decided in a day"
        again = chosen(answer) | {"from_quarter": "2020-21-q2"}
        assert admin.post(CHANGE, again).status_code == 302
        assert names()["2020-21-q2"] == "Decisions in 24 hours"

    def test_another_field_of_it_changes_beside_theirs(self, later, analyst, admin):
        older = chosen(admin.get(CHANGE)) | {"from_quarter": "2020-21-q2"}
        theirs = {"definition": "From the first call.", "from_quarter": "2020-21-q2"}
        analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | theirs)
        assert admin.post(CHANGE, older | {"name": "Decisions in 24 hours"}).status_code == 302
        definition = KpiDefinition.objects.get(kpi="MA03", from_quarter="2020-21-q2")
        assert definition.definition == "From the first call."
        assert definition.name == "Decisions in 24 hours"

    def test_how_far_it_reaches_is_said(self, later, analyst):
        typed = {"name": "Decided in a day", "from_quarter": "2020-21-q2"}
        page = analyst.post(CHANGE, chosen(analyst.get(CHANGE)) | typed, follow=True)
        assert "From Q3 2020/21 on it has the words that were set for then." in page.text


def names() -> dict[str, str]:
    return dict(KpiDefinition.objects.filter(kpi="MA03").values_list("from_quarter", "name"))
