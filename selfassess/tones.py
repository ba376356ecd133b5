"""How much a state asks of its readers.

Each state has a tone on its enum, and the component that shows it chooses the colour by the tone.
So no colour depends on the wording of a label.
"""

from enum import StrEnum
from typing import Self

from django.db.models import TextChoices


class Tone(StrEnum):
    PLAIN = ""  # settled, or nobody's to act on: no colour
    NEED = "need"  # somebody must act
    MOVING = "moving"
    RESTING = "resting"  # not begun, or over
    LATER = "later"  # cannot begin yet


class TonedChoices(TextChoices):
    """Choices written as `OPEN = "open", Tone.MOVING, "Open"`; without a tone they are plain."""

    tone: Tone

    def __new__(cls, value: str, tone: Tone = Tone.PLAIN) -> Self:
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.tone = tone
        return choice
