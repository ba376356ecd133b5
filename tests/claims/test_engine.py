"""What sets words beside the record counts what agrees, and survives a check that fails."""

import logging
from functools import partial

import pytest

from selfassess.claims import engine
from selfassess.claims.counted import Counted
from selfassess.claims.engine import check_area, check_texts
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known import Known
from selfassess.claims.paragraph import Paragraph

KNOWN = Known(quarter="2020-21-q2", area="mash")
TEXT = "We saw 12 children and 30 parents. A third of 45 cases was late."


def texts(*said: str) -> list[Paragraph]:
    return [Paragraph(text, "mash", f"know-{at}") for at, text in enumerate(said)]


def odd(text, known, tier=Tier.NOT_ON_RECORD, numbers=("12",)):
    """Finds fault with some numbers, each at its own place."""
    for sentence in text.sentences:
        for number in sentence.figures:
            if number.written in numbers:
                yield Finding(
                    kind="odd",
                    tier=tier,
                    area="mash",
                    question=text.paragraph.question,
                    start=number.start,
                    end=number.end,
                    quoted=sentence.text,
                    beside="Nothing.",
                    values=(number.written,),
                )


contradicted = partial(odd, tier=Tier.CONTRADICTS)


@pytest.fixture
def checks(monkeypatch):
    def use(of_a_text=(), of_an_area=()):
        monkeypatch.setattr(engine, "TEXT_CHECKS", dict(of_a_text))
        monkeypatch.setattr(engine, "AREA_CHECKS", dict(of_an_area))

    return use


def test_nothing_found_at_its_place_does_not_make_a_number_agree(checks):
    checks({"odd": contradicted})
    tested = check_texts(texts(TEXT, "We saw 12 more."), KNOWN)
    assert tested.in_all == Counted(numbers=5, agree=0, contradict=2)
    assert tested.counted["know-1"].contradict == 1


def test_two_findings_about_one_number_count_once(checks):
    checks({"odd": contradicted, "again": lambda *args: odd(*args, tier=Tier.CONTRADICTS)})
    tested = check_texts(texts(TEXT), KNOWN)
    assert tested.in_all.contradict == 1


def test_a_question_is_about_no_number(checks):
    checks({"odd": lambda *args: odd(*args, tier=Tier.QUESTION)})
    tested = check_texts(texts(TEXT), KNOWN)
    assert tested.findings
    assert tested.in_all.contradict == 0


def test_what_an_area_leaves_out_is_asked_of_an_area_alone(checks):
    checks(of_an_area={"silence": lambda read, known: odd(read[0], known)})
    assert check_texts(texts(TEXT), KNOWN).findings == ()
    assert len(check_area(texts(TEXT), KNOWN).findings) == 1


class TestACheckThatFails:
    def test_is_left_out_and_named(self, checks):
        checks({"broken": broken, "odd": odd})
        tested = check_texts(texts(TEXT, TEXT), KNOWN)
        assert tested.left_out == ("broken",)
        assert len(tested.findings) == 2

    def test_is_logged_once_and_without_a_word_of_the_text(self, checks, caplog):
        checks({"broken": broken})
        with caplog.at_level(logging.DEBUG):
            check_texts(texts(TEXT, TEXT), KNOWN)
        assert len(caplog.records) == 1
        assert "broken" in caplog.text
        assert "children" not in caplog.text
        assert "Traceback" not in caplog.text

    def test_may_be_the_reader(self, checks, monkeypatch):
        checks({"odd": odd})
        monkeypatch.setattr(engine, "read", broken)
        tested = check_texts(texts(TEXT), KNOWN)
        assert tested.left_out == (engine.READING,)
        assert (tested.in_all, tested.findings) == (Counted(), ())

    def test_keeps_what_it_found_before_it_failed_elsewhere(self, checks):
        checks({"odd": lambda text, known: odd(text, known) if "12" in TEXT else broken(text)})
        assert check_texts(texts(TEXT), KNOWN).findings


def broken(*args):
    raise ValueError(f"cannot read {TEXT}")


def test_thousands_of_numbers_are_counted_in_one_pass(checks):
    """Each is found odd, so that a comparison of all with all would take minutes."""
    checks({"odd": lambda text, known: contradicted(text, known, numbers=("7",))})
    tested = check_texts(texts(" ".join(["7"] * 2_000)), KNOWN)
    assert tested.in_all == Counted(2_000, 0, 2_000)
