"""Pages of the portal beside a bare view that saves one row."""

from itertools import count

from django.test import Client, override_settings

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer
from selfassess.demo.load import ISSUED, OPEN

from . import floor
from .timing import Subjects

FLOOR = "a bare view saves one row"
HEAD, DIRECTOR = "head.mash@example.org", "director@example.org"
AREA = f"/{OPEN}/mash/"


def subjects() -> Subjects:
    head, director = sign_in(HEAD), sign_in(DIRECTOR)
    return {
        FLOOR: bare_save(),
        "home, head of service": page(head, "/"),
        "home, director": page(director, "/"),
        "an area’s overview": page(head, AREA),
        "a section’s form": page(head, f"{AREA}know/"),
        "a section is saved": save(head, answer()),
        "the report as a web page": page(director, f"/reports/{ISSUED}/v1/"),
        "the report as PDF, stored": page(director, f"/reports/{ISSUED}/v1.pdf"),
    }


def answer() -> Answer:
    return Answer.objects.get(assessment__quarter=OPEN, assessment__area="mash", question="know")


def sign_in(email: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(email=email))
    return client


def page(client: Client, path: str):
    return lambda: expect(200, client.get(path))


def save(client: Client, answer: Answer):
    """Each time a new text, over the version that is there. Section and question have one name."""
    key, version = answer.question, count(answer.version)
    path = f"{answer.assessment.get_absolute_url()}{key}/"

    def save():
        number = next(version)
        form = {f"{key}-text": f"Text {number}.", f"{key}-version": number, "stay": ""}
        return expect(302, client.post(path, form))

    return save


def bare_save():
    """The text of another answer, without a word to anybody."""
    other = Answer.objects.exclude(pk=answer().pk).latest("pk")
    text = count()
    client = Client(SERVER_NAME="127.0.0.1")

    def save():
        form = {"answer": other.pk, "text": f"Text {next(text)}."}
        expect(200, client.post(floor.ADDRESS, form))

    with override_settings(MIDDLEWARE=[floor.MIDDLEWARE]):
        save()  # the client loads its middleware once
    return save


def expect(status: int, response):
    if response.status_code != status:
        raise SystemExit(f"{response.request['PATH_INFO']} gave {response.status_code}.")
    return response


def check_what_was_saved() -> None:
    """What was measured as saving has saved."""
    saved = answer()
    if saved.text != f"Text {saved.version - 1}.":
        raise SystemExit(f"The last save is not there: {saved.text}")
