"""What would alter an approved area is refused, names it, and is offered from the next quarter."""

from decimal import Decimal

import pytest

from performance.indicator import Indicator
from performance.models import ApprovedStatus, Choice, Kpi, Target
from performance.operations.approved import WouldAlter
from performance.operations.catalogue import change_kpi, choose
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import set_target
from performance.rag import Judgement, Status
from performance.reading import indicators
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.audit.models import Event
from selfassess.quarters.models import Quarter
from tests.factories import get_assessment, make_quarter, write
from tests.pages import form_on
from tests.ui.page import Page

APPROVED, NEXT = "2020-21-q2", "2020-21-q3"
SAYS = "Q2 2020/21 is approved: MASH &amp; Assessment stays as it was."
OFFERS = "from Q3 2020/21 on"


@pytest.fixture
def mash(cast, quarter):
    """Approved with a figure that is off its target; the next quarter is open."""
    kpi = Kpi.objects.get(code="MA03")
    set_target(kpi, from_quarter="2020-21-q1", value=Decimal(95), by=cast.analyst)
    mash = get_assessment(APPROVED)
    save_indicators(mash, [Entry(kpi, Decimal(90), comment="Late.")], by=cast.analyst)
    write(mash, by=cast.head)
    send(mash, by=cast.head)
    make_quarter(NEXT)
    return approve(mash, by=cast.director)


@pytest.fixture
def analyst(cast, mash, sign_in):
    return sign_in(cast.analyst)


def indicator(code: str = "MA03", quarter: str = APPROVED) -> Indicator:
    return next(one for one in indicators(["mash"], quarter)["mash"] if one.kpi.code == code)


def name(quarter: str) -> str:
    return Kpi.objects.in_force(quarter).get(code="MA03").name


def radios_on(answer) -> dict[str, str]:
    checked = Page(answer.text).all("//main//input[@type='radio'][@checked]")
    return {radio.get("name"): radio.get("value") for radio in checked}


def test_new_words_are_refused_and_offered_from_the_next_quarter(analyst):
    address = "/kpis/MA03/change/"
    page = analyst.get(address)
    sent = form_on(page) | radios_on(page) | {"name": "Renamed", "from_quarter": APPROVED}
    refused = analyst.post(address, sent)
    assert SAYS in refused.text
    assert OFFERS in refused.text
    offer = Page(refused.text).all("//button[@name='from_quarter']")[0]
    again = form_on(refused) | radios_on(refused)
    assert again["name"] == "Renamed"
    assert analyst.post(address, again | {"from_quarter": offer.get("value")}).status_code == 302
    assert name(APPROVED) != "Renamed"
    assert name(NEXT) == name("2024-25-q1") == "Renamed"
    assert Event.objects.get(verb="kpi.change").quarter == NEXT
    assert "Q3 2020/21" in Page(analyst.get("/kpis/MA03/history/").text).words("//main//ol")


def test_pages_begin_with_the_first_quarter_that_is_free(analyst):
    for address, field in (("/kpis/MA03/change/", "from_quarter"), ("/targets/?area=mash", "from")):
        page = Page(analyst.get(address).text)
        (chosen,) = page.all(f"//select[@name='{field}']/option[@selected]")
        assert chosen.get("value") == NEXT


def test_without_a_quarter_they_would_hold_from_the_first_that_is_not_issued(analyst):
    page = analyst.get("/kpis/MA03/change/")
    sent = form_on(page) | radios_on(page) | {"name": "Renamed"}
    sent.pop("from_quarter", None)
    assert SAYS in analyst.post("/kpis/MA03/change/", sent).text


def test_the_page_of_a_kpi_tells_since_when_it_has_its_name(analyst, cast):
    change_kpi(Kpi.objects.get(code="MA03"), {"name": "New"}, from_quarter=NEXT, by=cast.analyst)
    words = Page(analyst.get("/kpis/MA03/").text).words("//main")
    assert "NewFrom Q3 2020/21" in words
    assert "From the beginning" in words


def test_words_that_hold_from_no_quarter_are_saved(analyst, cast):
    """Where it is counted does not show on the pages of a quarter."""
    change_kpi(Kpi.objects.get(code="MA03"), {"source": "The list"}, by=cast.analyst)
    assert Kpi.objects.get(code="MA03").source == "The list"


def test_a_target_is_refused_before_its_preview_and_saved_from_the_next_quarter(analyst):
    address = f"/targets/?area=mash&from={APPROVED}"
    typed = form_on(analyst.get(address)) | {"MA03-value": "1.5"}
    preview = analyst.post(address, typed)
    assert SAYS in preview.text
    assert f"Nothing is saved: it can hold {OFFERS}." in Page(preview.text).words("//main")
    (save,) = Page(preview.text).all("//button[@name='confirm']")
    assert OFFERS in save.text_content()
    sent = form_on(preview) | {"reason": "Agreed.", "confirm": ""}
    refused = analyst.post(address, sent)
    assert SAYS in refused.text
    assert "Agreed." in refused.text
    assert (
        analyst.post(save.get("formaction"), form_on(refused) | {"confirm": ""}).status_code == 302
    )
    assert indicator().status == Status.OFF_TARGET
    assert Target.objects.in_force(NEXT)["MA03"].value == Decimal("1.5")


def test_what_is_reported_is_refused_and_offered(analyst):
    address = "/kpis/MA03/choose/"
    sent = form_on(analyst.get(address)) | {"from_quarter": APPROVED, "reason": "No longer."}
    refused = analyst.post(address, sent)
    assert SAYS in refused.text
    (offer,) = Page(refused.text).all("//button[@name='from_quarter']")
    again = form_on(refused) | {"from_quarter": offer.get("value")}
    assert analyst.post(address, again).status_code == 302
    assert Choice.objects.get().from_quarter == NEXT
    assert indicator()
    assert Page(analyst.get(address).text).words("//h1") == "Report it"


