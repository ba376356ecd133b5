"""No field that holds people's words is forgotten: neither of the models nor of the pages."""

import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from lxml import html

from selfassess.identifying.fields import OF_AN_ASSESSMENT, OF_THE_OFFICE
from tests.access_matrix import FORMS, ROWS, Row
from tests.pages import form_on
from tests.stage import scene

OURS = ("selfassess", "performance", "services")

# Text fields that are no words about practice, each with its reason; * is every field of a model.
CODE = "a code, a key or a file's fingerprint, made by the program"
COPY = "a copy of what is looked at where it is written"
OFFICIAL = "from the DfE's files"
EXEMPT = {
    "accounts.User.*": "who somebody is that has an account",
    "api.Token.*": "what a program is called that reads, and what it may",
    "audit.AccessEntry.*": "who came, made by the program",
    "audit.Event.*": "made by the program, of what is looked at where it is written",
    "identifying.Override.digest": CODE,
    "quarters.Quarter.code": CODE,
    "quarters.Quarter.note": "written by a command, for every reader",
    "assessments.Answer.question": CODE,
    "assessments.Answer.section": CODE,
    "assessments.Answer.asked": "a question, declared in code",
    "assessments.SectionMark.section": CODE,
    "assessments.Presence.section": CODE,
    "assessments.Comment.question": CODE,
    "assessments.Assessment.area": CODE,
    "assessments.Assessment.area_name": "declared in code",
    "assessments.Assessment.open_sections": CODE,
    "assessments.KeptText.*": "for its author alone; once it is an answer, it is looked at",
    "assessments.KeptPost.*": "for its author alone; once it is sent again, it is looked at",
    "claims.Decision.key": CODE,
    "claims.Decision.kind": CODE,
    "claims.Decision.question": CODE,
    "claims.Decision.kpi": CODE,
    "claims.Decision.quoted": COPY,
    "claims.Decision.written": COPY,
    "claims.Decision.beside": COPY,
    "records.Action.area": CODE,
    "records.Fact.set_key": CODE,
    "integrity.*": "made by the program, of digests",
    "reporting.*": "frozen from what is looked at where it is written",
    "notifications.Notice.*": "made by the program; e-mails hold no words of an assessment",
    "performance.NeighbourSet.*": OFFICIAL,
    "performance.Benchmark.*": OFFICIAL,
    "performance.BenchmarkImport.*": OFFICIAL,
    "performance.Import.*": "a file of figures; what is imported of it is looked at",
    "performance.ColumnMapping.*": "titles of columns",
    "performance.Kpi.code": CODE,
    "performance.Kpi.area": CODE,
    "performance.Kpi.lait_code": CODE,
    "performance.Kpi.notes": "from the catalogue's file",
    "performance.Kpi.suggested_because": "from the catalogue's file",
    "performance.Choice.from_quarter": CODE,
    "performance.Target.from_quarter": CODE,
    "performance.KpiDefinition.from_quarter": CODE,
    "performance.ApprovedStatus.*": "made by the program",
    "live_figures.*": "made by the program, of figures and digests",
    "records.ApprovedOwner.*": "an action's owner, looked at with the action",
    "performance.Outturn.*": "from files, of whole years",
    "documents.*": "what is brought in is looked at where it then stands",
}


def is_exempt(label: str, name: str) -> bool:
    app = label.split(".")[0]
    return bool({f"{label}.{name}", f"{label}.*", f"{app}.*"} & set(EXEMPT))


def text_fields() -> set[tuple[str, str]]:
    return {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model.__module__.startswith(OURS)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
    }


def test_every_text_field_of_a_model_is_looked_at_or_says_why_not():
    held = {
        (holder.model._meta.label, name)
        for holder in (*OF_AN_ASSESSMENT, *OF_THE_OFFICE)
        for name in holder.fields
    }
    forgotten = {
        (label, name) for label, name in text_fields() - held if not is_exempt(label, name)
    }
    assert forgotten == set()
    assert held <= text_fields()


def test_every_reason_is_about_a_field_that_there_is():
    known = {f"{label}.{name}" for label, name in text_fields()}
    known |= {f"{label}.*" for label, _ in text_fields()}
    known |= {f"{label.split('.')[0]}.*" for label, _ in text_fields()}
    assert set(EXEMPT) <= known


# --- The pages ------------------------------------------------------------------------------------

AREAS = "//main//form//textarea/@name"
KINDS = ("text", "search", "email", "tel", "url")
LINES = "|".join(
    f"//main//form//input[@type='{kind}'][not(@inputmode or @hidden)]/@name" for kind in KINDS
)
# Boxes after which no page comes in between, each with its reason.
NO_WORDS = {
    "document-piece: text": "a preview; what is brought in is looked at on Check and send",
    "imports: pasted": "figures; what is imported of it is looked at on Check and send",
}
# What makes words count that the forms of the access matrix do without.
OTHERWISE = {
    "quarter-reports": {"kind": "final"},
    "kept": {"outcome": "combined"},
    "overview-kept": {"outcome": "combined"},
}
NOT_OURS = ("/accounts/", "/people/", "/admin/")  # names and addresses of people with accounts


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")


def forms() -> Iterator[tuple[Row, str, str]]:
    """Each form that saves something, with an area and somebody who may."""
    for row in ROWS:
        may = [who for who in row.asked if row.expected(*reversed(who)) == "done"]
        if row.method == "POST" and may and not row.address.startswith(NOT_OURS):
            yield row, *may[0]


def boxes(page: HttpResponse) -> list[list[str]]:
    """Those that are filled in together: large ones all at once, small ones, of which some take
    only a date or a code, one by one."""
    read = html.document_fromstring(page.content)
    large, small = sorted(set(read.xpath(AREAS))), sorted(set(read.xpath(LINES)))
    return [large, *([one] for one in small)] if large else [[one] for one in small]


def shown_in_between(client: Client, reply: HttpResponse) -> str:
    """The page in between, or the form's own, which asks before it saves."""
    if reply.status_code == 200:
        return (
            reply.content.decode() if 'name="not_about_a_child"' in reply.content.decode() else ""
        )
    to = reply.headers["Location"]
    return client.get(to).content.decode() if urlsplit(to).path.endswith("/identifying/") else ""


@pytest.mark.slow
@pytest.mark.django_db
def test_every_box_on_every_page_is_looked_at(stage):
    """Each is filled with a date of birth: either the page does not take it, or the page in between
    comes and shows it."""
    asked, missed = 0, set()
    for row, area, actor in forms():
        client, path = stage.client(actor), stage.address(row.address, area)
        page, name = client.get(path), resolve(path).url_name or ""
        if page.status_code != 200:
            continue  # a button without a page of its own
        good = form_on(page) | stage.form(FORMS.get(name, {}), actor, area)
        for together in boxes(page):
            births = {box: f"Born 3/4/{2001 + n}" for n, box in enumerate(together)}
            with scene():
                reply = client.post(path, good | OTHERWISE.get(name, {}) | births)
                shown = shown_in_between(client, reply)
                if reply.status_code != 302 and not shown:
                    continue  # a date or a code: it takes no words
            asked += len(births)
            missed |= {f"{name}: {b}" for b, said in births.items() if f"<mark>{said}" not in shown}
    assert missed == set(NO_WORDS)
    assert asked > 40
