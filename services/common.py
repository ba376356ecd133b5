"""What service areas share: the sections, which they may reword, and checks before sending."""

from collections.abc import Iterator
from decimal import Decimal

from .base import (
    Check,
    CheckContext,
    FigureSet,
    Problem,
    Question,
    Section,
    Sections,
    ServiceConfig,
)

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
    Section(
        key="strengths",
        title="Strengths",
        lede="What is strong in practice, the most important first, each with how you know.",
    ),
    Section(
        key="development",
        title="Areas for development",
        lede="What you will do, what it will change for children, who owns it, and by when. An "
        "action stays here, quarter after quarter, until it is done or stopped.",
    ),
    Section(
        key="indicators",
        title="Indicators",
        lede="This quarter’s figures. Their status is worked out from the target in force.",
    ),
    Section(
        key="rating",
        title="Rating, 0 to 10",
        lede="Best given last: your figures, audits and actions stand beside it.",
        questions=(
            Question(
                key="rating",
                text="What supports this rating?",
                hint="Name the figures, audits and voices that speak for it, and what would have "
                "to change for it to be higher.",
                guide_words=150,
                good="Somebody who disagrees could check it: it points to evidence in this "
                "assessment, and says what pulls the rating down as well as what holds it up.",
                has_own_check=True,
            ),
        ),
    ),
)


def every_question_is_answered(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Want an answer to each question of the quarter, unless another check wants it."""
    quarter = context.assessment.quarter.code
    answered = {
        answer.question for answer in context.assessment.answers.all() if answer.text.strip()
    }
    for section in area.sections:
        for question in section.questions_in(quarter):
            if question.key not in answered and not question.has_own_check:
                yield Problem(section.key, question.key, f"Answer “{question.text}”")


def a_rating_has_its_reason(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    rating = context.assessment.rating_or_none
    reasons = [a.text for a in context.assessment.answers.all() if a.question == "rating"]
    if rating and rating.value is not None and not any(reasons):
        yield Problem("rating", "rating", f"You rated practice {rating.shown} without a reason")


CHECKS = (every_question_is_answered, a_rating_has_its_reason)


def there_is_a_figure(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Warn of an assessment without any figure: small areas are easily described in words alone."""
    indicators = [one for one in context.indicators.values() if not one.is_counted]
    if indicators and not any(indicator.adopted for indicator in indicators):
        text = "There is not one figure in this assessment. Enter those you have"
        yield Problem("indicators", "indicators", text)


def one_population(what: str, *codes: str) -> Check:
    """Make a check that these KPIs are shares of the same people or cases.

    In one quarter there is one number of them, so the denominators must agree. `what`: what they
    are called, in the plural.
    """

    def they_are_shares_of_the_same(
        area: ServiceConfig, context: CheckContext
    ) -> Iterator[Problem]:
        bases: dict[Decimal, list[str]] = {}
        for code in codes:
            indicator = context.indicators.get(code)
            base = indicator.adopted.denominator if indicator and indicator.adopted else None
            if base is not None:
                bases.setdefault(base, []).append(code)
        if len(bases) > 1:
            counted = " but ".join(f"{base:,.0f} in {', '.join(of)}" for base, of in bases.items())
            last = list(bases.values())[-1][0]
            yield Problem("indicators", last, f"There are {counted}: how many {what} were there?")

    return they_are_shares_of_the_same


def figure(context: CheckContext, code: str) -> Decimal | None:
    """Return the adopted value of a KPI in this quarter; None without one, or without cases."""
    indicator = context.indicators.get(code)
    return indicator.value if indicator else None


def sum_of_set(context: CheckContext, wanted: FigureSet) -> Decimal | None:
    """Return the sum of the further figures of one set; None when it has none."""
    values = [
        fact.value
        for fact in context.facts
        if fact.set_key == wanted.key and fact.value is not None
    ]
    return sum(values, Decimal(0)) if values else None
