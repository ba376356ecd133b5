"""What is kept is bounded, a person and in size, and goes when its time has come; whatever is
sent last is kept in any case."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from performance.imports import csv_file
from performance.imports.models import Import
from performance.imports.operations import MOST_PREVIEWS, bring
from selfassess.assessments.models import KeptPost, KeptReason, KeptText
from selfassess.assessments.models.kept import MOST_CHARACTERS, MOST_FORMS, MOST_TEXTS
from selfassess.assessments.operations.keeping import LONGEST_TOLD, MOST_TOLD, keep
from selfassess.audit.models import Event
from selfassess.quarters import clock
from tests.pages import form_on
from tests.sessions import browser_of

STRENGTH = "/2020-21-q2/mash/strengths/strengths/add/"


@pytest.fixture
def note(cast, mash) -> dict[str, str]:
    """What a page of the head's sends, wherever it is."""
    return form_on(browser_of(cast.head).get(STRENGTH))


def send(note: dict[str, str], text: str) -> None:
    assert Client().post(STRENGTH, note | {"text": text}).status_code == 302


def test_of_a_flood_of_forms_the_newest_are_kept(note):
    for number in range(MOST_FORMS + 5):
        send(note, f"Text {number}")
    texts = [kept.data["text"] for kept in KeptPost.objects.all()]
    assert len(texts) == MOST_FORMS
    assert texts[-1] == f"Text {MOST_FORMS + 4}"


def test_of_large_forms_fewer_are_kept_and_the_last_in_any_case(note, monkeypatch):
    monkeypatch.setattr("selfassess.assessments.models.kept.MOST_CHARACTERS", 1_000)
    for number in range(3):
        send(note, f"{number}" * 600)
    assert [kept.data["text"][0] for kept in KeptPost.objects.all()] == ["2"]
    assert MOST_CHARACTERS >= 10 * LONGEST_TOLD


def test_a_flood_is_told_in_the_trail_by_its_size(note, cast, mash):
    send(note, "x" * (LONGEST_TOLD + 1))
    assert set(Event.objects.get(verb="form.keep").after) == {"size"}
    for number in range(MOST_TOLD + 3):
        keep(mash, "know", f"Text {number}", KeptReason.STALE, by=cast.head)
    told = Event.objects.filter(verb="answer.keep")
    assert told.filter(after__has_key="text").count() == MOST_TOLD
    assert told.count() == MOST_TOLD + 3


def test_of_a_flood_of_texts_the_newest_are_kept(cast, mash):
    texts = [
        KeptText(
            assessment=mash, question="know", text=f"{n}", reason=KeptReason.STALE, by=cast.head
        )
        for n in range(MOST_TEXTS)
    ]
    KeptText.objects.bulk_create(texts)
    for last in ("One more.", "And another."):
        keep(mash, "know", last, KeptReason.STALE, by=cast.head)
    kept = [text.text for text in KeptText.objects.all()]
    assert len(kept) == MOST_TEXTS
    assert kept[0] == "2"
    assert kept[-1] == "And another."


def test_of_previews_the_newest_are_kept(cast, mash):
    table = csv_file.read_text("kpi,value\nMA01,1\n")
    for number in range(MOST_PREVIEWS + 2):
        bring(table, quarter=mash.quarter, name=f"{number}", data=b"", by=cast.analyst)
    names = [brought.name for brought in Import.objects.order_by("pk")]
    assert len(names) == MOST_PREVIEWS
    assert names[0] == "2"


def test_a_legal_hold_keeps_what_is_beyond_the_bounds(note, cast, mash, settings):
    settings.LEGAL_HOLD = True
    table = csv_file.read_text("kpi,value\nMA01,1\n")
    for number in range(MOST_PREVIEWS + 2):
        bring(table, quarter=mash.quarter, name=f"{number}", data=b"", by=cast.analyst)
    for number in range(MOST_FORMS + 2):
        send(note, f"{number}")
    for number in range(MOST_TEXTS + 2):
        keep(mash, "know", f"{number}", KeptReason.STALE, by=cast.head)
    kept = Import.objects.count(), KeptPost.objects.count(), KeptText.objects.count()
    assert kept == (MOST_PREVIEWS + 2, MOST_FORMS + 2, MOST_TEXTS + 2)


def test_what_nobody_asked_for_goes_when_its_time_has_come(note, cast, mash, capsys, settings):
    send(note, "Waits.")
    keep(mash, "know", "Waits too.", KeptReason.STALE, by=cast.head)
    send(note, "Is decided.")
    KeptPost.objects.filter(pk=KeptPost.objects.last().pk).update(settled_at=clock.now())
    for days, left in ((1, 3), (settings.KEPT_SETTLED_DAYS + 1, 2), (200, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            call_command("purge_kept")
        assert KeptPost.objects.count() + KeptText.objects.count() == left
    assert "1 kept forms and 1 kept texts deleted." in capsys.readouterr().out
    assert Event.objects.filter(verb="form.purge").count() == 2


def test_a_legal_hold_keeps_what_is_old(note, settings, capsys):
    send(note, "Waits.")
    settings.LEGAL_HOLD = True
    with clock.at(clock.now() + timedelta(days=200)):
        call_command("purge_kept")
    assert "LEGAL_HOLD is on" in capsys.readouterr().out
    assert KeptPost.objects.exists()
