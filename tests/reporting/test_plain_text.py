"""Plain text: what is stored, how it is read, how it is drawn."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassess import plain_text
from selfassess.plain_text import Bullets, Numbers, Paragraph

# Much of what is pasted: list marks, tabs, odd line ends, direction signs, emoji, halves of pairs.
PASTED = st.text(
    st.sampled_from("ab 1.)-–•o§Ø\t\n\r\v\x07\u2028\u00a0\u202e\u200b\u0301\uf0b7😀ש;")
    | st.characters()
)


@pytest.mark.parametrize("mark", ["•\t", "• ", "o\t", "o ", "– ", "·  ", "\uf0b7\t", "§\t", "-   "])
def test_bullets_from_word_become_our_bullets(mark):
    assert plain_text.tidy(f"{mark}Plans are clearer") == "- Plans are clearer"


@pytest.mark.parametrize("mark", ["1) ", "1.\t", "1)\t", "  1.\u00a0\u00a0 "])
def test_numbers_from_word_become_our_numbers(mark):
    assert plain_text.tidy(f"{mark}Plans are clearer") == "1. Plans are clearer"


@pytest.mark.parametrize(
    "text", ["one thing", "-5% on last year", "1.5 posts", "2019. A hard year.", "Øystein wrote"]
)
def test_ordinary_beginnings_of_a_line_are_left_alone(text):
    assert plain_text.tidy(text) == text


def test_rows_of_a_pasted_table_become_lines_and_empty_cells_stay_visible():
    pasted = "\tCases\tGood\r\nNorth\t24\t15\r\nSouth\t\t7"
    assert plain_text.tidy(pasted) == "–; Cases; Good\nNorth; 24; 15\nSouth; –; 7"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (
            "No.\tTheme\tCases\n1.\tVisits\t12\n2)\tPlans\t9",
            "No.; Theme; Cases\n1.; Visits; 12\n2); Plans; 9",
        ),
        ("Team\tQ1\tQ2\n-\t5\t6\nNorth\t7\t8", "Team; Q1; Q2\n-; 5; 6\nNorth; 7; 8"),
        ("– \t5\t6\n–\t7\t", "–; 5; 6\n–; 7; –"),
    ],
)
def test_a_table_keeps_its_cells_where_the_first_looks_like_a_mark(pasted, stored):
    """Numbered rows, and a dash for “none”."""
    assert plain_text.tidy(pasted) == stored


@pytest.mark.parametrize("row", ["1)\tVisits\tand plans", "1.\tVisits\t and plans"])
def test_one_line_is_no_table_and_keeps_the_mark_of_its_list(row):
    assert (
        plain_text.tidy(f"Next:\n{row}\nAll is well.") == "Next:\n1. Visits and plans\nAll is well."
    )


@pytest.mark.parametrize(
    "mark", ["a)", "(a)", "B.", "(i)", "iv)", "xii.", "1.1", "2.10.", "1.2.3", "(1)"]
)
def test_lists_of_letters_and_of_levels_from_word_are_no_table(mark):
    pasted = f"{mark}\tVisits\n\t{mark}\tPlans of 2020"
    assert plain_text.tidy(pasted) == f"{mark} Visits\n{mark} Plans of 2020"


def test_two_columns_of_numbers_are_a_table():
    assert plain_text.tidy("Q1\tQ2\n1.1\t2.3\n1.4\t") == "Q1; Q2\n1.1; 2.3\n1.4; –"


def test_a_tab_within_a_sentence_or_before_it_is_a_space():
    assert plain_text.tidy("\tOne\ttab") == "One tab"
    assert plain_text.tidy("\tOne paragraph\n\tand another") == "One paragraph\nand another"


def test_line_ends_of_every_kind_become_one_kind():
    assert plain_text.tidy("a\r\nb\rc\vd\u2028e") == "a\nb\nc\nd\ne"


def test_blank_lines_collapse_and_lines_lose_their_trailing_spaces():
    assert plain_text.tidy("\n\na  \n \n\n\t\n\nb\n") == "a\n\nb"


def test_letters_are_composed_and_hidden_signs_removed():
    assert plain_text.tidy("cafe\u0301") == "café"
    assert plain_text.tidy("a\x00b\x07c\u202ed\u2066e\u200bf\ufeffg\ud800h") == "abcdefgh"


def test_joined_emoji_stay_joined():
    assert plain_text.tidy("👩‍👩‍👧") == "👩‍👩‍👧"


@given(PASTED)
def test_tidying_twice_changes_nothing_more(text):
    once = plain_text.tidy(text)
    assert plain_text.tidy(once) == once


@given(PASTED)
def test_tidying_loses_no_letter_or_digit_of_the_text(text):
    """All but the marks of a list, which Word may write as letters (o, §, Ø), and letters that are
    blanks. One that stands for others, such as a ligature, becomes these."""
    left_out = "oØ\u115f\u1160\u3164\uffa0"

    def letters(text: str) -> list[str]:
        plain = unicodedata.normalize("NFKD", text)
        return [letter for letter in plain if letter.isalnum() and letter not in left_out]

    assert letters(text) == letters(plain_text.tidy(text))


def test_blank_lines_part_paragraphs_and_line_breaks_stay():
    assert plain_text.blocks("one\ntwo\n\nthree") == [
        Paragraph(["one", "two"]),
        Paragraph(["three"]),
    ]


def test_two_long_lines_in_a_row_are_two_paragraphs_as_word_pastes_them():
    long = "A sentence that goes on for more than ninety letters, as the lines of a paragraph " * 2
    assert len(plain_text.blocks(f"{long}\n{long}")) == 2


def test_a_list_ends_at_the_first_line_that_is_not_of_it():
    assert plain_text.blocks("Before:\n- one\n- two\nAfter") == [
        Paragraph(["Before:"]),
        Bullets(["one", "two"]),
        Paragraph(["After"]),
    ]


def test_a_list_goes_on_after_a_blank_line():
    assert plain_text.blocks("- one\n\n- two") == [Bullets(["one", "two"])]
    assert plain_text.blocks("1. one\n\n2. two") == [Numbers(1, ["one", "two"])]


def test_numbers_stay_as_they_were_typed():
    assert plain_text.blocks("3. c\n4. d\n7. g") == [Numbers(3, ["c", "d"]), Numbers(7, ["g"])]
    assert '<ol start="3"><li>c</li><li>d</li></ol>' in plain_text.html("3. c\n4. d")
    assert "<ol><li>" in plain_text.html("1. a")


def test_an_empty_text_shows_nothing():
    assert plain_text.blocks("") == plain_text.blocks(" \n\n ") == []
    assert plain_text.html("") == ""


@pytest.mark.parametrize("text", ["<b>&", "- <b>&", "1. <b>&", "a\n<b>&"])
def test_markup_is_shown_not_obeyed(text):
    assert "&lt;b&gt;&amp;" in plain_text.html(text)
    assert "<b>" not in plain_text.html(text)


@given(PASTED)
def test_only_our_own_tags_ever_come_out(text):
    shown = plain_text.html(text)
    for tag in ("<p", "</p>", "<br>", "<ul>", "</ul>", "<ol", "</ol>", "<li", "</li>"):
        shown = shown.replace(tag, "")
    assert "<" not in shown


def test_text_that_reads_from_the_right_says_so():
    assert plain_text.html("שלום") == '<p dir="rtl">שלום</p>'
    assert plain_text.html("12 English, שלום") == "<p>12 English, שלום</p>"
    assert plain_text.html("- مرحبا") == '<ul><li dir="rtl">مرحبا</li></ul>'


def test_words_are_counted_without_bullets_and_dashes():
    assert plain_text.words("- one two\n- three – don't") == 4
    assert plain_text.words("") == 0


def test_a_long_run_gets_room_to_break_and_nothing_else_changes():
    run = "x" * 100
    assert plain_text.breakable(run) == "\u200b".join(["x" * 40, "x" * 40, "x" * 20])
    assert plain_text.breakable("short words " * 50) == "short words " * 50


@given(st.text("ab👩‍\u0301\ufe0f ", max_size=200))
def test_breaks_never_part_a_letter_from_its_accent(text):
    drawn = plain_text.breakable(text)
    assert drawn.replace("\u200b", "") == text
    for piece in drawn.split("\u200b")[1:]:
        assert piece[:1] not in ("\u0301", "\ufe0f", "\u200d")


def test_pictures_that_no_font_has_are_named():
    assert plain_text.spelled("Go 🚀!", {"🚀"}) == "Go [rocket]!"
    assert (
        plain_text.spelled("🚀🚀🚀👩‍👧", {"🚀", "👩", "\u200d", "👧"})
        == "[rocket × 3][woman][girl]"
    )


def test_letters_of_a_script_that_no_font_has_become_squares():
    assert plain_text.spelled("漢字 and \U000f0000", {"漢", "字", "\U000f0000"}) == "□□ and □"
    assert plain_text.spelled("漢字", set()) == "漢字"


@given(st.text("ab ,.", max_size=200), st.text("ab ,.", max_size=200), st.integers(20, 120))
def test_a_text_is_shortened_around_the_part_that_matters(before, after, most):
    text = f"{before}74.6%{after}"
    kept = plain_text.around(text, "74.6%", most)
    assert "74.6%" in kept
    assert kept == text or len(kept) <= most + plain_text.LONG_RUN + len("74.6%") + 3


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Her words:\nשלום.", '<p>Her words:</p>\n<p dir="rtl">שלום.</p>'),
        ("שלום.\nIn English:", '<p dir="rtl">שלום.</p>\n<p>In English:</p>'),
        ("שלום\n2020\nEnd", '<p dir="rtl">שלום<br>2020</p>\n<p>End</p>'),
        ("2020\nשלום", '<p>2020</p>\n<p dir="rtl">שלום</p>'),
        ("2020:\nOne\n– 2", "<p>2020:<br>One<br>– 2</p>"),
    ],
)
def test_a_line_of_the_other_direction_begins_a_paragraph(text, drawn):
    """Otherwise its full stop is drawn on the wrong side."""
    assert plain_text.html(text) == drawn
