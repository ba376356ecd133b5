"""Two people open and save one page of figures in any order: what each was told is saved stays,
until somebody changes it knowingly, and nothing is emptied but by whoever emptied it.

A model says what must be stored after each save; the portal's pages and tables have to agree.
"""

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from performance.models import Measure, Remark
from tests.pages import form_on
from tests.stage import scene

ADDRESS = "/2020-21-q2/mash/indicators/"
CODES = ("MA01", "MA03", "MA08")
FIGURE, REMARK = ("value", "provisional"), ("comment",)
TYPED = st.sampled_from(
    [{"value": v} for v in ("", "5", "7.5", "50")]
    + [{"provisional": p} for p in ("", "on")]
    + [{"comment": c} for c in ("", "Ours.", "Counted again.")]
)
PEOPLE = ("head", "analyst")

Row = dict[str, str]  # part → text; provisional is "on" or ""


def blank() -> Row:
    return dict.fromkeys((*FIGURE, *REMARK), "")


def said(row: Row, unit: tuple[str, ...]) -> Row:
    """What of a row counts: nothing is provisional where there is no figure."""
    told = {part: row[part] for part in unit}
    return told | {"provisional": ""} if unit == FIGURE and not row["value"] else told


@dataclass
class Page:
    """What somebody has before her: the page as it was made, and what she typed over it."""

    fields: dict[str, str]
    shown: dict[str, Row]
    typed: dict[str, Row] = field(default_factory=dict)

    @classmethod
    def of(cls, response) -> "Page":
        fields = form_on(response)
        fields |= {name: "on" for name in fields if name.endswith("-provisional")}  # it is ticked
        rows = {code: {p: fields.get(f"{code}-{p}", "") for p in blank()} for code in CODES}
        return cls(fields, rows, {code: dict(row) for code, row in rows.items()})

    def sent(self) -> dict[str, str]:
        """As a browser does: a box that is not ticked is not sent."""
        sent = {name: v for name, v in self.fields.items() if not name.endswith("-provisional")}
        for code, row in self.typed.items():
            sent |= {f"{code}-{part}": text for part, text in row.items() if part != "provisional"}
            if row["provisional"]:
                sent[f"{code}-provisional"] = "on"
        return sent | {"stay": ""}


def stored() -> dict[str, Row]:
    rows = {code: blank() for code in CODES}
    for measure in Measure.objects.filter(kpi__in=CODES):
        rows[measure.kpi_id] |= {
            "value": f"{measure.value.normalize():f}",
            "provisional": "on" if measure.provisional else "",
        }
    for remark in Remark.objects.filter(kpi__in=CODES):
        rows[remark.kpi_id]["comment"] = remark.comment
    return rows


class TwoPeople(RuleBasedStateMachine):
    clients: dict = {}

    @initialize()
    def begin(self) -> None:
        self.undone = ExitStack()
        self.undone.enter_context(scene())
        self.truth = {code: blank() for code in CODES}
        self.pages: dict[str, Page] = {}
        for who in PEOPLE:
            self.opens(who)

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            self.undone.close()

    @rule(who=st.sampled_from(PEOPLE))
    def opens(self, who: str) -> None:
        self.pages[who] = Page.of(self.clients[who].get(ADDRESS))
        assert self.pages[who].shown == self.truth

    @rule(who=st.sampled_from(PEOPLE), code=st.sampled_from(CODES), typed=TYPED)
    def types(self, who: str, code: str, typed: Row) -> None:
        self.pages[who].typed[code] |= typed

    @rule(who=st.sampled_from(PEOPLE), code=st.sampled_from(CODES), typed=TYPED)
    def types_and_saves(self, who: str, code: str, typed: Row) -> None:
        self.types(who, code, typed)
        self.saves(who)

    @rule(who=st.sampled_from(PEOPLE))
    def saves(self, who: str) -> None:
        page = self.pages[who]
        response = self.clients[who].post(ADDRESS, page.sent(), follow=True)
        self.is_stale = False
        then = {code: self.judge(code, page) for code in CODES}
        assert stored() == self.truth
        assert response.status_code == (409 if self.is_stale else 200)
        again = Page.of(response)
        assert again.shown == then
        again.shown = {code: dict(row) for code, row in self.truth.items()}
        self.pages[who] = again

    def judge(self, code: str, page: Page) -> Row:
        """What must become of a row. Returns what the page that comes back has to show."""
        then: Row = {}
        for unit in (FIGURE, REMARK):
            was, is_typed = said(page.shown[code], unit), said(page.typed[code], unit)
            now = said(self.truth[code], unit)
            if is_typed in (was, now):
                then |= now
            elif was == now:
                self.truth[code] |= is_typed
                then |= is_typed
            else:  # both are to be seen: hers where she typed, and what is saved in a sentence
                self.is_stale = True
                row = page.typed[code]
                then |= {p: row[p] if row[p] != page.shown[code][p] else now[p] for p in unit}
        return then


@pytest.mark.parametrize("runs", [1, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.trial("figures", times=100)
def test_no_interleaving_loses_a_figure(cast, quarter, sign_in, caplog, turn, runs):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    TwoPeople.clients = {who: sign_in(getattr(cast, who)) for who in PEOPLE}
    run_state_machine_as_test(
        seed(turn * 100 + runs)(TwoPeople),
        settings=settings(
            max_examples=runs,
            stateful_step_count=25,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # making a failure small takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_model_knows_a_lost_figure(cast, quarter, sign_in, monkeypatch):
    """With every row taken as seen, as if nobody looked at marks, the machine must complain."""
    monkeypatch.setattr("performance.operations.figures.Entry.has_seen", lambda *args: True)
    TwoPeople.clients = {who: sign_in(getattr(cast, who)) for who in PEOPLE}
    machine = TwoPeople()
    machine.begin()
    try:
        for who, value in zip(PEOPLE, ("5", "50"), strict=True):
            machine.types(who, "MA01", {"value": value})
        machine.saves("head")
        with pytest.raises(AssertionError):
            machine.saves("analyst")
    finally:
        machine.teardown()
