"""Words that no form of the page has sent: of a file, a document, or for many actions at once."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from performance.imports import csv_file
from performance.imports import operations as imports
from performance.models import Measure
from selfassess.access import Role
from selfassess.records.models import Action
from selfassess.records.operations import raise_action
from tests.documents.word import Word
from tests.factories import get_assessment, kpis_before, make_quarter, make_user
from tests.pages import form_on

CHILD = "Born 3/4/2016."
MASH, EARLY_HELP = (f"/2020-21-q2/{area}/identifying/" for area in ("mash", "early-help"))


@pytest.fixture(autouse=True)
def quarter(db):
    kpis_before()
    return make_quarter()


def ways(response) -> list[str]:
    """The pages through which an answer leads on, one after the other."""
    location, found = response.headers.get("Location", ""), []
    while location:
        parts = urlsplit(location)
        found.append(parts.path)
        location = parse_qs(parts.query).get("then", [""])[0]
    return found


def imported(cast, sign_in, quarter, rows: str):
    table = csv_file.read_text(f"kpi,value,note\n{rows}")
    brought = imports.bring(table, quarter=quarter, name="List", data=b"", by=cast.analyst)
    page, address = sign_in(cast.analyst), brought.get_absolute_url()
    return page.post(f"{address}apply/", form_on(page.get(address))), address


def test_notes_of_an_import_are_asked_about_area_by_area(cast, sign_in, quarter):
    rows = f"EH01,5,{CHILD}\nMA01,5,{CHILD}\nMA03,80,Checked\n"
    answer, address = imported(cast, sign_in, quarter, rows)
    assert Measure.objects.count() == 3
    assert sorted(ways(answer)[:-1]) == sorted([MASH, EARLY_HELP])
    assert ways(answer)[-1] == address
    page = sign_in(cast.analyst).get(answer.headers["Location"])
    assert f"<mark>{CHILD[:-1]}</mark>" in page.text


def test_notes_that_identify_nobody_lead_on_at_once(cast, sign_in, quarter):
    answer, address = imported(cast, sign_in, quarter, "MA03,80,Checked\n")
    assert ways(answer) == [address]


def test_a_new_owner_of_many_actions_is_asked_about(cast, sign_in, quarter):
    mash, leaver = get_assessment(quarter), make_user((Role.HEAD, "mash"), name="Leaver")
    owned = {"text": "Visit weekly", "owner_person": leaver}
    raise_action(mash, owned, by=cast.head)
    client, address = sign_in(cast.head), f"/actions/of/{leaver.pk}/"
    sent = form_on(client.get(address)) | {"owner": f"Aunt of K, {CHILD.lower()}"}
    answer = client.post(address, sent)
    assert Action.objects.get().owner == sent["owner"]
    assert ways(answer) == [MASH, "/actions/"]


def test_what_a_document_brings_is_asked_about(cast, sign_in):
    word = Word()
    word.title("MASH & Assessment")
    word.heading("Strengths")
    word.bullets(f"We see children early. {CHILD}")
    client = sign_in(cast.head)
    file = SimpleUploadedFile("Last.docx", word.bytes())
    fields = {"quarter": "2020-21-q2", "period": "2020-21-q2", "area": "mash", "file": file}
    document = client.post("/documents/", fields).headers["Location"]
    answer = client.post(f"{document}bring/", form_on(client.get(document)))
    assert ways(answer) == [MASH, document]
