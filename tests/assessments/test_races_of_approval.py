"""Approving while others write, return, set targets and import: what is approved is what stood on
the approver's page, or she is told and nothing is approved."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core import signing
from django.test import Client

from performance.imports import csv_file
from performance.imports.operations import apply, bring
from performance.models import Kpi
from performance.operations.catalogue import change_kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from performance.operations.targets import set_target
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import return_for_changes, send
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.reading import shown_now
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.records.models import Strength
from selfassess.records.operations import add
from selfassess.seen import SALT
from tests.factories import get_assessment, make_quarter, make_user, write
from tests.pages import form_on

from .test_concurrency import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trial("races", times=50)]

QUARTER = "2020-21-q2"
APPROVE = f"/{QUARTER}/mash/review/approve/"


@pytest.fixture
def everybody() -> User:
    return User.objects.command_line()


@pytest.fixture
def sent(everybody) -> Assessment:
    """With words, a strength, and a figure that a target judges."""
    mash = get_assessment(make_quarter(QUARTER))
    load_catalogue(by=everybody)
    kpi = Kpi.objects.get(code="MA01")
    add_measure(mash, kpi, value=Decimal(7), source="List", as_at=date(2020, 9, 30), by=everybody)
    set_target(kpi, from_quarter=QUARTER, value=Decimal(9), by=everybody)
    add(Strength(assessment=mash, text="We ask."), section="strengths", by=everybody)
    write(mash, "First.", by=everybody)
    send(mash, by=everybody)
    return mash


def rewrite(mash: Assessment, by: User) -> None:
    """Another director returns it; its head writes something else and sends it again."""
    return_for_changes(mash, comments={"know": "More."}, by=by)
    save_section(mash, [Draft("know", "Second.", 1)], by=by)
    send(mash, by=by)


def save(mash: Assessment, by: User) -> None:
    save_section(mash, [Draft("know", "Too late.", 1)], by=by)


def retarget(mash: Assessment, by: User) -> None:
    set_target(Kpi.objects.get(code="MA01"), from_quarter=QUARTER, value=Decimal(3), by=by)


def rename(mash: Assessment, by: User) -> None:
    change_kpi(Kpi.objects.get(code="MA01"), {"name": "Something else"}, by=by)


def bring_in(mash: Assessment, by: User) -> None:
    table = csv_file.read_text("kpi,value,source\nMA01,3,List\n")
    apply(bring(table, quarter=mash.quarter, name="a.csv", data=b"", by=by), by=by)


@pytest.mark.parametrize("rival", [rewrite, save, retarget, rename, bring_in])
def test_what_is_approved_stood_on_the_page_or_she_is_told(
    sent, everybody, rival: Callable[[Assessment, User], None], turn: int
):
    client = Client()
    client.force_login(make_user("director"))
    page = form_on(client.get(APPROVE))

    def meanwhile() -> None:
        with suppress(Refused):  # it was approved first
            rival(sent, everybody)

    answer, nothing = together(lambda: client.post(APPROVE, page), meanwhile)
    assert nothing is None
    approved = Event.objects.filter(verb="assessment.approve").first()
    assert bool(approved) == get_assessment(QUARTER).is_approved
    if approved is None:
        assert answer.status_code in (302, 409)  # with a sentence that says why, or what changed
        return
    assert answer.status_code == 302
    assert shown_now(sent) == signing.loads(page["shown"], salt=SALT)
