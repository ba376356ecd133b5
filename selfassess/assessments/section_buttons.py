"""Buttons of a section's form that another app answers, once what was typed is saved."""

from collections.abc import Callable

from django.http import HttpResponse, QueryDict

# From the request, the assessment and the section's key
Answer = Callable[..., HttpResponse]

_answers: dict[str, Answer] = {}


def register(name: str, answer: Answer) -> None:
    """`name`: of the button."""
    _answers[name] = answer


def answer_to(post: QueryDict) -> Answer | None:
    """Who answers the button that was pressed, if it is one of another app's."""
    return next((answer for name, answer in _answers.items() if name in post), None)
