"""The director's overview: a form like an area's, with one section, written by the director."""

from collections.abc import Iterator
from dataclasses import dataclass

from selfassess.access import OVERVIEW
from services.base import Question, Section

LONGEST_TEXT = 600  # words

FIRST_PAGE = "overview-first-page"
SECTION = Section(
    key=OVERVIEW,
    title="Director’s overview",
    lede="Your own words, which open the report. They lock when the quarter is issued.",
    questions=(
        Question(
            key=OVERVIEW,
            text="What should readers take from this quarter?",
            hint="What is working, what needs to improve, what we will do, and what we ask of the "
            f"council. At most {LONGEST_TEXT} words.",
            guide_words=LONGEST_TEXT,
            good="Says in plain words what children and families notice, names the one or two "
            "things that worry you most, and is honest about what is not known.",
        ),
        Question(
            key=FIRST_PAGE,
            text="Three sentences for the first page",
            hint="For somebody who reads nothing else: how we are doing, what worries us most, "
            "and what we will do about it.",
            guide_words=75,
        ),
    ),
)


@dataclass(frozen=True)
class DirectorsOverview:
    """Answers what a service area's declaration answers, as far as a form needs it."""

    slug: str = OVERVIEW
    verbose_name: str = SECTION.title
    installed: bool = True
    sections: tuple[Section, ...] = (SECTION,)

    def questions(self, quarter_code: str) -> Iterator[Question]:
        return iter(SECTION.questions_in(quarter_code))

    def question(self, key: str) -> Question:
        for question in SECTION.questions:
            if question.key == key:
                return question
        raise LookupError(f"The overview has no question {key!r}.")

    def section(self, key: str) -> Section:
        return SECTION


DIRECTORS_OVERVIEW = DirectorsOverview()
