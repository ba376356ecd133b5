"""What stands in a text for sentences that are not released: lists stay lists."""

import pytest

from selfassess import plain_text
from selfassess.claims.reader.text import sentences
from selfassess.reporting.editions.released_words import said

GAP = "(not published)"


def public(text: str) -> str:
    """The text with all sentences released but those that say “Hidden”."""
    return said(text, [(s.start, s.end) for s in sentences(text) if "Hidden" not in s.text])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Good. Hidden. Fine.", f"Good. {GAP} Fine."),
        ("Hidden one. Hidden two. Fine.", f"{GAP} Fine."),
        ("Good.\n\nHidden.\n\nFine.", f"Good.\n\n{GAP}\n\nFine."),
        # A bullet keeps its bullet, whichever of its sentences is missing
        ("We will:\n- Hidden. Then fine.\n- Calm.", f"We will:\n- {GAP} Then fine.\n- Calm."),
        ("- Good. Hidden.\n- Hidden. Fine.", f"- Good. {GAP}\n- {GAP} Fine."),
        ("- Good.\n- Hidden.\n- Fine.", f"- Good.\n- {GAP}\n- Fine."),
        # and a number its number, of those that are released, too
        ("1. Good.\n2. Fine.", "1. Good.\n2. Fine."),
        ("1. Hidden. Good.\n2. Hidden.\n3. Fine.", f"1. {GAP} Good.\n2. {GAP}\n3. Fine."),
        # How many are missing is not told
        ("- Good.\n- Hidden.\n- Hidden.\n- Hidden.\n- Fine.", f"- Good.\n- {GAP}\n- Fine."),
        ("- Good.\n- Hidden.\n- Hidden.", f"- Good.\n- {GAP}"),
        ("- Hidden.\n- Hidden.\n- Hidden. Good.", f"- {GAP}\n- {GAP} Good."),
    ],
)
def test_a_line_stays_what_it_is(typed, read):
    assert public(typed) == read


def test_a_list_of_which_a_part_is_missing_is_still_one_list():
    blocks = plain_text.blocks(public("- Hidden. Good.\n- Fine. Hidden.\n- Hidden.\n- Calm."))
    assert blocks == [plain_text.Bullets([f"{GAP} Good.", f"Fine. {GAP}", "Calm."])]
