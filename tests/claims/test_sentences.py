"""Where a sentence begins and ends in what people type."""

from selfassess.claims.reader.text import sentences

# Each list is one text, cut as it should be.
TEXTS = [
    ["We saw them all.", "They were well."],
    ["Approx. 40 came, e.g. Fridays.", "No. 3 was last."],
    ["It was 68.5% in all.", "We aim at 95.0%."],
    ["J. Miller of St. Mary’s came.", "Dr. Poole did not."],
    ["It was child A.", "The plan for child B. was late."],
    ["Is it better?", "Yes!", "“It is.”", "We agree."],
    ["It ended on 30 Sept. 2019.", "Nothing came after."],
    ["The timescale is that of s. 47.", "It is met (mostly).", "We know why."],
    ["It fell to 21.9% in 2013-14.", "Most of it was late."],
    ["They said: “wait…” and left.", "We waited."],
    ["It is the children’s.", "We keep it, etc.", "All do."],
]


def test_it_splits_texts_into_their_sentences():
    assert [cut(" ".join(text)) for text in TEXTS] == TEXTS


def test_a_full_stop_without_a_space_ends_a_sentence_as_well():
    assert cut("It fell to 21.9% in 2013-14.The rest was late.") == [
        "It fell to 21.9% in 2013-14.",
        "The rest was late.",
    ]


def test_lines_and_items_of_lists_are_sentences_without_their_marks():
    text = "Three things:\n\n- visits in time\n- plans. They are short\n1. reviews\nA; 12; 13"

    assert cut(text) == [
        "Three things:",
        "visits in time",
        "plans.",
        "They are short",
        "reviews",
        "A; 12; 13",
    ]


def test_sentences_stand_where_the_text_has_them():
    text = "\n  First one.  Second one.\n\n- a third \n"

    found = list(sentences(text))

    assert [text[sentence.start : sentence.end] for sentence in found] == [
        sentence.text for sentence in found
    ]
    assert [sentence.text for sentence in found] == ["First one.", "Second one.", "a third"]


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]
