"""A council at work: so many quarters open that 64 people write, each in an assessment alone."""

from dataclasses import dataclass

from django.test import Client

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, KeptText
from selfassess.demo.cast import invite_cast, writer_of
from selfassess.demo.load import ISSUED, fill, prepare
from selfassess.demo.narratives import narratives
from selfassess.demo.records import records
from selfassess.quarters import clock
from selfassess.quarters.dates import QuarterPeriod

QUARTERS = 8
QUESTION = "know"  # every area has it, in the section of that name


@dataclass
class Place:
    """One assessment, and what a writer and a reader of it need."""

    path: str
    answer: Answer  # the writer's
    other: Answer  # the floor's
    writer: str  # session keys
    director: str


def places() -> list[Place]:
    """64 of them, all written. The first are of as many areas as there are."""
    system = User.objects.command_line()
    people = invite_cast(by=system)
    load_catalogue(by=system)
    texts, lists, period = narratives(ISSUED), records(ISSUED), QuarterPeriod.parse(ISSUED)
    for number in range(QUARTERS):
        prepare(period.code, note="Under load.", by=system)
        now = clock.now()
        fill(
            period.code,
            people,
            texts=texts,
            lists={} if number else lists,  # actions live on in later quarters
            figures=now,
            words=now,
        )
        period = period.after
    director = people["director"]
    return [
        Place(
            path=assessment.get_absolute_url(),
            answer=assessment.answers.get(question=QUESTION),
            other=assessment.answers.exclude(question=QUESTION).latest("pk"),
            writer=signed_in(writer_of(assessment.area, people)),
            director=signed_in(director),
        )
        for assessment in Assessment.objects.of_areas().order_by("-quarter", "area")
    ]


def signed_in(user: User) -> str:
    """The key of a session that begins as one does after the password."""
    client = Client()
    client.force_login(user)
    return client.session.session_key or ""


def check_what_was_saved(place: Place, saves: int, text: str) -> None:
    """Every save was one: no version left out, nothing put aside."""
    stored = Answer.objects.get(pk=place.answer.pk)
    if stored.version != place.answer.version + saves or stored.text != text:
        raise SystemExit(f"{place.path} was saved {saves} times, but is at {stored.version}.")
    if KeptText.objects.exists():
        raise SystemExit("Texts were put aside instead of saved.")
