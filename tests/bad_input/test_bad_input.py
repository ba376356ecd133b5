"""Whatever is wrongly typed anywhere in the form: a sentence beside the field, nothing typed lost,
nothing stored."""

from dataclasses import dataclass, field

import pytest

from performance.catalogue import load_catalogue
from performance.models import Measure, Remark
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Rating
from selfassess.records.models import Action, ActionUpdate, Audit, Fact, Strength, Voice
from tests.factories import get_assessment, make_quarter
from tests.ui.page import Page

AREA = "/2020-21-q2/mash"
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
TOO_LONG = "x " * 5_001  # 10,002 characters, and 10,001 once tidied


@dataclass
class Form:
    """A page on which things are typed: a post that is good but for the field that is tried."""

    address: str
    good: dict[str, str]
    numbers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


FORMS = {
    "audit": Form(
        f"{AREA}/evidence/audits/add/",
        {"theme": "Visits", "month": "July 2020", "unit": "cases"},
        numbers=["cases", "good", "outstanding", "inadequate", "not_graded"],
        dates=["month"],
        texts=["learning"],
    ),
    "voice": Form(
        f"{AREA}/evidence/voices/add/",
        {"whose": "staff", "how": "Survey", "said": "Good."},
        texts=["said", "changed"],
    ),
    "further figure": Form(
        f"{AREA}/evidence/facts/add/",
        {"label": "Contacts", "period": "July"},
        numbers=["value", "out_of"],
        texts=["note"],
    ),
    "strength": Form(
        f"{AREA}/strengths/strengths/add/", {"text": "We listen."}, texts=["text", "evidence"]
    ),
    "action": Form(
        f"{AREA}/development/actions/add/",
        {"text": "Listen more."},
        dates=["due"],
        texts=["text", "impact"],
    ),
    "indicators": Form(
        f"{AREA}/indicators/",
        {},
        numbers=["MA03-value", "MA03-numerator", "MA03-denominator", "MA01-value"],
        texts=["MA03-comment"],
    ),
    "rating": Form(f"{AREA}/rating/", {}, numbers=["rating-value"], texts=["rating-text"]),
    "what do you know": Form(f"{AREA}/know/", {}, texts=["know-text"]),
}


def tried(kind: str) -> list[tuple[str, str]]:
    return [(name, each) for name, form in FORMS.items() for each in getattr(form, kind)]


@pytest.fixture
def head(cast, sign_in):
    make_quarter()
    load_catalogue(by=User.objects.command_line())
    return sign_in(cast.head)


def stored() -> int:
    return sum(model._default_manager.count() for model in RECORDS)


def refused(client, form: Form, name: str, value: str) -> str:
    """Post it. The page comes back with a sentence beside the field, and with what was typed;
    nothing is stored. Returns the sentence."""
    answer = client.post(form.address, form.good | {name: value})
    assert answer.status_code == 200, (name, value)
    assert stored() == 0
    page = Page(answer.text)
    (problem,) = page.all(f"//*[@id='id_{name}_error']") or [None]
    assert problem is not None, f"nothing is said beside {name}"
    said = " ".join(problem.text_content().split())
    assert page.all(f"//*[@role='alert']//a[starts-with(@href, '#id_{name}')]"), "no link to it"
    boxes = page.all(f"//*[@id='id_{name}']")  # none: radio buttons, one of which is no answer
    shown = value.strip().replace("\0", "\ufffd")  # as every parser of HTML reads it
    assert [typed_in(box) for box in boxes] in ([], [shown])
    return said.removeprefix("Error:").strip()


def typed_in(control) -> str:
    return (control.get("value") or control.text or "").strip()


@pytest.mark.parametrize("value", NOT_NUMBERS)
@pytest.mark.parametrize(("name", "each"), [n for n in tried("numbers") if n[0] != "rating"])
def test_what_is_no_number_is_refused_with_what_to_type(head, name, each, value):
    said = refused(head, FORMS[name], each, value)
    assert said.startswith(("Enter", "Write"))


@pytest.mark.parametrize("value", [*NOT_NUMBERS, "11", "6.25", "-1", "10.5", "065"])
def test_what_is_not_on_the_scale_is_no_rating(head, value):
    said = refused(head, FORMS["rating"], "rating-value", value)
    assert said == "Select a rating from 0 to 10, in whole or half points."


@pytest.mark.parametrize("value", ["-0", "-1", "-0.5"])
@pytest.mark.parametrize("each", ["cases", "good"])
def test_nothing_is_counted_below_zero(head, each, value):
    refused(head, FORMS["audit"], each, value)


@pytest.mark.parametrize("value", ["tomorrow", "31 June 2020", "2020", "0", "30/02/2020", "٣"])
@pytest.mark.parametrize(("name", "each"), tried("dates"))
def test_what_is_no_date_is_refused_with_an_example(head, name, each, value):
    if (each, value) == ("month", "2020"):
        pytest.skip("a year alone is asked about like any other wrong month")
    assert "such as" in refused(head, FORMS[name], each, value)


def test_a_date_before_the_quarter_is_refused(head):
    assert "before Q2 2020/21 begins" in refused(head, FORMS["action"], "due", "30 June 2020")


