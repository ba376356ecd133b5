"""A council on its deadline day: the sample with its newest quarter open once more, and as many
people as have an account, signed in.

Many write in the same box, as nobody does, each going on from what the others have saved: so one
quarter, its locks and its findings bear what they all do.
"""

import io
from datetime import timedelta
from unittest.mock import patch

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils.crypto import get_random_string

from selfassess.access import OVERVIEW, Role
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, KeptText
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.assessments.signed_out import author_note
from selfassess.assessments.workflow import State
from selfassess.demo.sample.calendar import LAST
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import reopen_quarter
from selfassess.reporting.models import Report
from selfassess.reporting.operations import store_edition
from tests.factories import PASSWORD, make_users

from .. import growth
from .people import Box, Person

WRITING = 0.448  # of all people: 224 of 500
HEADS = 4  # every fourth who writes may send
OF_THE_OTHERS = {Role.DIRECTOR: 0.05, Role.ANALYST: 0.12, Role.ADMINISTRATOR: 0.03}
LEFT = timedelta(days=14)  # until the quarter is due


def make(people: int) -> list[Person]:
    """In an empty database."""
    with patch("selfassess.reporting.pdf.draw", lambda content: b"%PDF"):
        call_command("load_demo", "--sample", stdout=io.StringIO(), stderr=io.StringIO())
        store_editions()
    open_again()
    found = [sign_in(user, number) for number, user in enumerate(accounts(people))]
    give_boxes(found)
    growth.refresh_statistics()
    return found


def store_editions() -> None:
    """Or the worker would draw them all as soon as it starts."""
    for report in Report.objects.issued():
        for edition in report.editions_without_file():
            store_edition(report, edition, by=User.objects.command_line())


def open_again() -> None:
    """As it is before anybody has sent it: the director has asked for nothing."""
    reason, system = "Everybody writes once more.", User.objects.command_line()
    reopen_quarter(LAST, reason=reason, by=system)
    areas = Assessment.objects.of_areas().filter(quarter=LAST)
    for assessment in areas.exclude(state=State.NOT_STARTED):
        reopen(assessment, reason=reason, by=system)
    areas.update(
        state=State.IN_PROGRESS, returned_at=None, sent_at=None, sent_by=None, viewed_at=None
    )
    with override_settings(TODAY=None):
        Quarter.objects.filter(code=LAST).update(due=today() + LEFT)


def accounts(people: int) -> list[User]:
    """With one password, which is made once: it costs as much as it is meant to."""
    of_areas = Assessment.objects.of_areas().filter(quarter=LAST)
    areas = list(of_areas.order_by("area").values_list("area", flat=True))
    writing = round(people * WRITING)
    roles: list[str | tuple[str, str]] = [
        (
            Role.DEPUTY if number // len(areas) % HEADS else Role.HEAD,
            areas[number % len(areas)],
        )
        for number in range(writing)
    ]
    for role, share in OF_THE_OTHERS.items():
        roles += [role] * max(1, round((people - writing) * share))
    roles += [Role.VIEWER] * (people - len(roles))
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        made = make_users(*((f"Person {n}", role) for n, role in enumerate(roles, start=1)))
    User.objects.filter(pk__in=[user.pk for user in made]).update(password=make_password(PASSWORD))
    return list(User.objects.filter(pk__in=[user.pk for user in made]).order_by("pk"))


def sign_in(user: User, number: int) -> Person:
    """As after password and second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["second_factor"] = True
    session.save()
    held, secret = user.assignments.get(), generate_totp_secret()
    TOTP.activate(user, secret)
    return Person(
        email=user.email,
        role=held.role,
        area=held.area,
        address=f"10.0.{number // 250}.{number % 250 + 1}",
        session=session.session_key or "",
        secret=secret,
        token=get_random_string(32),
    )


def give_boxes(people: list[Person]) -> None:
    """To everybody who writes, one of her area's, in turn."""
    users = {user.email: user for user in User.objects.all()}
    for assessment in Assessment.objects.of_areas().filter(quarter=LAST).select_related("quarter"):
        asked = {q.key: s.key for s in assessment.config.sections for q in s.questions}
        boxes = [
            Box(
                answer=answer.pk,
                path=f"{assessment.get_absolute_url()}{asked[answer.question]}/",
                question=answer.question,
                text=answer.text,
                version=answer.version,
            )
            for answer in assessment.answers.order_by("question")
            if answer.question in asked
        ]
        writers = [one for one in people if one.area == assessment.area and one.area != OVERVIEW]
        for number, person in enumerate(writers):
            person.author = author_note(users[person.email], assessment)
            person.box = boxes[number % len(boxes)]


def check_what_was_saved(people: list[Person]) -> int:
    """How many answers stand as they were acknowledged last. Anything else stops the run."""
    boxes = {person.box.answer: person.box for person in people if person.box}
    for stored in Answer.objects.filter(pk__in=boxes):
        box = boxes[stored.pk]
        if box.saved and (stored.version, stored.text) != (box.version, box.saved):
            raise SystemExit(f"{box.path} was acknowledged as {box.version}, is {stored.version}.")
    if KeptText.objects.exists():
        raise SystemExit("Texts were put aside instead of saved.")
    return sum(bool(box.saved) for box in boxes.values())
