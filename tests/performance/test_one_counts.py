"""Of what sources say one counts: the one that does is not taken away while another stands, and
where none does, people are told and can choose."""

from datetime import date
from decimal import Decimal

import pytest

from performance.imports import operations, plan, read
from performance.models import Kpi, Measure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.sources import add_measure
from selfassess.errors import Refused
from tests.factories import freeze_now, get_assessment
from tests.pages import form_on, words_on

CODE = "2020-21-q2"
PAGE = f"/{CODE}/mash/indicators/"


@pytest.fixture
def bring(cast, quarter):
    def bring(*lines: str):
        data = "\n".join(lines).encode()
        table = read.read(data, plan.names_of_kpis())
        brought = operations.bring(table, quarter=quarter, name="x", data=data, by=cast.analyst)
        return operations.apply(brought, by=cast.analyst)

    return bring


@pytest.fixture
def client(cast, quarter, sign_in):
    return sign_in(cast.head)


@pytest.fixture
def save(client):
    """What a head types into her page, sent with all that a browser sends."""

    def save(**typed: str):
        sent = {name.replace("_", "-"): text for name, text in typed.items()}
        return client.post(PAGE, form_on(client.get(PAGE)) | sent | {"stay": ""}, follow=True)

    return save


@pytest.fixture
def two(bring):
    bring("kpi,value,source", "MA01,100,Elsewhere")
    bring("kpi,value", "MA01,110")


@pytest.fixture
def none_counts(two):
    """As a head could leave it once."""
    Measure.objects.get(source="Elsewhere").delete()
    return Measure.objects.get()


def said() -> dict[str, tuple[Decimal, bool]]:
    return {one.source: (one.value, one.adopted) for one in Measure.objects.filter(kpi="MA01")}


def usual() -> str:
    return Kpi.objects.get(code="MA01").source


class TestEmptyingTheFigureThatCounts:
    def test_is_refused_while_another_stands_and_says_what_to_do(self, two, save):
        before = said()
        answer = words_on(save(MA01_value="", MA01_comment="It is wrong."))
        assert f"{usual()} says 110. Type the right figure here; or go to" in answer
        assert "“Sources of MA01”, and use that source instead or remove it." in answer
        assert "It is wrong." in answer
        assert said() == before

    def test_is_refused_with_a_reason_for_having_none(self, two, save):
        before = said()
        save(MA01_value="", MA01_missing="not_collected")
        assert said() == before

    def test_holds_up_no_other_row(self, two, save):
        save(MA01_value="", MA03_value="90")
        assert Measure.objects.get(kpi="MA03").value == 90

    def test_is_refused_when_the_other_came_meanwhile(self, cast, bring, client):
        bring("kpi,value,source", "MA01,100,Elsewhere")
        entry = Entry(Kpi.objects.get(code="MA01"), seen=Measure.objects.get().mark)
        bring("kpi,value", "MA01,110")
        with pytest.raises(Refused, match="says 110"):
            save_indicators(get_assessment(CODE), [entry], by=cast.head)

    def test_is_told_as_stale_to_whoever_saw_another_figure(self, two, client, bring):
        page = form_on(client.get(PAGE))
        bring("kpi,value,source", "MA01,101,Elsewhere")
        answer = client.post(PAGE, page | {"MA01-value": ""})
        assert answer.status_code == 409

    def test_is_nothing_to_a_page_made_before_there_was_one(self, client, bring):
        page = form_on(client.get(PAGE))
        bring("kpi,value,source", "MA01,100,Elsewhere", "MA01,110,Another")
        answer = client.post(PAGE, page | {"MA03-value": "90", "stay": ""}, follow=True)
        assert "Saved." in words_on(answer)
        assert len(said()) == 2

    def test_is_allowed_once_the_other_is_removed(self, two, save, client):
        other = Measure.objects.get(adopted=False)
        client.post(f"{PAGE}MA01/{other.pk}/remove/", {"version": other.version})
        save(MA01_value="")
        assert not said()


class TestWhereNoneCounts:
    """Such rows are on record, and are not mended behind people's backs."""

    def test_the_pages_say_so_and_offer_the_source(self, none_counts, client):
        told = f"{none_counts.source} says <b>110</b>. It does not count, so there is no figure."
        assert told in words_on(client.get(PAGE))
        sources = words_on(client.get(f"{PAGE}MA01/"))
        assert told in sources
        adopt = f"{PAGE}MA01/{none_counts.pk}/adopt/"
        assert adopt in sources
        reason = {"reason": "It is right.", "owner": "Us", "settle_by": "30 November 2020"}
        assert client.get(adopt).status_code == 200
        client.post(adopt, reason)
        assert said() == {usual(): (110, True)}

    def test_the_area_is_asked_to_choose(self, none_counts, client):
        answer = words_on(client.get(f"/{CODE}/mash/check/"))
        assert "say which of the sources counts" in answer
        assert freeze_now(none_counts.quarter)

    def test_what_is_typed_counts_under_a_name_of_its_own(self, none_counts, save):
        assert "Saved." in words_on(save(MA01_value="105"))
        assert said() == {usual(): (110, False), "Entered by the area": (105, True)}

    def test_what_is_imported_counts(self, none_counts, bring):
        bring("kpi,value,source", "MA01,100,Elsewhere")
        assert said() == {usual(): (110, False), "Elsewhere": (100, True)}

    def test_what_somebody_adds_counts(self, cast, none_counts):
        given = {"value": Decimal(100), "source": "Elsewhere", "as_at": date(2020, 9, 30)}
        add_measure(get_assessment(CODE), Kpi.objects.get(code="MA01"), by=cast.head, **given)
        assert said()["Elsewhere"] == (100, True)


def test_an_import_of_two_sources_is_undone_with_both(cast, bring):
    done = bring("kpi,value,source", "MA01,100,Elsewhere", "MA01,110,Another")
    operations.undo(done, by=cast.analyst)
    assert not said()