@pytest.mark.parametrize(("name", "each"), tried("texts"))
def test_a_text_that_is_too_long_says_by_how_much_and_stays(head, name, each):
    said = refused(head, FORMS[name], each, TOO_LONG)
    assert "10,001" in said or "10001" in said


@pytest.mark.parametrize("text", ["y" * 2_000, "a\x00b\x07c\u202ed", "\v".join("abc")])
@pytest.mark.parametrize(("name", "each"), tried("texts"))
def test_unbroken_runs_and_control_characters_are_taken_and_tidied(head, name, each, text):
    whole_row = {"MA03-value": ""}  # what a browser sends with a comment
    answer = head.post(FORMS[name].address, whole_row | FORMS[name].good | {each: text})
    assert answer.status_code == 302, Page(answer.text).all("//*[@role='alert']")
    assert stored() >= 1


@pytest.mark.parametrize(
    ("name", "each"),
    [("audit", "theme"), ("voice", "how"), ("further figure", "label"), ("action", "owner")],
)
def test_characters_that_cannot_be_seen_are_named_in_one_line_fields(head, name, each):
    assert "cannot be seen" in refused(head, FORMS[name], each, "a\x00b")


def test_a_run_of_ten_thousand_fits_where_answers_do(head):
    head.post(f"{AREA}/know/", {"know-text": "z" * 10_000, "know-version": "0"})
    assert Answer.objects.get().text == "z" * 10_000


def test_more_in_the_part_than_in_the_whole_is_refused(head):
    parts = {"MA03-numerator": "12", "MA03-denominator": "10"}
    form = Form(f"{AREA}/indicators/", parts)
    assert "12 is more than 10 in all" in refused(head, form, "MA03-numerator", "12")


def test_a_good_row_is_saved_beside_a_bad_one(head):
    head.post(f"{AREA}/indicators/", {"MA01-value": "1,872", "MA03-value": "6,5"})
    assert [str(m) for m in Measure.objects.all()] == ["MA01 2020-21-q2: 1872.0000"]


class TestTwoTabs:
    """The page was made before somebody else saved: 409 or both texts, never silence."""

    @pytest.fixture
    def saved(self, head, cast, sign_in):
        """Every kind of record once, at version 2: the deputy has changed what the head sees."""
        deputy = sign_in(cast.deputy)
        for name in ("audit", "voice", "further figure", "strength", "action"):
            head.post(FORMS[name].address, FORMS[name].good)
        self.addresses = {}
        for name, model, change in (
            ("audit", Audit, {"theme": "Theirs"}),
            ("voice", Voice, {"said": "Theirs"}),
            ("further figure", Fact, {"label": "Theirs"}),
            ("strength", Strength, {"text": "Theirs"}),
            ("action", Action, {"text": "Theirs"}),
        ):
            record = model._default_manager.get()
            address = FORMS[name].address.replace("add/", f"{record.pk}/")
            done = deputy.post(address, FORMS[name].good | change | {"version": "1"})
            assert done.status_code == 302
            self.addresses[name] = address, model, change
        return self.addresses

    @pytest.mark.parametrize("name", ["audit", "voice", "further figure", "strength", "action"])
    def test_a_stale_record_shows_both_and_keeps_what_is_saved(self, head, saved, name):
        address, model, change = saved[name]
        (changed,) = change
        answer = head.post(address, FORMS[name].good | {changed: "Mine", "version": "1"})
        assert answer.status_code == 409
        assert "Theirs" in answer.text
        assert "Mine" in answer.text
        assert getattr(model._default_manager.get(), changed) == "Theirs"

    def test_a_stale_update_of_an_action_shows_both(self, head, cast, sign_in):
        head.post(FORMS["action"].address, FORMS["action"].good)
        address = f"{AREA}/development/actions/{Action.objects.get().pk}/update/"
        theirs = {"status": "under_way", "progress": "Theirs", "version": "0"}
        assert sign_in(cast.deputy).post(address, theirs).status_code == 302
        answer = head.post(address, {"status": "under_way", "progress": "Mine", "version": "0"})
        assert answer.status_code == 409
        assert "Theirs" in answer.text
        assert "Mine" in answer.text
        assert ActionUpdate.objects.get().progress == "Theirs"

    def test_a_stale_figure_shows_both(self, head, cast, sign_in):
        sign_in(cast.deputy).post(f"{AREA}/indicators/", {"MA01-value": "1111"})
        answer = head.post(f"{AREA}/indicators/", {"MA01-value": "2222", "MA01-version": "0"})
        assert answer.status_code in (200, 409)
        assert "1,111" in answer.text or "1111" in answer.text
        assert "2222" in answer.text
        assert Measure.objects.get().value == 1111

    def test_a_stale_rating_shows_both(self, head, cast, sign_in):
        sign_in(cast.deputy).post(f"{AREA}/rating/", {"rating-value": "4"})
        posted = {"rating-value": "8", "rating-value-version": "0"}
        page = Page(head.post(f"{AREA}/rating/", posted).text)
        assert "4" in page.words("//*[@role='alert'][not(@hidden)]")
        assert (
            page.one("//input[@type='radio'][@checked][@name='rating-value']").get("value") == "8"
        )
        assert get_assessment("2020-21-q2").rating.value == 4
