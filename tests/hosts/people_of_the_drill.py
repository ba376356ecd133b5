"""Run on a host of the drill: an open quarter with words in every area, its heads, their sessions.
Prints who they are as JSON."""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from selfassess.access import Role  # noqa: E402
from selfassess.accounts.second_factor import PROVED  # noqa: E402
from tests.factories import PASSWORD, make_quarter, make_user, write  # noqa: E402

QUARTER = "2020-21-q2"
AREAS = ("early-help", "mash", "safeguarding")
QUESTIONS = ("know", "evidence")  # each in the section of its name
TEXT = "We know our practice, and how it differs from last quarter for children. " * 20


def session_of(user) -> str:
    client = Client()
    client.force_login(user)
    session = client.session
    session[PROVED] = True  # a second factor
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def main() -> None:
    from selfassess.accounts.models import User

    quarter = make_quarter(QUARTER)
    for assessment in quarter.assessments.of_areas():
        write(assessment, TEXT, by=User.objects.command_line())
    heads = {area: make_user((Role.HEAD, area), name=f"Head of {area}") for area in AREAS}
    director = make_user(Role.DIRECTOR, name="Director")
    told = {
        "sessions": {area: session_of(head) for area, head in heads.items()},
        "director": session_of(director),
        "sign_in": [heads["mash"].email, director.email, PASSWORD],
        "answers": [[area, question, 1] for area in AREAS for question in QUESTIONS],
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
        "quarter": QUARTER,
    }
    print(json.dumps(told))


main()
