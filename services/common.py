"""What every service area shares: two sections, to be reworded, and the check before sending."""

from collections.abc import Iterator
from typing import Any

from .base import Problem, Question, Section, Sections, ServiceConfig

SECTIONS: Sections = (
    Section(
        key="know",
        title="What do you know?",
        lede="The quality of practice this quarter, and the difference it made to children "
        "and families.",
        questions=(
            Question(
                key="know",
                text="What do you know about how good practice is, and what it changes?",
                hint="Include what people learned this quarter and what changed because of it.",
                guide_words=400,
                good="Begins with a judgement, then gives the reasons for it. Says what is "
                "different for children and families, and is as plain about what is not good "
                "enough as about what is.",
            ),
        ),
    ),
    Section(
        key="evidence",
        title="How do you know it?",
        lede="What you measured, what audits found, and what children, families and staff "
        "told you.",
        questions=(
            Question(
                key="evidence",
                text="How do you know it?",
                hint="Include the outputs you measure, audits and feedback. Give the period and "
                "the source with every figure.",
                guide_words=300,
                good="Every judgement under “What do you know?” can be traced to something here: "
                "a figure with its period, an audit with its date, the number of cases and their "
                "grades, or what people said. Where two sources disagree, it says so.",
            ),
        ),
    ),
)


def every_question_is_answered(area: ServiceConfig, assessment: Any) -> Iterator[Problem]:
    quarter = assessment.quarter.code
    answered = {answer.question for answer in assessment.answers.all() if answer.text.strip()}
    for section in area.sections:
        for question in section.questions_in(quarter):
            if question.key not in answered:
                yield Problem(section.key, question.key, f"Answer “{question.text}”")


CHECKS = (every_question_is_answered,)