@pytest.mark.parametrize(
    ("model", "sent"),
    [
        ("target", {"kpi": "MA03", "value": "1", "tolerance": "0", "reason": "Agreed."}),
        ("kpi", {"name": "Renamed", "source": "A list"}),
    ],
)
def test_djangos_admin_refuses_the_same(cast, mash, sign_in, model, sent):
    admin = sign_in(cast.administrator)
    page = "kpi/MA03/change" if model == "kpi" else "target/add"
    kpi = Kpi.objects.get(code="MA03")
    fields = ("unit", "denominator", "direction", "frequency", "smallest_denominator")
    stands = {field: getattr(kpi, field) for field in fields} if model == "kpi" else {}
    post = stands | sent | {"from_quarter": APPROVED}
    answer = admin.post(f"/admin/performance/{page}/", post, follow=True)
    assert f"Nothing was changed. {SAYS}" in answer.text
    admin.post(f"/admin/performance/{page}/", post | {"from_quarter": NEXT})
    changed = name(NEXT) == "Renamed" if model == "kpi" else Target.objects.count() == 2
    assert changed
    assert indicator().target.value == 95
    assert name(APPROVED) != "Renamed"


def test_a_later_target_ends_the_reach_of_an_earlier_one(cast, mash):
    """An older quarter is open again, and this one has a target of its own."""
    make_quarter("2020-21-q1")
    kpi = Kpi.objects.get(code="MA03")
    older = {"from_quarter": "2020-21-q1", "by": cast.analyst}
    with pytest.raises(WouldAlter) as refusal:
        set_target(kpi, value=Decimal(80), **older)
    assert refusal.value.free.code == NEXT
    Target.objects.create(kpi=kpi, from_quarter=APPROVED, value=95, set_by=cast.analyst)
    set_target(kpi, value=Decimal(80), **older)
    assert [indicator(quarter=q).target.value for q in ("2020-21-q1", APPROVED)] == [80, 95]


def test_of_two_quarters_that_are_asked_for_the_last_counts(cast, mash):
    """As where a page narrows down the catalogue, which is in its newest words."""
    change_kpi(Kpi.objects.get(code="MA03"), {"name": "New"}, from_quarter=NEXT, by=cast.analyst)
    both = Kpi.objects.filter(area="mash").in_force(NEXT).in_force(APPROVED)
    assert (len(both), both.get(code="MA03").name) == (14, name(APPROVED))
    assert name(APPROVED) != "New" == Kpi.objects.get(code="MA03").name


def test_other_areas_go_on(cast, mash):
    kpi = Kpi.objects.filter(area="lac", direction="higher").first()
    set_target(kpi, from_quarter=APPROVED, value=Decimal(80), by=cast.analyst)
    change_kpi(kpi, {"name": "Renamed"}, from_quarter=APPROVED, by=cast.analyst)
    assert Kpi.objects.in_force(APPROVED).get(pk=kpi.pk).name == "Renamed"


def test_reopening_frees_it(cast, mash):
    reopen(mash, reason="A figure was wrong.", by=cast.director)
    kpi = Kpi.objects.get(code="MA03")
    set_target(kpi, from_quarter=APPROVED, value=Decimal(80), by=cast.analyst)
    change_kpi(kpi, {"name": "Renamed"}, from_quarter=APPROVED, by=cast.analyst)
    choose(kpi, asked=True, from_quarter=APPROVED, reason="Still.", by=cast.analyst)
    assert (name(APPROVED), indicator().status) == ("Renamed", Status.ON_TARGET)
    assert not ApprovedStatus.objects.exists()


def test_an_issued_quarter_stands_for_areas_that_it_left_out(cast, mash):
    Quarter.objects.filter(code=NEXT).update(state="issued")
    kpi = Kpi.objects.filter(area="lac", direction="higher").first()
    with pytest.raises(WouldAlter, match="Q3 2020/21 is issued: Looked After"):
        set_target(kpi, from_quarter=NEXT, value=Decimal(80), by=cast.analyst)


def test_a_kpi_that_begins_later_is_brought_into_a_quarter_that_is_open_again(cast, mash, analyst):
    new = {"code": "MA51", "area": "mash", "name": "Calls", "unit": "count", "direction": "none"}
    more = {"frequency": "quarterly", "smallest_denominator": "10"}
    added = analyst.post("/kpis/add/", new | more, follow=True)
    assert "Calls is added, from Q3 2020/21 on." in added.text
    assert "MA51" not in {one.kpi.code for one in indicators(["mash"], APPROVED)["mash"]}
    reopen(mash, reason="One is missing.", by=cast.director)
    kpi = Kpi.objects.get(code="MA51")
    choose(kpi, asked=True, from_quarter=APPROVED, reason="Asked again.", by=cast.analyst)
    assert indicator("MA51").kpi.name == "Calls"


def test_what_was_judged_at_approval_outlives_the_rules(mash, monkeypatch, analyst):
    def rule(*args, **kwargs) -> Judgement:
        return Judgement(Status.NOT_JUDGED, "another rule")

    monkeypatch.setattr("performance.indicator.judge", rule)
    assert indicator().status == Status.OFF_TARGET
    assert indicator(quarter=NEXT).status == Status.NOT_JUDGED
    assert "Off target" in analyst.get(f"/{APPROVED}/mash/indicators/").text
