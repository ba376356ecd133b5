"""A head writes another area's code: nobody reads a figure that is not issued, wherever her words
are shown, drawn or sent."""

import csv
import json
from io import BytesIO
from itertools import product
from uuid import uuid4
from zipfile import ZipFile, is_zipfile

import pytest
from django.core import mail

from performance.models import Kpi, Measure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.assessments.workflow import State
from selfassess.claims.reading import findings_of
from selfassess.notifications.operations import tell
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Strength
from selfassess.records.operations import add
from selfassess.reporting.formats.archive import everything
from selfassess.reporting.formats.registry import FORMATS, draw
from selfassess.reporting.models import Kind
from selfassess.reporting.operations import issue, store_edition
from tests.api.program import LISTS, make_program
from tests.factories import get_assessment, make_quarter, make_report, write
from tests.pages import form_on

from .conftest import CANARY, OPEN

AREA = f"/{OPEN}/mash/"
TEXT = "Ours {MA03}. Theirs {LC07}, {LC07 numerator}, {LC07 Q2 2020/21}, {LC07 change}."
UNKNOWN = "[{LC07} is not a figure of this area]"
FIGURES = (str(CANARY), "6321")  # as it is shown, and its numerator


def tells(data: bytes | str) -> bool:
    """Is the secret in it? Word and Excel files are opened."""
    if isinstance(data, bytes) and is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as opened:
            return any(tells(opened.read(name)) for name in opened.namelist())
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    return any(figure in text for figure in FIGURES)


@pytest.fixture
def theirs(mash, enter, cast):
    """MASH's head has written the code of another area's figure wherever words are written."""
    Measure.objects.filter(kpi="LC07", quarter=OPEN).update(numerator=6321, denominator=10000)
    write(mash, TEXT, by=cast.head)
    add(Strength(assessment=mash, text=TEXT, evidence=TEXT), section="strengths", by=cast.head)
    remark = Entry(Kpi.objects.get(code="MA08"), comment=TEXT, missing="not_ready")
    save_indicators(mash, [remark], by=cast.head)
    return mash


PAGES = (
    "",
    *(f"{section}/" for section in ("know", "evidence", "strengths", "indicators", "rating")),
    "check/",
    "findings/",
    "know/findings/",
    "history/",
    "history/know/v1/",
)


