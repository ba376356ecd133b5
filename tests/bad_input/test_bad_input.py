"""Whatever is wrongly typed anywhere in the form: a sentence beside the field, nothing typed lost,
nothing stored."""

from collections.abc import Callable, Iterator

from performance.models import Measure, Remark
from selfassess.assessments.models import Answer, Rating
from selfassess.records.models import Action, ActionUpdate, Audit, Fact, Strength, Voice
from tests.stage import scene
from tests.ui.page import Page

from .forms import AREA, FORMS, Form

RECORDS = (Action, ActionUpdate, Answer, Audit, Fact, Measure, Rating, Remark, Strength, Voice)

NOT_NUMBERS = [
    "6,5",
    "NaN",
    "1e309",
    "1e3",
    "٣",
    "²",
    "½",
    "six",
    "1 2",
    "0x10",
    "--1",
    "∞",
    "1.2.3",
]
ERROR = "//*[@id='id_{}_error']"
TOO_LONG = "x " * 5_001  # 10,002 characters, and 10,001 once tidied


def tried(kind: str) -> list[tuple[str, str]]:
    return [(name, each) for name, form in FORMS.items() for each in getattr(form, kind)]


def stored() -> int:
    return sum(model._default_manager.count() for model in RECORDS)


def faults(client, form: Form, bad: dict[str, str], says: Callable[[str], bool]) -> list[str]:
    """Posts it. The page must come back with the right sentence beside each bad field and what was
    typed in it, and nothing may be stored. Returns what is not so."""
    answer = client.post(form.address, form.good | bad)
    if answer.status_code != 200:
        return [f"{bad} on {form.address}: {answer.status_code}"]
    page = Page(answer.text)
    found = [fault for name, value in bad.items() for fault in faults_at(page, name, value, says)]
    return found + [f"{bad} on {form.address}: something is stored"] * bool(stored())


def faults_at(page: Page, name: str, value: str, says: Callable[[str], bool]) -> Iterator[str]:
    problems = [" ".join(each.text_content().split()) for each in page.all(ERROR.format(name))]
    said = [problem.removeprefix("Error:").strip() for problem in problems]
    if len(said) != 1 or not says(said[0]):
        yield f"{name}={value[:20]!r} says {said}"
    if not page.all(f"//*[@role='alert']//a[starts-with(@href, '#id_{name}')]"):
        yield f"{name}={value[:20]!r}: no link to it"
    boxes = page.all(f"//*[@id='id_{name}']")  # none: radio buttons, one of which is no answer
    shown = value.strip().replace("\0", "\ufffd")  # as every parser of HTML reads it
    if [typed_in(box) for box in boxes] not in ([], [shown]):
        yield f"{name}={value[:20]!r}: what was typed is lost"


def has(*words: str) -> Callable[[str], bool]:
    return lambda said: any(word in said for word in words)


def starts(*words: str) -> Callable[[str], bool]:
    return lambda said: said.startswith(words)


def typed_in(control) -> str:
    return (control.get("value") or control.text or "").strip()


def test_what_is_no_number_is_refused_with_what_to_type(head):
    """In all fields of a form at once."""
    found = [
        fault
        for name in ("audit", "further figure", "indicators")
        for value in NOT_NUMBERS
        for bad in [dict.fromkeys(FORMS[name].numbers, value)]
        for fault in faults(head, FORMS[name], bad, starts("Enter", "Write"))
    ]
    assert found == []


def test_it_is_refused_in_each_field_alone(head):
    found = [
        fault
        for name, each in tried("numbers")
        if name != "rating"
        for fault in faults(head, FORMS[name], {each: "6,5"}, starts("Enter", "Write"))
    ]
    assert found == []


def test_what_is_not_on_the_scale_is_no_rating(head):
    sentence = "Select a rating from 0 to 10, in whole or half points."
    found = [
        fault
        for value in [*NOT_NUMBERS, "11", "6.25", "-1", "10.5", "065"]
        for fault in faults(head, FORMS["rating"], {"rating-value": value}, sentence.__eq__)
    ]
    assert found == []


def test_nothing_is_counted_below_zero(head):
    found = [
        fault
        for each in ("cases", "good")
        for value in ("-0", "-1", "-0.5")
        for fault in faults(head, FORMS["audit"], {each: value}, bool)
    ]
    assert found == []


def test_what_is_no_date_is_refused_with_an_example(head):
    found = [
        fault
        for name, each in tried("dates")
        for value in ("tomorrow", "31 June 2020", "2020", "0", "30/02/2020", "٣")
        if (each, value) != ("month", "2020")  # a year alone is asked about like any wrong month
        for fault in faults(head, FORMS[name], {each: value}, has("such as"))
    ]
    assert found == []


def test_a_date_before_the_quarter_is_refused(head):
    says = has("before Q2 2020/21 begins")
    assert faults(head, FORMS["action"], {"due": "30 June 2020"}, says) == []


def test_a_text_that_is_too_long_says_by_how_much_and_stays(head):
    found = [
        fault
        for name, each in tried("texts")
        for fault in faults(head, FORMS[name], {each: TOO_LONG}, has("10,001", "10001"))
    ]
    assert found == []


def test_unbroken_runs_and_control_characters_are_taken_and_tidied(head):
    whole_row = {"MA03-value": ""}  # what a browser sends with a comment
    refused = []
    for name, each in tried("texts"):
        for text in ("y" * 2_000, "a\x00b\x07c\u202ed", "\v".join("abc")):
            with scene():
                posted = whole_row | FORMS[name].good | {each: text}
                answer = head.post(FORMS[name].address, posted)
                if answer.status_code != 302 or not stored():
                    refused.append((name, each, text[:20], answer.status_code))
    assert refused == []


def test_characters_that_cannot_be_seen_are_left_out_of_lines_too(head):
    refused = []
    for name, each in LINES.items():
        with scene():
            answer = head.post(FORMS[name].address, FORMS[name].good | {each: "a\x00b\x07c"})
            if answer.status_code != 302 or not stored():
                refused.append((name, each, answer.status_code))
    assert refused == []


LINES = {"audit": "theme", "voice": "how", "further figure": "label", "action": "owner"}


def test_a_run_of_ten_thousand_fits_where_answers_do(head):
    head.post(f"{AREA}/know/", {"know-text": "z" * 10_000, "know-version": "0"})
    assert Answer.objects.get().text == "z" * 10_000


def test_more_in_the_part_than_in_the_whole_is_refused(head):
    form = Form(f"{AREA}/indicators/", {"MA03-denominator": "10"})
    assert faults(head, form, {"MA03-numerator": "12"}, has("12 is more than 10 in all")) == []


def test_a_good_row_is_saved_beside_a_bad_one(head):
    head.post(f"{AREA}/indicators/", {"MA01-value": "1,872", "MA03-value": "6,5"})
    assert [str(m) for m in Measure.objects.all()] == ["MA01 2020-21-q2: 1872.0000"]
