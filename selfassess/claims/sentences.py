"""The sentences in which findings are counted."""

from .asides import Aside
from .counted import Counted
from .standing import Tally

FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NO_NUMBERS = "No numbers yet. Each one that you write is set beside the record."


def _in_words(number: int) -> str:
    return FEW[number] if number < len(FEW) else str(number)


def beside_a_box(aside: Aside) -> str:
    """Of 10 numbers, 7 agree with the record, 1 contradicts it and 2 cannot be checked. One
    sentence to look at."""
    said = [in_three(aside.counted)]
    if aside.number:
        what = "sentence" if aside.number == 1 else "sentences"
        said.append(f"{_in_words(aside.number).capitalize()} {what} to look at.")
    return " ".join(filter(None, said)) or NO_NUMBERS


def in_three(counted: Counted) -> str:
    """How many numbers agree, contradict the record, and cannot be checked. Empty for none."""
    if not counted.numbers:
        return ""
    if counted.numbers == counted.agree:
        many = f"All {counted.numbers} numbers agree"
        return f"{'The number agrees' if counted.numbers == 1 else many} with the record."
    if counted.numbers == 1:
        does = "contradicts the record" if counted.contradict else "cannot be checked"
        return f"The number {does}."
    return f"Of {counted.numbers} numbers, {_of_several(counted)}."


def _of_several(counted: Counted) -> str:
    """7 agree with the record, 1 contradicts it and 2 cannot be checked: those that there are."""
    said = []
    if counted.agree:
        said.append(f"{counted.agree} agree{'s' * (counted.agree == 1)} with the record")
    if counted.contradict:
        what = "it" if counted.agree else "the record"
        said.append(f"{counted.contradict} contradict{'s' * (counted.contradict == 1)} {what}")
    if counted.unchecked:
        said.append(f"{counted.unchecked} cannot be checked")
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def folded(aside: Aside) -> str:
    """What is inside: 2 more, 3 looked for and not on record, 1 explained. Other numbers that
    cannot be checked are not looked for, and stand nowhere."""
    rows = [row.standing for box in aside.folded for row in box.rows]
    numbers = {
        "more": sum(one.contradicts and one.is_open for one in rows),
        "looked for and not on record": sum(not one.contradicts and one.is_open for one in rows),
        "explained": sum(not one.is_open for one in rows),
    }
    return ", ".join(f"{number} {what}" for what, number in numbers.items() if number)


def of_an_area(counted: Tally) -> str:
    """3 numbers do not agree, 1 explained. Statements, where words such as “improved” are among
    them."""
    number = counted.contradicting
    if not number:
        return "Nothing contradicts the record."
    what = "number" if number == counted.numbers else "statement"
    said = f"1 {what} does not agree" if number == 1 else f"{number} {what}s do not agree"
    decided = {"explained": counted.explained, "accepted": counted.accepted}
    more = [f"{count} {what}" for what, count in decided.items() if count]
    return f"{', '.join([said, *more])}."
