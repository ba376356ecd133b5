"""A council in the middle of its work, made with release 0.1.0's own code (commit c3460c7), and
stored as dump.json and issued.txt. ../README.md says how to run it, in a checkout of that release.
"""

import json
import re
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from page import text_of
from performance.actions import add_measure
from performance.catalogue import load_catalogue
from performance.catalogue_actions import choose
from performance.target_actions import set_target
from selfassess.quarters.actions import close_quarter
from selfassess.records.actions import add, raise_action
from selfassess.reporting.actions import compile_report, confirm, issue, keep_cut

from performance.models import Kpi
from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter
from selfassess.records.models import Fact, Strength
from selfassess.reporting import pdf
from selfassess.reporting.models import Kind, Report
from tests.factories import (
    approve_all,
    get_assessment,
    make_approved,
    make_quarter,
    make_user,
    write,
)

ISSUED, FINAL, OPEN = "2020-21-q1", "2020-21-q2", "2020-21-q3"
REPORTED = ("MA01", "MA03", "EH01", "EH03")  # few, so that the dump is small
LEFT_OUT = {"cwd": "Its head was ill."}
STRENGTH = "/2020-21-q3/early-help/strengths/strengths/add/"
ADDRESS = {"SERVER_NAME": "127.0.0.1"}


# The smallest files that can be told apart; nothing here is about their looks
def draw(content: dict) -> bytes:
    edition = content.get("cut", {"key": "full"})["key"]
    return f"%PDF-1.7 {content['quarter']['code']} {content['version']['key']} {edition}".encode()


pdf.draw = draw
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}


def at(year: int, month: int, day: int, hour: int = 10):
    return clock.at(datetime(year, month, day, hour, tzinfo=LONDON))


def people() -> dict[str, User]:
    return {
        "director": make_user(Role.DIRECTOR, name="Director"),
        "admin": make_user(Role.ADMINISTRATOR, name="Administrator"),
        "analyst": make_user(Role.ANALYST, name="Analyst"),
        "mash": make_user((Role.HEAD, "mash"), name="Head of MASH"),
        "early-help": make_user((Role.HEAD, "early-help"), name="Head of Early Help"),
    }


def figures(code: str, values: dict[str, int], who: dict[str, User]) -> None:
    for kpi, value in values.items():
        kpi = Kpi.objects.get(code=kpi)
        ends = Quarter.objects.get(code=code).period.ends
        add_measure(
            get_assessment(code, kpi.area),
            kpi,
            value=Decimal(value),
            source="The case system",
            as_at=ends,
            by=who["analyst"],
        )


def records(code: str, who: dict[str, User]) -> None:
    assessment = get_assessment(code, "mash")
    add(
        Strength(assessment=assessment, text="We see children early."),
        section="strengths",
        by=who["mash"],
    )
    fact = Fact(
        assessment=assessment, label="Children seen in time", value=29, out_of=30, period="July"
    )
    add(fact, section="evidence", by=who["mash"])
    raise_action(
        assessment,
        {"text": f"See families sooner, from {code} on.", "owner": "Partners"},
        by=who["mash"],
    )


def closed(code: str, who: dict[str, User], *, without: dict[str, str]) -> Report:
    """A final of a quarter in which all but these areas are approved, laid out by the worker."""
    quarter = make_quarter(code)
    figures(code, {"MA01": 400, "MA03": 86, "EH01": 120}, who)
    records(code, who)
    write(
        get_assessment(code, "overview"),
        "It was a good quarter.",
        by=who["director"],
        overview="It was a good quarter.",
    )
    approve_all(quarter, text="We know our practice.\n\n- One thing.\n- Another.")
    for area in without:
        quarter.assessments.filter(area=area).update(
            state="in_progress", approved_at=None, approved_by=None
        )
    close_quarter(code, by=who["admin"])
    quarter.refresh_from_db()
    compile_report(quarter, kind=Kind.FINAL, by=who["director"], left_out=without)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, stdout=StringIO())
    return quarter.reports.final().get()


def signed_in(user: User) -> Client:
    client = Client(**ADDRESS)
    client.force_login(user)
    return client


def send_a_form_signed_out(who: dict[str, User]) -> None:
    page = signed_in(who["early-help"]).get(STRENGTH).text
    note = re.search(r'name="author" value="([^"]+)"', page)[1]
    sent = {"author": note, "text": "Sent while signed out.", "evidence": "Three audits."}
    assert Client(**ADDRESS).post(STRENGTH, sent).status_code == 302


def bring_figures(who: dict[str, User]) -> None:
    pasted = "kpi\tvalue\tsource\nEH01\t130\tThe case system\nEH03\t55\tThe case system\n"
    client = signed_in(who["analyst"])
    assert client.post("/imports/", {"quarter": OPEN, "pasted": pasted}).status_code == 302


def main(folder: str) -> None:
    call_command("migrate", verbosity=0)
    with at(2020, 7, 1):
        who = people()
        load_catalogue(by=who["admin"])
        for kpi in Kpi.objects.filter(core=True).exclude(code__in=REPORTED):
            choose(kpi, asked=False, from_quarter=ISSUED, reason="Not yet.", by=who["analyst"])
        set_target(
            Kpi.objects.get(code="MA03"), from_quarter=ISSUED, value=Decimal(90), by=who["analyst"]
        )
    with at(2020, 7, 31):
        report = issue(closed(ISSUED, who, without={}), by=who["director"])
        confirm(report, by=who["director"])
        for edition in ("scrutiny", "summary"):
            keep_cut(report, edition, by=who["director"])
    with at(2020, 10, 30):
        closed(FINAL, who, without=LEFT_OUT)
    with at(2021, 1, 20):
        quarter = make_quarter(OPEN)
        make_approved(quarter, "mash", head=who["mash"], director=who["director"])
        figures(OPEN, {"EH01": 125}, who)
        send_a_form_signed_out(who)
        bring_figures(who)
        compile_report(quarter, kind=Kind.DRAFT, by=who["director"])  # and no worker comes
        page = signed_in(who["director"]).get(f"/reports/{ISSUED}/v1/").text
    store(page, Path(folder))


def store(page: str, folder: Path) -> None:
    out = StringIO()
    call_command("dumpdata", exclude=["contenttypes", "auth", "sessions", "admin"], stdout=out)
    rows = [json.dumps(row, ensure_ascii=False) for row in json.loads(out.getvalue())]
    (folder / "dump.json").write_text("[\n" + ",\n".join(rows) + "\n]\n")
    (folder / "issued.txt").write_text(text_of(page))
