"""Like is compared with like: a year to date is never set beside a quarter."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from performance.charts.area_charts import of_indicator
from performance.models import Kpi, Measure, Period
from performance.periods import alone, like_with_like
from performance.reading import indicators
from performance.series import Point
from performance.usual import usual_periods
from selfassess.assessments.models import KeptPost
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.home.figures_that_moved import moved
from tests.pages import form_on, lists_on, words_on
from tests.sessions import browser_of, end_sessions, log_in
from tests.ui.page import Page


def points(*given: tuple[str, str, object], parts: dict[str, tuple[int, int]] | None = None):
    found = []
    for quarter, period, value in given:
        numerator, denominator = (parts or {}).get(quarter, (None, None))
        number = None if value is None else Decimal(str(value))
        n, d = (None if part is None else Decimal(part) for part in (numerator, denominator))
        found.append(Point(f"2020-21-{quarter}", number, n, d, period))
    return found


def values(found: list[Point]) -> list[str]:
    return ["–" if point.value is None else f"{point.value.normalize():f}" for point in found]


@pytest.mark.parametrize(
    ("given", "unit", "alike"),
    [
        ([("q1", "quarter", 1938), ("q2", "ytd", 3810)], "count", ["1938", "1872"]),
        ([("q1", "ytd", 10), ("q2", "ytd", 30), ("q3", "ytd", 35)], "count", ["10", "20", "5"]),
        ([("q1", "at_end", 351), ("q2", "at_end", 360)], "count", ["351", "360"]),
        ([("q1", "at_end", 351), ("q2", "12m", 900)], "count", ["–", "900"]),
        ([("q2", "ytd", 30), ("q3", "ytd", 20)], "count", ["–", "20"]),
        ([("q1", "quarter", 50), ("q2", "ytd", 60)], "%", ["–", "60"]),
        ([("q1", "quarter", 3), ("q2", "ytd", 6)], "per 10,000", ["–", "6"]),
        ([("q1", "quarter", 5), ("q3", "ytd", 30)], "count", ["–", "30"]),
        ([("q2", "ytd", 9), ("q3", "quarter", 5)], "count", ["–", "5"]),
        ([("q1", "quarter", None), ("q2", "ytd", 30)], "count", ["–", "30"]),
    ],
)
def test_only_what_is_alike_keeps_its_value(given, unit, alike):
    assert values(like_with_like(points(*given), unit)) == alike


def test_a_share_of_the_year_to_date_becomes_the_quarters_by_its_parts():
    parts = {"q1": (10, 20), "q2": (40, 60)}
    found = points(("q1", "quarter", 50), ("q2", "ytd", 66.67), parts=parts)
    assert values(alone(found, "%")) == ["50", "75"]


def test_the_quarters_share_is_rounded_as_a_typed_one_is():
    """1 of 32 is 3.125%, which is 3.13% on the page of its indicators."""
    parts = {"q1": (10, 100), "q2": (11, 132)}
    found = points(("q1", "ytd", 10), ("q2", "ytd", 8.33), parts=parts)
    assert values(alone(found, "%")) == ["10", "3.13"]


@pytest.fixture
def figures(cast, quarter):
    def figures(before: tuple[int, str], now: tuple[int, str], code: str = "MA01"):
        both = {"2020-21-q1": before, "2020-21-q2": now}
        for quarter_, (value, period) in both.items():
            Measure.objects.create(
                kpi_id=code,
                quarter_id=quarter_,
                source="List",
                value=value,
                period=period,
                as_at=quarter.period.ends,
                saved_by=cast.analyst,
            )
        found = indicators(["mash"], quarter.code)["mash"]
        return next(one for one in found if one.kpi.code == code)

    return figures


@pytest.fixture(autouse=True)
def _first_quarter(quarter):
    from tests.factories import make_quarter

    make_quarter("2020-21-q1", state="closed")


def test_the_sentence_is_about_the_quarter_alone_and_says_so(figures):
    one = figures((1938, Period.QUARTER), (3810, Period.YEAR_TO_DATE))
    assert one.trend == ("1,872 in the quarter alone, worked out from the year to date. Down 66.")


def test_what_cannot_be_compared_says_why(figures):
    one = figures((351, Period.AT_END), (900, Period.TWELVE_MONTHS))
    assert one.trend == (
        "Not compared with last quarter: this is 12 months, that was at the end of the quarter."
    )
    assert one.last_time is None
    assert moved([one]) == []


def test_the_chart_says_what_it_left_out_or_worked_out(figures):
    drawing = of_indicator(figures((1938, Period.QUARTER), (3810, Period.YEAR_TO_DATE)), {})
    assert drawing.series[0].shown == ["1,938", "1,872"]
    assert "the quarter alone is worked out" in drawing.note


class TestWhatNobodySaid:
    def enter(self, client, **typed):
        client.post("/2020-21-q2/mash/indicators/", {"MA01-value": "5"} | typed)
        return Measure.objects.get(kpi="MA01", quarter="2020-21-q2")

    def test_it_is_not_guessed_but_asked(self, cast, sign_in):
        client = sign_in(cast.analyst)
        assert self.enter(client).period == Period.UNKNOWN
        page = client.get("/2020-21-q2/mash/indicators/").text
        assert "Nobody has said yet which period this figure covers" in page

    def test_what_is_answered_holds_and_is_asked_no_more(self, cast, sign_in):
        client = sign_in(cast.analyst)
        self.enter(client)
        later = {"MA01-version": "1", "MA01-period": "ytd"}
        assert self.enter(client, **later).period == Period.YEAR_TO_DATE
        assert 'name="MA01-period"' not in client.get("/2020-21-q2/mash/indicators/").text
        later["MA01-period"] = "quarter"
        assert self.enter(client, **later).period == Period.YEAR_TO_DATE

    def test_it_is_corrected_on_the_page_of_its_sources(self, cast, sign_in):
        client = sign_in(cast.analyst)
        measure = self.enter(client)
        sources = "/2020-21-q2/mash/indicators/MA01/"
        address = f"{sources}{measure.pk}/period/"
        assert "Say which period it covers" in client.get(sources).text
        page = client.post(address, {"period": "ytd", "seen": "unknown"}, follow=True).text
        assert "Year to date, as at" in page
        assert "Correct its period" in page
        event = Event.objects.get(verb="measure.period")
        assert (event.before["period"], event.after["period"]) == ("unknown", "ytd")

    def test_an_older_page_corrects_nothing_that_somebody_has_said_since(self, cast, sign_in):
        client = sign_in(cast.analyst)
        measure = self.enter(client, **{"MA01-period": "ytd"})
        address = f"/2020-21-q2/mash/indicators/MA01/{measure.pk}/period/"
        answer = client.post(address, {"period": "quarter", "seen": "unknown"})
        assert answer.status_code == 409
        assert "Somebody has said meanwhile that it is of: year to date." in answer.text
        assert Measure.objects.get().period == Period.YEAR_TO_DATE
        assert Page(answer.text).one("//input[@name='seen']").get("value") == "ytd"

    def test_the_next_quarter_goes_on_with_it(self, cast, figures, sign_in):
        figures((1, Period.YEAR_TO_DATE), (2, Period.QUARTER))
        Measure.objects.filter(quarter="2020-21-q2").delete()
        assert self.enter(sign_in(cast.analyst)).period == Period.YEAR_TO_DATE

    def test_an_annual_figure_is_of_the_year(self, cast, quarter):
        kpi = Kpi.objects.in_force(quarter.code).filter(frequency="annual").first()
        assert usual_periods([kpi], quarter.code) == {kpi.code: Period.YEAR}

    def test_one_that_is_known_is_not_compared_with_one_that_is_not(self, figures):
        one = figures((5, Period.UNKNOWN), (6, Period.QUARTER))
        assert one.trend.startswith("Not compared with last quarter: nobody has said")

    def test_the_upgrade_forgets_what_was_guessed_and_keeps_what_was_said(self, cast, figures):
        figures((5, Period.AT_END), (6, Period.QUARTER))
        figures((5, Period.AT_END), (6, Period.YEAR_TO_DATE), code="MA03")
        log_event(
            "measure.add",
            by=cast.analyst,
            quarter="2020-21-q1",
            area="mash",
            subject="MA01",
            after={"source": "List", "value": 5},
        )
        migration = import_module("performance.migrations.0009_periods_nobody_stated")
        migration.forget_guesses(apps, None)
        periods = Measure.objects.order_by("kpi_id", "quarter_id").values_list("period", flat=True)
        assert list(periods) == ["at_end", "unknown", "unknown", "ytd"]


class TestTwoSayAnotherPeriod:
    """Of whoever comes second nothing is dropped: she reads what stands, and hers stays typed."""

    address = "/2020-21-q2/mash/indicators/"

    @pytest.fixture
    def second(self, cast, sign_in):
        """Post a page that was opened before somebody else entered 100 of the quarter."""

        def second(**typed):
            client = sign_in(cast.deputy)
            old = form_on(client.get(self.address))
            first = sign_in(cast.head)
            page = form_on(first.get(self.address))
            first.post(self.address, page | {"MA01-value": "100", "MA01-period": "quarter"})
            typed = {name.replace("_", "-"): text for name, text in typed.items()}
            return client, client.post(self.address, old | typed)

        return second

    def test_the_second_is_told_and_hers_is_still_chosen(self, second):
        _, answer = second(MA01_value="100", MA01_period="ytd")
        assert answer.status_code == 409
        said = words_on(answer)
        assert "Somebody has said meanwhile that it is of: the quarter. Yours is not saved." in said
        assert lists_on(answer)["MA01-period"] == "ytd"
        assert "Nobody has said yet which period this figure covers" not in said
        assert Measure.objects.get().period == Period.QUARTER

    def test_saving_again_replaces_what_was_told(self, second):
        client, answer = second(MA01_value="100", MA01_period="ytd")
        assert client.post(self.address, form_on(answer) | lists_on(answer)).status_code == 302
        assert Measure.objects.get().period == Period.YEAR_TO_DATE

    def test_of_another_figure_both_are_told(self, second):
        client, answer = second(MA01_value="200", MA01_period="ytd")
        said = words_on(answer)
        assert "saved 100 while you were on this page" in said
        assert "meanwhile that it is of: the quarter" in said
        client.post(self.address, form_on(answer) | lists_on(answer))
        measure = Measure.objects.get()
        assert (measure.value, measure.period) == (200, Period.YEAR_TO_DATE)

    def test_the_same_period_is_no_contradiction(self, second):
        assert second(MA01_value="100", MA01_period="quarter")[1].status_code == 302

    def test_a_corrected_figure_waits_for_what_it_is_of(self, cast, sign_in):
        """It would stand as 110 of the quarter, which nobody has said."""
        first, later = sign_in(cast.head), sign_in(cast.deputy)
        first.post(self.address, form_on(first.get(self.address)) | {"MA01-value": "100"})
        old = form_on(later.get(self.address))
        first.post(self.address, form_on(first.get(self.address)) | {"MA01-period": "quarter"})
        answer = later.post(self.address, old | {"MA01-value": "110", "MA01-period": "ytd"})
        assert answer.status_code == 409
        assert "The figure is saved" not in words_on(answer)
        page = form_on(answer) | lists_on(answer)
        assert (page["MA01-value"], Measure.objects.get().value) == ("110", 100)
        later.post(self.address, page)
        measure = Measure.objects.get()
        assert (measure.value, measure.period) == (110, Period.YEAR_TO_DATE)

    def test_what_arrived_signed_out_is_still_chosen_afterwards(self, cast, quarter):
        head = browser_of(cast.head)
        head.post(self.address, form_on(head.get(self.address)) | {"MA01-value": "100"})
        page = form_on(head.get(self.address)) | {"MA01-period": "ytd"}
        end_sessions()
        head.post(self.address, page)
        log_in(head, cast.head)
        again = lists_on(head.get(KeptPost.objects.get().get_absolute_url()))
        assert again["MA01-period"] == "ytd"
