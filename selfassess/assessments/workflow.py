"""The states of an assessment and every move between them, as one table."""

from selfassess.tones import Tone, TonedChoices


class State(TonedChoices):
    NOT_STARTED = "not_started", Tone.RESTING, "Not started"
    IN_PROGRESS = "in_progress", Tone.MOVING, "In progress"
    WITH_DIRECTOR = "with_director", Tone.MOVING, "With the director"
    RETURNED = "returned", Tone.NEED, "Returned"
    APPROVED = "approved", "Approved"


# Every move there is: its name, the states it starts from, the state it ends in.
MOVES = {
    "start": ({State.NOT_STARTED, State.RETURNED}, State.IN_PROGRESS),
    "send": ({State.IN_PROGRESS, State.RETURNED}, State.WITH_DIRECTOR),
    "recall": ({State.WITH_DIRECTOR}, State.IN_PROGRESS),
    "return": ({State.WITH_DIRECTOR}, State.RETURNED),
    "approve": ({State.WITH_DIRECTOR}, State.APPROVED),
    "reopen": ({State.APPROVED}, State.RETURNED),
}

WITH_ITS_HEAD = (State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED)  # words may be written
SENT = (State.WITH_DIRECTOR, State.APPROVED)  # words are asked and answered: nobody writes
