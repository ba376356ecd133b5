"""The pages of documents: nothing is written before “Bring it in”, and hands have the last word."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.documents.models import Document, DocumentState
from selfassess.records.models import Action, Strength
from tests.factories import get_assessment, kpis_before, make_quarter, make_user
from tests.pages import form_on
from tests.rows import digest
from tests.ui.page import Page

from .test_importing import last_years
from .word import Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(sign_in):
    kpis_before()
    make_quarter("2020-21-q1")
    make_quarter("2020-21-q2")
    return sign_in(make_user((Role.HEAD, "mash"), name="Head"))


def upload(client, data=None, **more):
    file = SimpleUploadedFile("Last.docx", data or last_years())
    fields = {"quarter": "2020-21-q2", "period": "2020-21-q1", "area": "mash"}
    return client.post("/documents/", fields | more | {"file": file}, follow=True)


def arrange(client, button: str, *pieces: int, place: str = "/"):
    document = Document.objects.get()
    sent = {"pieces": pieces, "place": place, "version": document.version, button: ""}
    return client.post(document.get_absolute_url(), sent, follow=True)


def number_of(text: str) -> int:
    pieces = Document.objects.get().as_pieces()
    return next(n for n, piece in enumerate(pieces) if piece.text == text and piece.area == "mash")


def bring_in(client):
    document = Document.objects.get()
    address = f"{document.get_absolute_url()}bring/"
    return client.post(address, {"version": document.version}, follow=True)


def test_a_preview_shows_each_piece_and_where_it_goes(head):
    page = upload(head).content.decode()
    assert "To bring in: 1 answer, 2 strengths, 2 actions, 0 figures, 1 rating." in page
    assert "MASH &amp; Assessment: Strengths" in page
    assert "First date: 2020-05-31" in page
    assert "That is all." in page
    assert not Answer.objects.exists()


def test_a_title_that_names_another_quarter_is_compared(head):
    assert "Is it of another quarter?" not in upload(head).text
    page = Page(upload(head, period="2020-21-q2").text)
    assert "names Q1 2020/21, and you said Q2 2020/21" in page.words("//main")


def test_a_file_that_cannot_be_read_is_refused_at_its_field(head):
    before = digest()
    page = upload(head, b"no document").content.decode()
    assert "This is no Word document that can be read" in page
    assert digest() == before


def test_pieces_are_moved_by_hand(head):
    upload(head)
    arrange(head, "move", number_of("Write plainly"), place="mash/strengths")
    bring_in(head)
    assert Strength.objects.filter(text="Write plainly\nTimescale: Ongoing").exists()
    assert not Action.objects.filter(text__startswith="Write plainly").exists()


def test_pieces_are_left_out_by_hand(head):
    upload(head)
    arrange(head, "move", number_of("We see children early."))
    bring_in(head)
    assert [one.text for one in Strength.objects.all()] == ["Families know us."]
    page = head.get(Document.objects.get().get_absolute_url()).content.decode()
    assert "Left out by hand" in page


def test_pieces_are_joined_by_hand(head):
    upload(head)
    both = number_of("We see children early."), number_of("Families know us.")
    arrange(head, "join", *both)
    bring_in(head)
    assert [one.text for one in Strength.objects.all()] == [
        "We see children early.\nFamilies know us."
    ]


def test_a_piece_is_split_by_hand(head):
    upload(head)
    number = number_of("We see children early.")
    path = f"{Document.objects.get().get_absolute_url()}pieces/{number}/"
    fields = form_on(head.get(path)) | {"text": "We see babies.\r\n \r\nWe see all.", "split": ""}
    head.post(path, fields)
    bring_in(head)
    texts = [one.text for one in Strength.objects.all()]
    assert texts == ["We see babies.", "We see all.", "Families know us."]


def test_the_day_of_an_action_is_put_right_by_hand(head):
    upload(head)
    path = f"{Document.objects.get().get_absolute_url()}pieces/{number_of('Write plainly')}/"
    head.post(path, form_on(head.get(path)) | {"due": "30 November 2020", "owner": "Head"})
    bring_in(head)
    action = Action.objects.get(text__startswith="Write plainly")
    assert (str(action.first_due), action.owner) == ("2020-11-30", "Head")


def test_what_found_no_kpi_is_given_one_by_hand(head):
    word = Word()
    word.heading("Front Door", 1)
    word.heading("Performance indicators", 2)
    word.table(("Indicator", "Target", "Q1"), ("Children who came back", "20%", "24.6%"))
    upload(head, word.bytes())
    number = number_of("Children who came back: 24.6%")
    path = f"{Document.objects.get().get_absolute_url()}pieces/{number}/"
    head.post(path, form_on(head.get(path)) | {"kpi": "MA04"})
    assert "1 figure" in bring_in(head).content.decode()


def test_an_old_page_arranges_and_brings_in_nothing(head):
    upload(head)
    document = Document.objects.get()
    arrange(head, "move", number_of("Families know us."))
    old = {"version": document.version}
    page = head.post(f"{document.get_absolute_url()}bring/", old, follow=True).content.decode()
    assert "Nothing was brought in" in page
    assert Document.objects.get().state == DocumentState.PREVIEW
    assert not Strength.objects.exists()


def test_what_is_written_already_is_said_and_stays(head):
    save_section(
        get_assessment("2020-21-q2"), [Draft("know", "By hand.")], by=User.objects.get(name="Head")
    )
    page = upload(head).content.decode()
    assert "Stays out: Something is written there already" in page
    bring_in(head)
    assert get_assessment("2020-21-q2").answer_to("know").text == "By hand."


def test_what_came_is_said_until_its_head_confirms_it(head):
    upload(head)
    bring_in(head)
    section, check = "/2020-21-q2/mash/strengths/", "/2020-21-q2/mash/check/"
    said = "From last year’s document, not yet confirmed"
    assert said in head.get(section).content.decode()
    assert "2 strengths" in head.get(check).content.decode()
    head.post(f"{section}confirm/", form_on(head.get(section)))
    assert said not in head.get(section).content.decode()
    assert "2 strengths" not in head.get(check).content.decode()
    assert "2 actions" in head.get(check).content.decode()


def test_an_older_page_confirms_nothing_that_came_later(head):
    section, said = "/2020-21-q2/mash/strengths/", "From last year’s document, not yet confirmed"
    upload(head)
    bring_in(head)
    older = form_on(head.get(section))
    head.post(f"{Document.objects.get().get_absolute_url()}undo/")
    Document.objects.all().delete()
    upload(head)
    bring_in(head)
    head.post(f"{section}confirm/", older)
    assert said in head.get(section).content.decode()


def test_who_reviews_it_is_told_what_nobody_has_confirmed(head, sign_in):
    upload(head)
    bring_in(head)
    director = sign_in(make_user(Role.DIRECTOR))
    page = Page(director.get("/2020-21-q2/mash/review/").text)
    assert page.words("//*[@id='unconfirmed']/li[contains(., 'trengths')]").endswith("2 strengths")
    assert page.all("//*[@id='unconfirmed']//a[@href='#strengths']")


def test_undoing_tells_what_it_left(head):
    upload(head)
    bring_in(head)
    strength = Strength.objects.first()
    path = f"/2020-21-q2/mash/strengths/strengths/{strength.pk}/"
    head.post(path, form_on(head.get(path)) | {"text": "We see everybody early."})
    page = head.post(
        f"{Document.objects.get().get_absolute_url()}undo/", follow=True
    ).content.decode()
    assert "was edited since" in page
    assert [one.text for one in Strength.objects.all()] == ["We see everybody early."]


def test_a_head_sees_no_document_of_another(head, sign_in):
    upload(head)
    other = sign_in(make_user((Role.HEAD, "lac")))
    assert other.get(Document.objects.get().get_absolute_url()).status_code == 404
