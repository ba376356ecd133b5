"""The sentences in which findings are counted."""

from .asides import Aside
from .standing import Tally

FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _in_words(number: int) -> str:
    return FEW[number] if number < len(FEW) else str(number)


def beside_a_box(aside: Aside) -> str:
    """9 of 10 numbers agree with the record. One to look at."""
    said = _agreeing(aside.counted.numbers, aside.counted.agree)
    if aside.number:
        said.append(f"{_in_words(aside.number).capitalize()} to look at.")
    return " ".join(said) or "No number here is set beside the record."


def _agreeing(numbers: int, agree: int) -> list[str]:
    if not numbers:
        return []
    if numbers == agree:
        who = "The number agrees" if numbers == 1 else f"All {numbers} numbers agree"
        return [f"{who} with the record."]
    if numbers == 1:
        return ["The number does not agree with the record."]
    return [f"{agree} of {numbers} numbers agree with the record."]


def folded(aside: Aside) -> str:
    """What is inside: 2 more, 3 not on record, 1 explained."""
    rows = [row.standing for box in aside.folded for row in box.rows]
    numbers = {
        "more": sum(one.contradicts and one.is_open for one in rows),
        "not on record": sum(not one.contradicts and one.is_open for one in rows),
        "explained": sum(not one.is_open for one in rows),
    }
    return ", ".join(f"{number} {what}" for what, number in numbers.items() if number)


def of_an_area(counted: Tally) -> str:
    """3 numbers do not agree, 1 explained."""
    number = counted.contradicting
    if not number:
        return "No number contradicts the record."
    said = "1 number does not agree" if number == 1 else f"{number} numbers do not agree"
    decided = {"explained": counted.explained, "accepted": counted.accepted}
    more = [f"{count} {what}" for what, count in decided.items() if count]
    return f"{', '.join([said, *more])}."
