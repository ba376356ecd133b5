"""What a page that saves while somebody types is told of its live figures is kept while nothing but
answers changes."""

from datetime import date
from decimal import Decimal
from itertools import count
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import Kpi, Measure
from performance.operations.catalogue import change_kpi
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.audit import newer_events
from selfassess.audit.log import log_event
from selfassess.live_figures import recent
from selfassess.live_figures.recent import recent_figures
from tests.factories import get_assessment, write

from .conftest import OPEN, OURS, THEIRS

SAID = f"{{{OURS}}}"


def cost_of(look) -> int:
    """Queries, with what is kept: other tests count those without it."""
    with CaptureQueriesContext(connection) as queries:
        look()
    return len(queries)


def ours(area: str = "mash") -> str:
    return recent_figures(OPEN, area).words(SAID, area)


def test_it_is_read_once_while_answers_are_saved(quarter, cast):
    write(get_assessment(OPEN), by=cast.head, know="Words.")  # which begins the area
    first = cost_of(ours)
    write(get_assessment(OPEN), by=cast.head, know="Other words.")
    assert cost_of(ours) == 1 < first
    assert ours() == "74.6%"


def test_what_changes_a_figure_is_seen_at_once(quarter, enter):
    assert ours() == "74.6%"
    Measure.objects.filter(kpi=OURS, quarter=OPEN).delete()
    enter(OPEN, OURS, "60")
    assert ours() == "60%"


def test_an_event_that_becomes_visible_late_is_seen(quarter, happen):
    """Its transaction was longer than that of a later one."""
    happen("measure.save", number=2)
    ours()
    assert cost_of(ours) == 1
    happen("measure.save", number=1)
    assert cost_of(ours) > 1
    assert cost_of(ours) == 1


def test_a_kpi_of_another_area_may_be_named_here(quarter, cast):
    ours()
    words = {"name": "Children placed"}
    change_kpi(Kpi.objects.get(code=THEIRS), words, by=cast.analyst, from_quarter=OPEN)
    assert cost_of(ours) > 1


def test_what_concerns_no_area_may_concern_all(quarter, cast):
    ours()
    log_event("quarter.open", by=cast.administrator, quarter=OPEN)
    assert cost_of(ours) > 1


def test_another_areas_figures_concern_the_overview_alone(quarter, enter):
    ours()
    recent_figures(OPEN, "overview").words(f"{{{THEIRS}}}", "overview")
    Measure.objects.filter(kpi=THEIRS, quarter=OPEN).delete()
    enter(OPEN, THEIRS, "50")
    assert cost_of(ours) == 1
    assert recent_figures(OPEN, "overview").words(f"{{{THEIRS}}}", "overview") == "50%"


def test_what_the_portal_counts_rests_on_all_areas(quarter, cast, enter):
    """PW07, of the performance area: KPIs whose sources disagree, wherever they stand."""
    said = "{PW07}"
    assert recent_figures(OPEN, "performance").words(said, "performance") == "0"
    kpi, by = Kpi.objects.get(code=THEIRS), User.objects.command_line()
    other = {"value": Decimal(50), "source": "A list", "as_at": date(2020, 9, 30)}
    add_measure(get_assessment(OPEN, kpi.area), kpi, by=by, **other)
    assert recent_figures(OPEN, "performance").words(said, "performance") == "1"


def test_what_approval_keeps_is_told(quarter, cast, enter):
    ours()
    assessment = get_assessment(OPEN)
    write(assessment, SAID, by=cast.head)
    send(get_assessment(OPEN), by=cast.head)
    approve(get_assessment(OPEN), by=cast.director)
    assert ours() == "74.6%"
    assert recent_figures(OPEN, "mash").kept("mash") == {OURS: "74.6%"}


def test_it_is_read_anew_after_a_while_and_on_another_day(quarter, monkeypatch, settings):
    ours()
    monkeypatch.setattr(newer_events, "LONGEST", -1)
    assert cost_of(ours) > 1
    monkeypatch.undo()
    settings.TODAY = date(2030, 1, 1)
    assert cost_of(ours) > 1


def test_only_so_many_areas_are_kept(quarter, monkeypatch):
    monkeypatch.setattr(recent._recent, "most", 1)
    ours()
    recent_figures(OPEN, "lac")
    assert cost_of(ours) > 1


def test_a_save_while_typing_reads_no_figures_again(quarter, cast, sign_in):
    client, numbers = sign_in(cast.head), count(1)
    write(get_assessment(OPEN), f"We decided {SAID} in time.", by=cast.head)

    def save() -> None:
        answer = get_assessment(OPEN).answers.get(question="know")
        sent = {"question": "know", "version": answer.version, "save_id": str(uuid4())}
        sent |= {"text": f"We decided {SAID} in time, {next(numbers)}."}
        reply = client.post(f"/{OPEN}/mash/know/autosave/", sent).json()
        assert reply["figures"] == [[SAID, "74.6%"]]

    first = cost_of(save)
    assert cost_of(save) < first


@pytest.mark.parametrize("area", ["mash", "overview"])
def test_the_first_look_reads_what_there_is(quarter, area):
    assert ours(area) == "74.6%"
