"""Words for what is aimed at, and for where a figure lies to it: `reader/targets.toml`."""

import pytest

from selfassess.claims.checks import number, target
from selfassess.claims.known import What

from .record import figure, known, said

RECORD = known(
    figure("MA03", "74.6"),
    figure("MA03", "95", What.TARGET),
    figure("MA12", "96.1"),
    figure("MA12", "95", What.TARGET),
    figure("MA04", "18.3"),  # lower is better
    figure("MA04", "20", What.TARGET),
)
BEHIND = "Decisions on contacts in time"
AHEAD = "Section 47 enquiries in time"
FEW = "Re-referrals"


@pytest.mark.parametrize(
    "text",
    [
        f"{BEHIND} have comfortably cleared the bar.",
        f"{BEHIND} are over the threshold that members set.",
        f"{BEHIND} are on the right side of the line we drew for ourselves.",
        f"{BEHIND} continue to live up to the standard we ask of our teams.",
        f"{BEHIND} are now where we want them to be, which is where we said we should be.",
        f"{BEHIND} are ahead of the level expected of us.",
        f"{BEHIND} are close to where we said we should be.",
        f"{AHEAD} are still adrift of the ambition in the service plan.",
        f"{AHEAD} have yet to reach the level we ask of teams.",
        f"{AHEAD} would please us more were they not still behind the goal.",
        f"{AHEAD} are not where they should be.",
        f"{AHEAD} remain some way under the bar.",
        f"{AHEAD} are nowhere near meeting our expectations.",
        f"{AHEAD} have dropped through the floor we put under them.",
        f"{AHEAD} do not measure up to our own benchmark.",
        f"{FEW} are at a level that puts us over the line.",
        f"{FEW} have burst through our agreed ceiling.",
        f"{FEW} remain on the wrong side of the threshold.",
    ],
)
def test_what_the_record_denies(text):
    ((tier, _),) = said(target.check, text, RECORD)
    assert tier == "contradicts"


@pytest.mark.parametrize(
    "text",
    [
        f"{AHEAD} have comfortably cleared the bar.",
        f"{AHEAD} are over the threshold that members set.",
        f"{AHEAD} are on the right side of the line we drew for ourselves.",
        f"{AHEAD} are now where we want them to be.",
        f"{AHEAD} have not fallen short of the standard we ask of our teams.",
        f"{BEHIND} are still adrift of the ambition in the service plan.",
        f"{BEHIND} would please us more were they not still behind the goal.",
        f"{BEHIND} are not where they should be.",
        f"{BEHIND} are not close to where we said we should be.",
        f"{BEHIND} were discussed by 40 managers, who met the target group in June.",
        f"{BEHIND} are where we want to spend our time.",
        f"{BEHIND} matter most for those over the threshold of need.",
        f"{BEHIND} are read line by line, over the phone.",
        f"{FEW} are under the ceiling.",
        f"{FEW} are above the bar.",  # some mean “better than”
    ],
)
def test_what_it_does_not(text):
    assert said(target.check, text, RECORD) == []


def test_a_floor_and_a_mark_of_our_own_are_targets():
    text = f"{BEHIND} have dropped through the 95% floor, and are not at our 95% mark."
    assert said(number.check, text, RECORD) == []


def test_words_between_dashes_are_of_no_part():
    text = f"{BEHIND} – 746 of 1,000 – satisfied our expectation."
    ((tier, _),) = said(target.check, text, RECORD)
    assert tier == "contradicts"