@pytest.mark.parametrize("who", ["head", "deputy"])
def test_on_no_page_of_hers(theirs, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    for page in ("/", f"/{OPEN}/", "/actions/", *(AREA + page for page in PAGES)):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert not tells(answer.content), page
    assert UNKNOWN in client.get(f"{AREA}history/know/v1/").text
    assert "74.6%" in client.get(f"{AREA}history/know/v1/").text


def test_in_no_reply_while_she_types(theirs, cast, sign_in):
    client = sign_in(cast.head)
    page = form_on(client.get(f"{AREA}know/"))
    typed = {
        "question": "know",
        "text": f"{TEXT} And {{LC07 denominator}}.",
        "version": page["know-version"],
        "save_id": uuid4(),
        "author": page["author"],
    }
    reply = client.post(f"{AREA}know/autosave/", typed)
    assert ["{LC07}", UNKNOWN] in reply.json()["figures"]
    assert not tells(reply.content)
    stale = client.post(f"{AREA}know/autosave/", typed | {"text": TEXT, "save_id": uuid4()})
    assert stale.status_code in (200, 409)
    assert not tells(stale.content)
    for page in ("know/kept/", "know/"):
        assert not tells(client.get(AREA + page, follow=True).content)


def test_in_no_form_that_comes_back(theirs, cast, sign_in):
    client = sign_in(cast.head)
    page = form_on(client.get(f"{AREA}know/"))
    too_long = page | {"know-text": TEXT + " long" * 3000}
    assert not tells(client.post(f"{AREA}know/", too_long).content)
    inserting = page | {"insert_figure": "know", "know-figure": "{LC07 Q2 2020/21}"}
    assert not tells(client.post(f"{AREA}know/", inserting, follow=True).content)


CLAIMED = [
    "We visited 12% of children looked after in time, {LC07} in all.",
    "Visits to looked after children in time improved and are below England, at {LC07}.",
    "61.9% of visits to children in care were on time, which met the target of 95%.",
]


@pytest.mark.parametrize("text", CLAIMED)
def test_nor_does_testing_her_words_tell_it(theirs, cast, sign_in, text):
    """What she claims of another area’s figure is set beside what is issued, and beside nothing
    else."""
    write(get_assessment(OPEN), text, by=cast.head)
    client = sign_in(cast.head)
    for page in ("know/", "know/findings/", "findings/", "check/"):
        assert not tells(client.get(AREA + page).content), page
    for finding in findings_of([get_assessment(OPEN)])["mash"].findings:
        page = f"{AREA}findings/{finding.key}/"
        assert not tells(client.get(page).content), finding
        assert not tells(repr(finding))


@pytest.mark.parametrize("who", ["head", "deputy", "viewer", "other_head"])
def test_nobody_finds_it_by_searching(theirs, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    for words in ("63.21", "63.21%", "6321", "LC07", "Theirs", "figure of this area"):
        found = client.get("/search/", {"q": words})
        assert found.status_code == 200
        said = found.content.replace(words.encode(), b"")  # which stands in the box
        assert not tells(said), words


def test_no_program_is_told(theirs, cast):
    """Neither by what its reader’s area wrote nor by that area’s own rows."""
    program = make_program(cast.head)
    for name, query in product(LISTS, ({}, {"quarter": OPEN}, {"format": "csv"})):
        answer = program.ask(name, **query)
        assert not tells(answer.content), name


def test_in_no_comparison_of_her_texts(theirs, cast, sign_in):
    """Word by word with an older version, and with last quarter’s answer."""
    write(get_assessment(OPEN), f"{TEXT} And {{LC07 numerator}} more.", by=cast.head)
    client = sign_in(cast.head)
    for page in ("compare/", "history/", "history/know/v1/", "history/know/v2/", "know/"):
        answer = client.get(AREA + page)
        assert answer.status_code == 200, page
        assert not tells(answer.content), page


def test_it_is_not_offered(theirs, cast, sign_in):
    page = sign_in(cast.head).get(f"{AREA}know/").text
    assert "{MA03 last quarter}" in page
    assert "LC08" not in page


@pytest.mark.usefixtures("quick_pdf")
def test_in_no_draft_of_her_area(theirs, cast, sign_in):
    report = make_report(Quarter.objects.get(pk=OPEN), by=cast.director)
    store_edition(report, "mash", by=cast.head)
    client = sign_in(cast.head)
    draft = f"/reports/{OPEN}/draft-1/mash"
    for form in ("/", ".pdf"):
        answer = client.get(draft + form)
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, form
        assert not tells(data), form
    assert UNKNOWN in client.get(f"{draft}/").text
    for form in FORMATS:
        assert not tells(draw(report.edition("mash"), form)), form


def test_the_director_sees_what_she_sends(theirs, cast, sign_in):
    send(theirs, by=cast.head)
    client = sign_in(cast.director)
    for page in ("review/", "review/approve/", "review/return/", "history/"):
        answer = client.get(AREA + page)
        assert answer.status_code == 200, page
        assert not tells(answer.content), page
    tell()
    assert not any(tells(message.body) for message in mail.outbox)


def test_her_check_page_names_what_is_no_figure(theirs, cast, sign_in):
    page = sign_in(cast.head).get(f"{AREA}check/").text
    assert f"What do you know? says “{UNKNOWN}”" in page
    assert f"Strengths says “{UNKNOWN}”" in page


@pytest.mark.usefixtures("quick_pdf")
def test_once_that_area_is_issued_too_her_words_stay_and_the_next_quarters_may_name_it(
    theirs, cast, sign_in
):
    send(theirs, by=cast.head)
    approve(theirs, by=cast.director)
    quarter = Quarter.objects.get(pk=OPEN)
    others = quarter.assessments.of_areas().exclude(area="mash")
    others.update(state=State.APPROVED, approved_at=now(), approved_by=cast.director)
    Quarter.objects.filter(pk=OPEN).update(state=QuarterState.CLOSED)
    final = make_report(Quarter.objects.get(pk=OPEN), by=cast.director, kind=Kind.FINAL)
    issue(final, by=cast.director)
    for who in (cast.head, cast.viewer):
        page = sign_in(who).get(f"{AREA}know/").text
        assert UNKNOWN in page
        assert not tells(page)
        assert UNKNOWN in sign_in(who).get(final.get_absolute_url()).text
    make_quarter("2020-21-q3")
    later = get_assessment("2020-21-q3")
    assert later.words("{LC07 last quarter}") == "63.21%"
    assert later.words("{LC07}") == UNKNOWN


@pytest.mark.usefixtures("quick_pdf")
def test_in_no_preview_comparison_or_archive_that_she_can_ask_for(theirs, cast, sign_in):
    for _ in range(2):
        make_report(Quarter.objects.get(pk=OPEN), by=cast.director)
    client, reports = sign_in(cast.head), f"/reports/{OPEN}"
    preview = client.get(f"{reports}/preview/mash/")
    assert UNKNOWN in preview.text
    assert not tells(preview.content)
    compare = f"{reports}/draft-2/compare/?with={OPEN}/draft-1"
    for page in (compare, f"{reports}/everything.zip", f"{reports}/preview/lac/"):
        assert client.get(page).status_code in (403, 404), page


@pytest.mark.usefixtures("quick_pdf")
def test_nor_do_her_words_tell_it_in_what_others_compare_and_keep(theirs, cast, sign_in):
    """The director reads all figures where they stand, and never in the words of another area."""
    before = make_report(Quarter.objects.get(pk=OPEN), by=cast.director)
    write(theirs, f"{TEXT} More.", by=cast.head)
    make_report(Quarter.objects.get(pk=OPEN), by=cast.director)
    client = sign_in(cast.director)
    compared = f"/reports/{OPEN}/draft-2/compare/?with={OPEN}/{before.key}"
    page = client.get(compared)
    assert "More." in page.text
    assert not tells(page.content)
    with ZipFile(BytesIO(everything(Quarter.objects.get(pk=OPEN)))) as archive:
        drafts = [name for name in archive.namelist() if name.endswith(".json")]
        kept = [json.loads(archive.read(name)) for name in drafts]
        trail = archive.read("audit-trail.csv").decode()
    hers = [one for report in kept for one in report["areas"] if one["slug"] == "mash"]
    assert len(hers) == 2
    assert not tells(json.dumps(hers))
    written = [row for row in csv.reader(trail.splitlines()) if "{LC07" in "".join(row)]
    assert written
    assert not any(tells("".join(row)) for row in written)
