"""The words that are tested, as the checks get them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A text that somebody wrote, and where it is changed."""

    text: str  # as stored: what `plain_text.tidy` made of it
    area: str
    question: str  # the key of a question, "strength-12", "action-7"
    address: str = ""  # the page on which it is changed
    before: str = ""  # the same question's text of last quarter
    # What live figures say in it, from and to: it comes from the record itself
    live: tuple[tuple[int, int], ...] = ()
    # Of the cases that were looked at or the people who were asked, not of all whom a KPI counts
    of_some: bool = False
    title: str = ""  # where it stands, in words: “What do you know?”, “Strength 2”
