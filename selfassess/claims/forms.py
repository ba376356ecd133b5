"""What is said of a finding, and where the words of it stay as they were sent."""

import re
from typing import Any

from django.utils.text import Truncator

from selfassess.asking_form import AskingForm
from selfassess.claims.checks.registry import COUNCIL_CHECKS
from selfassess.claims.finding import Finding
from selfassess.forms import TidyField
from selfassess.quarters.dates import QuarterPeriod
from selfassess.records.forms import FactForm

LONGEST_REASON = 1000
LONGEST_QUOTE = 60  # words
ONE_NUMBER = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s*(%?)\s*")
NOT_ASKED = ("set_key", "group", "out_of", "earlier", "note")


class StaysForm(AskingForm):
    reason = TidyField(
        label="It stays, because",
        longest=LONGEST_REASON,
        rows=4,
        error_messages={"required": "Say why it stays. The director reads it beside the figures."},
    )


class WrongForm(AskingForm):
    reason = TidyField(
        label="What is wrong with the record?",
        help_text="The director reads it. The performance analyst is told which indicator it is, "
        "both values and who asks, and none of your words.",
        longest=LONGEST_REASON,
        rows=4,
        error_messages={"required": "Say what is wrong with the record. The director reads it."},
    )


class AcceptForm(AskingForm):
    reason = TidyField(
        label="Why it may stand (optional)",
        help_text="It is kept with your decision. The report prints that you accepted it.",
        longest=LONGEST_REASON,
        rows=2,
        required=False,
    )


class AskForm(AskingForm):
    text = TidyField(
        label="What do you ask?",
        help_text="It is kept as a change needed. Its author reads it when you return the area.",
        longest=2000,
        rows=5,
        error_messages={"required": "Say what you ask."},
    )


class RecordRightForm(AskingForm):
    reason = TidyField(
        label="The record is right, because",
        longest=LONGEST_REASON,
        rows=4,
        error_messages={"required": "Say why the record is right. The author reads it."},
    )


def question_about(finding: Finding) -> str:
    """What the director may ask, ready to be changed. Its author may not see what another area
    says before the quarter is issued."""
    said = [f"“{Truncator(finding.quoted).words(LONGEST_QUOTE)}”"] * bool(finding.quoted)
    of_others = finding.kind in COUNCIL_CHECKS
    said.append("Another area is not in line with this." if of_others else finding.for_writer)
    return "\n\n".join([*said, "Please change it, or say why it stays."])


class AnotherFigureForm(FactForm):
    """What readers must know of a figure; the rest can be added where it stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = {}
        for name in NOT_ASKED:
            self.fields.pop(name, None)


def figure_meant(finding: Finding, quarter: str) -> dict[str, Any]:
    """A further figure as far as the sentence gives it: of “20 to 25%” or “four in five” its author
    must say what to put down."""
    number = ONE_NUMBER.fullmatch(finding.written)
    return {
        "value": number[1] if number else "",
        "unit": number[2] if number else "",
        "period": QuarterPeriod.parse(quarter).name,
    }
