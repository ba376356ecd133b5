"""Every line of the audit trail can be read by people."""

import re

import pytest

from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.audit.verbs import VERBS, declare
from services.registry import get_area

HEAD = User(email="head.mash@example.org", name="Head of MASH")
AFTER = {
    "cut": "scrutiny",
    "due": "2020-10-16",
    "until": "2020-10-23",
    "version": 3,
    "role": "head",
    "state": "open",
    "added": 95,
    "changed": 2,
    "earlier": 1,
    "count": 12,
    **{"answers": 3, "strengths": 2, "actions": 1, "figures": 4, "scores": 1},
    "what": "events",
    "text": "{curly} {}",
}


def said(verb: str, **fields) -> str:
    return sentence(Event(verb=verb, by=HEAD, **fields))


def test_a_verb_reads_as_one_sentence(subtests):
    for verb in VERBS:
        with subtests.test(verb):
            text = said(verb, area="mash", subject="know", after=AFTER)
            assert text.endswith(".")
            assert not re.search(r"[{}_]", text)
            assert verb not in text


def test_a_verb_without_its_details_is_still_readable(subtests):
    for verb in VERBS:
        with subtests.test(verb):
            text = said(verb)
            assert not re.search(r"[{}]", text)
            assert verb in text or text.endswith(".")


@pytest.mark.parametrize(
    ("verb", "fields", "text"),
    [
        ("quarter.open", {}, "Head of MASH opened the quarter."),
        (
            "quarter.due",
            {"after": AFTER},
            "Head of MASH moved the quarter’s due date to 16 October 2020.",
        ),
        (
            "assessment.longer",
            {"after": AFTER},
            "Head of MASH gave the area until 23 October 2020.",
        ),
        (
            "section.complete",
            {"area": "mash", "subject": "know"},
            "Head of MASH said that the section “What do you know?” is completed.",
        ),
        (
            "answer.save",
            {"area": "cwd", "subject": "evidence", "after": AFTER},
            f"Head of MASH saved version 3 of “{get_area('cwd').question('evidence').text}”.",
        ),
        (
            "answer.save",
            {"area": "overview", "subject": "overview-first-page", "after": AFTER},
            "Head of MASH saved version 3 of “Three sentences for the first page”.",
        ),
        (
            "answer.keep",
            {"area": "youth-justice", "subject": "know"},
            "A text of Head of MASH for “know” could not be saved and was kept.",
        ),
        (
            "answer.settle",
            {"area": "mash", "subject": "no-longer-asked"},
            "Head of MASH decided about the kept text for “no-longer-asked”.",
        ),
    ],
)
def test_what_it_says(verb, fields, text):
    assert said(verb, **fields) == text


@pytest.mark.parametrize(
    ("verb", "subject", "text"),
    [
        ("measure.import", "EH01", "Head of MASH: measure.import EH01"),
        ("measure.import", "", "Head of MASH: measure.import"),
        ("{by}", "{subject}", "Head of MASH: {by} {subject}"),
    ],
)
def test_a_verb_from_another_version_is_shown_as_it_is(verb, subject, text):
    assert said(verb, subject=subject) == text


def test_words_of_people_are_never_taken_for_gaps():
    subject = "head.{by}@example.org"
    assert said("person.invite", subject=subject) == f"Head of MASH invited {subject}."


def test_no_verb_is_declared_twice():
    with pytest.raises(ValueError, match=r"quarter\.open is declared twice"):
        declare({"quarter.open": "{by} opened the door."}, kind="Quarters")


def test_no_event_without_a_sentence(cast):
    with pytest.raises(LookupError, match=r"the verb quarter\.opne"):
        log_event("quarter.opne", by=cast.administrator)
