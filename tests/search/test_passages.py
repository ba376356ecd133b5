"""Of a long text the sentence is shown that was looked for."""

from hypothesis import given
from hypothesis import strategies as st

from selfassess.search.passages import LONGEST, passage


def said(text: str, *found: str) -> tuple[str, bool, bool]:
    one = passage(text, found)
    return str(one), one.cut_before, one.cut_after


def test_one_sentence_is_shown():
    assert said("One. Two here. Three.", "here") == ("Two here.", True, True)
    assert said("Here it is.", "here") == ("Here it is.", False, False)


def test_without_a_word_it_is_the_first_sentence():
    assert said("One. Two.") == ("One.", False, True)


def test_only_whole_words_are_marked():
    pieces = passage("The plan of plans.", {"plan"}).pieces
    assert pieces == (("The ", False), ("plan", True), (" of plans.", False))


@given(st.text(), st.sets(st.text(max_size=5), max_size=3))
def test_it_is_part_of_the_text_and_never_long(text, found):
    shown = str(passage(text, found))
    assert shown in text
    assert len(shown) <= LONGEST + max(map(len, text.split()), default=0) + LONGEST
