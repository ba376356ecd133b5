"""What the figures on care leavers must agree about."""

from collections.abc import Iterator

from services.base import CheckContext, Problem, ServiceConfig
from services.common import figure, one_population

SAME_YOUNG_PEOPLE = one_population(
    "care leavers aged 19 to 21", "CL01", "CL02", "CL03", "CL04", "CL09"
)


def nobody_works_and_does_not(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """In education, employment or training, and not in any, are two parts of one whole. They need
    not make 100%: of some young people it is not known."""
    with_, without = figure(context, "CL03"), figure(context, "CL04")
    if with_ is not None and without is not None and with_ + without > 100:
        text = (
            f"{with_:,f}% in education, employment or training and {without:,f}% not in any make "
            "more than 100%. Correct one of them"
        )
        yield Problem("indicators", "CL04", text)


CHECKS = (SAME_YOUNG_PEOPLE, nobody_works_and_does_not)
