"""Two sources for one figure: both on show, one counts, somebody settles it by a date."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import Kpi, Measure
from performance.operations.sources import add_measure, adopt, settle
from performance.reading import indicators
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.dates import end_of_day
from selfassess.quarters.models import Quarter
from selfassess.reporting.content import gather, version_of
from tests.factories import get_assessment
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
    version = version_of("draft", 1, at=clock.now(), by="Director")
    areas = {area["slug"]: area for area in gather(quarter, version=version)["areas"]}
    (frozen,) = [i for i in areas["safeguarding"]["indicators"] if i["code"] == "SR11"]
    assert [other["shown"] for other in frozen["others"]] == ["75%"]
    assert frozen["settle"] == {"owner": "Performance lead", "by": "2020-11-30"}


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
