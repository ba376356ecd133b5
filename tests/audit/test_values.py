"""What an event says of before and after is read with the labels of what it is about."""

import pytest

from selfassess.audit.event_values import changes
from selfassess.audit.models import Event
from selfassess.audit.verbs import VERBS


@pytest.mark.parametrize(
    ("verb", "after", "shown"),
    [
        ("record.add", {"unit": "cases"}, ("Unit", "nothing", "Number of cases")),
        ("kpi.change", {"unit": "cases"}, ("Unit", "nothing", "cases")),
        ("kpi.change", {"direction": "none"}, ("Direction", "nothing", "Neither is better")),
        ("action.update", {"status": "under_way"}, ("Status", "nothing", "Under way")),
        ("answer.keep", {"reason": "done"}, ("Reason", "nothing", "done")),
        (
            "report.compile",
            {"left_out": {"mash": "It is ill."}},
            ("Left out", "nothing", "mash: It is ill."),
        ),
        ("of.another.version", {"status": "under_way"}, ("Status", "nothing", "under_way")),
    ],
)
def test_a_stored_word_is_shown_by_the_label_of_its_own_model(verb, after, shown):
    assert changes(Event(verb=verb, after=after), people={}) == [shown]


@pytest.mark.parametrize(
    ("verb", "after"),
    [
        ("form.keep", {"fields": [["of-0", ""], ["text", "Mine"], ["version", "0"]]}),
        ("report.compile", {"left_out": {}}),
        ("quarter.extend", {"areas": []}),
    ],
)
def test_what_says_nothing_to_readers_is_not_shown(verb, after):
    assert changes(Event(verb=verb, after=after), people={}) == []


def test_the_models_of_a_verb_agree_about_every_word():
    for verb, declared in VERBS.items():
        seen: dict[tuple[str, str], str] = {}
        for model in declared.models:
            for field in model._meta.concrete_fields:
                for value, label in field.flatchoices or ():
                    assert seen.setdefault((field.name, value), label) == label, verb
