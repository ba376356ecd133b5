"""Checks that the figures on care leavers agree with each other."""

from collections.abc import Iterator

from services.base import CheckContext, Problem, ServiceConfig
from services.common import figure, one_population

SAME_YOUNG_PEOPLE = one_population(
    "care leavers aged 19 to 21", "CL01", "CL02", "CL03", "CL04", "CL09"
)


def nobody_works_and_does_not(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Compare the shares in and not in education, employment or training.

    They are parts of one whole. Together they may be below 100%, because for some young people it
    is not known, but not above.
    """
    with_, without = figure(context, "CL03"), figure(context, "CL04")
    if with_ is not None and without is not None and with_ + without > 100:
        text = (
            f"{with_:,f}% in education, employment or training and {without:,f}% not in any make "
            "more than 100%. Correct one of them"
        )
        yield Problem("indicators", "CL04", text)


CHECKS = (SAME_YOUNG_PEOPLE, nobody_works_and_does_not)
