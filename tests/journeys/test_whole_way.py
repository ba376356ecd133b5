"""An answer goes all the way: written, returned, changed, approved, compiled, issued, read."""

import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from tests.processes import manage

from .browsing import (
    box,
    choose,
    follow,
    heading,
    press,
    sign_in,
    told,
)
from .filling import ENTRIES, fill_all_sections
from .filling import KNOW as FIRST

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

CHANGED = "Decisions within a day rose from 68.1% to 77.4%."
COMMENT = "By how much? Give the figure."
OVERVIEW = "Families are heard sooner than in spring, and still not soon enough."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"], indirect=True)
def test_an_answer_goes_from_the_head_who_writes_it_to_everybody(cast, quarter, browse, tmp_path):
    load_catalogue(by=User.objects.command_line())
    head = browse()
    head.goto("/")
    heading(head, "Sign in to Self-assessment")
    sign_in(head, cast.head)
    people = (cast.director, cast.administrator, cast.viewer)
    director, administrator, viewer = (browse(person) for person in people)

    write_and_send(head)
    return_it(director)
    change_and_send_again(head)
    approve_it(director)
    write_the_overview(director)
    compile_the_final(director)
    close_the_quarter(administrator)
    issue_it(director)
    pdf = download(director, tmp_path / "of-the-director.pdf")
    words = text_of(pdf)
    told = words.casefold()  # a reason may stand within a sentence
    entries = (CHANGED, OVERVIEW, *ENTRIES)
    assert [entry for entry in entries if entry.casefold() not in told] == []
    assert FIRST not in words
    assert COMMENT not in words
    read_it(viewer)
    assert download(viewer, tmp_path / "of-the-viewer.pdf").read_bytes() == pdf.read_bytes()


def write_and_send(page: Page) -> None:
    fill_all_sections(page)
    send(page)


def check_and_send(page: Page) -> None:
    follow(page, "Check and send to the director")
    send(page)


def send(page: Page) -> None:
    heading(page, "Check and send")
    press(page, "Send to the director")
    told(page, "MASH & Assessment is with the director.")


def open_the_first_that_waits(page: Page) -> None:
    page.goto("/")
    waiting = page.locator("#waiting")
    waiting.get_by_role("link", name="MASH & Assessment", exact=True).click()


def return_it(page: Page) -> None:
    open_the_first_that_waits(page)
    heading(page, "Review: MASH & Assessment")
    expect(page.get_by_text(FIRST)).to_be_visible()
    follow(page, "Return for changes")
    box(page, "know").fill(COMMENT)
    press(page, "Return to the head of service")
    told(page, "MASH & Assessment is returned to its head of service.")


def change_and_send_again(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text(COMMENT)).to_be_visible()
    follow(page, "Make the changes MASH & Assessment")
    beside_the_question = page.locator(".sa-answer").filter(has=box(page, "know"))
    expect(beside_the_question).to_contain_text(COMMENT)
    expect(box(page, "know")).to_have_value(FIRST)
    box(page, "know").fill(CHANGED)
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    expect(page.get_by_text(COMMENT)).to_have_count(0)
    page.goto("/2020-21-q2/mash/")
    check_and_send(page)


def approve_it(page: Page) -> None:
    open_the_first_that_waits(page)
    expect(page.get_by_role("paragraph").filter(has_text=CHANGED).first).to_be_visible()
    expect(page.locator("#know").get_by_text("Change made", exact=True)).to_be_visible()
    follow(page, "Approve")
    heading(page, "Approve this assessment")
    press(page, "Approve")
    told(page, "MASH & Assessment is approved.")


def write_the_overview(page: Page) -> None:
    page.goto("/")
    follow(page, "Write your overview")
    page.get_by_label("What should readers take from this quarter?", exact=True).fill(OVERVIEW)
    press(page, "Save")
    told(page, "Saved.")


def compile_the_final(page: Page) -> None:
    page.goto("/")
    follow(page, "Compile the report")
    choose(page, "The final report")
    reasons = page.get_by_label(re.compile("^Why .* is left out$"))
    expect(reasons).to_have_count(7)
    for reason in reasons.all():
        reason.fill("Not ready.")
    press(page, "Compile")
    expect(page.get_by_role("heading", name="Compiling the report")).to_be_visible()
    worker = manage("worker", "--batch", "--no-startup-delay")
    assert worker.returncode == 0, worker.stderr
    told(page, "Version 1 of Q2 2020/21 is ready.")  # the page has looked again by itself


def close_the_quarter(page: Page) -> None:
    page.goto("/")
    follow(page, "Quarters")
    follow(page, "Close Q2 2020/21")
    press(page, "Close the quarter")
    told(page, "Q2 2020/21 is closed.")


def issue_it(page: Page) -> None:
    follow(page, "Issue Version 1 of Q2 2020/21")
    heading(page, "Issue Version 1")
    press(page, "Issue the report")
    told(page, "Every signed-in person can read it.")


def read_it(page: Page) -> None:
    page.goto("/")
    follow(page, "Quarter 2, 2020 to 2021, version 1")
    expect(page.get_by_role("paragraph").filter(has_text=CHANGED).first).to_be_visible()
    expect(page.get_by_text("This area is left out of this version")).to_have_count(7)
    expect(page.get_by_text("Reason: Not ready.").first).to_be_visible()


def download(page: Page, to: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert started.value.suggested_filename == "self-assessment-2020-21-q2-v1.pdf"
    started.value.save_as(to)
    return to


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())
