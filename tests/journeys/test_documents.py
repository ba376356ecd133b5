"""The head of MASH brings last year's document in: she looks, puts right by hand what did not find
its place, brings it in and takes it back, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.records.models import Action, Strength
from tests.documents.word import Word
from tests.factories import make_quarter, make_user

from .browsing import heading, press, told, without_scripts_it_is_long

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def head(transactional_db) -> User:
    load_catalogue(by=User.objects.command_line())
    make_quarter("2020-21-q1")
    make_quarter("2020-21-q2")
    return make_user((Role.HEAD, "mash"), name="Head")


@pytest.fixture
def file(tmp_path) -> Path:
    word = Word()
    word.title("Front Door, Quarter 1 2020/21")
    word.heading("Strengths", 1)
    word.bullets(
        "We see children early.", "Families", "know us.", "Schools ring us, and so do GPs."
    )
    word.heading("Areas for development", 1)
    word.bullets("Write plainly by 30 September 2020", "Nobody needs this any more")
    word.heading("Anything else", 1)
    word.say("Ask fathers, too.")
    path = tmp_path / "last.docx"
    path.write_bytes(word.bytes())
    return path


def tick(page: Page, *texts: str) -> None:
    for text in texts:
        page.get_by_role("checkbox", name=text, exact=True).check()


def row_of(page: Page, text: str) -> Locator:
    return page.locator(".sa-piece").filter(has_text=text)


def move(page: Page, text: str, to: str) -> None:
    tick(page, text)
    page.get_by_label("Where the ticked pieces go").select_option(to)
    press(page, "Move the ticked")


@without_scripts_it_is_long
def test_a_document_is_arranged_by_hand_brought_in_and_taken_back(head, file, browse, scripts):
    page = browse(head)
    page.goto("/documents/")
    page.get_by_label("Word document").set_input_files(file)
    page.get_by_label("Into which quarter?").select_option("Q2 2020/21")
    page.get_by_label("Of which quarter is the document?").select_option("Q1 2020/21")
    press(page, "Show where each piece goes")
    heading(page, "Where each piece goes")
    expect(page.locator("#counts")).to_contain_text("4 strengths, 2 actions")
    bar = page.locator(".sa-pieces ~ .sa-save")
    expect(bar).to_have_css("position", "sticky")
    page.set_viewport_size({"width": 320, "height": 256})  # a desk's screen at 400%
    expect(bar).to_have_css("position", "static")
    page.set_viewport_size({"width": 1280, "height": 900})

    move(page, "Ask fathers, too.", "mash/development")
    move(page, "Nobody needs this any more", "/")
    expect(row_of(page, "Nobody needs this")).to_contain_text("Left out by hand")
    tick(page, "Families", "know us.")
    press(page, "Join the ticked")
    row_of(page, "Schools ring us").get_by_role("link", name="Change or split").click()
    page.get_by_label("Text").fill("Schools ring us.\n\nSo do GPs.")
    press(page, "Split at empty lines")
    expect(page.locator("#counts")).to_contain_text("4 strengths, 2 actions")
    assert not Strength.objects.exists()

    press(page, "Bring it in")
    told(page, "Brought in: 0 answers, 4 strengths, 2 actions, 0 figures, 0 ratings.")
    assert [one.text for one in Strength.objects.all()] == [
        "We see children early.",
        "Families\nknow us.",
        "Schools ring us.",
        "So do GPs.",
    ]
    assert {one.text for one in Action.objects.all()} == {
        "Write plainly by 30 September 2020",
        "Ask fathers, too.",
    }
    page.goto("/2020-21-q2/mash/strengths/")
    expect(page.get_by_text("From last year’s document, not yet confirmed")).to_be_visible()
    press(page, "I have read it")
    expect(page.get_by_text("From last year’s document, not yet confirmed")).to_have_count(0)

    page.goto("/documents/")
    page.get_by_role("main").get_by_role("link", name="last.docx").click()
    press(page, "Undo this")
    told(page, "Undone.")
    assert not Strength.objects.exists()
    assert not Action.objects.exists()
