"""Words are saved while somebody types, and the page says so; nothing typed is lost meanwhile."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from selfassess.audit.models import Event
from tests.factories import get_assessment, write

from .browsing import box, follow, heading, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTION = "/2020-21-q2/mash/know/"


@pytest.fixture
def scripts() -> bool:
    return True


def open_section(page: Page) -> Page:
    """With a clock that can be put forward."""
    page.clock.install()
    page.goto(SECTION)
    page.wait_for_function("history.state?.versions")  # its script is running
    return page


def line(page: Page):
    return page.locator("[data-line]").first


def warning(page: Page):
    return page.locator("[data-autosave-alert]")


def stored() -> str:
    answer = get_assessment("2020-21-q2").answer_to("know")
    return answer.text if answer else ""


def test_it_is_saved_two_seconds_after_the_last_keystroke_or_every_fifteen(cast, quarter, browse):
    page = open_section(browse(cast.head))
    box(page).type("We know.")
    expect(line(page)).to_have_text("Not saved yet")
    assert stored() == ""
    page.clock.run_for(2_000)
    expect(line(page)).to_contain_text("Saved at")
    assert stored() == "We know."
    expect(box(page)).to_be_focused()
    expect(page).to_have_url(page.url)

    saves: list[str] = []
    page.on("request", lambda request: saves.append(request.post_data or ""))
    for _ in range(16):
        box(page).type(" on")
        page.clock.run_for(1_000)
    assert saves
    expect(line(page)).to_contain_text("Saved at")
    assert stored().startswith("We know. on")


def test_a_minute_offline_loses_nothing_and_is_told(cast, quarter, browse, troubles):
    page = open_section(browse(cast.head))
    page.context.set_offline(True)
    box(page).type("Written on a train.")
    page.clock.run_for(2_000)
    expect(line(page)).to_have_text("Not saved. Trying again.")
    expect(warning(page)).to_be_hidden()
    for _ in range(30):
        page.clock.run_for(2_000)
    expect(warning(page)).to_contain_text("What you typed last is not saved.")
    press(page, "Save and continue")
    expect(warning(page)).to_contain_text("The portal cannot be reached")
    expect(box(page)).to_have_value("Written on a train.")
    page.context.set_offline(False)  # which the browser tells the page
    page.clock.run_for(1)
    expect(line(page)).to_contain_text("Saved at")
    expect(warning(page)).to_be_hidden()
    assert stored() == "Written on a train."
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    assert Event.objects.filter(verb="answer.save").count() == 1
    troubles.clear()


def test_a_lost_reply_is_no_conflict_and_who_will_not_wait_tries_again(
    cast, quarter, browse, troubles
):
    page = open_section(browse(cast.head))
    replies = []

    def lose_the_first(route):
        if route.request.method == "POST" and not replies:
            replies.append(route.fetch().status)  # the server has saved it
            return route.abort()
        return route.continue_()

    page.route("**/autosave/", lose_the_first)
    box(page).type("Once.")
    page.clock.run_for(2_000)
    expect(line(page)).to_have_text("Not saved. Trying again.")
    box(page).type(" And more.")
    page.clock.run_for(2_000)
    page.clock.run_for(2_000)
    expect(line(page)).to_contain_text("Saved at")
    assert replies == [200]
    assert stored() == "Once. And more."
    assert not Event.objects.filter(verb="answer.keep").exists()
    page.unroute("**/autosave/")

    page.route("**/autosave/", lambda route: route.abort())
    box(page).type(" Behind a proxy.")
    for _ in range(4):
        page.clock.run_for(2_000)
    expect(warning(page)).to_contain_text("What you typed last is not saved.")
    page.unroute("**/autosave/")
    press(page, "Try again")
    page.clock.run_for(1)
    expect(line(page)).to_contain_text("Saved at")
    expect(warning(page)).to_be_hidden()
    assert stored() == "Once. And more. Behind a proxy."
    troubles.clear()


def test_two_on_one_answer_the_second_is_told_and_decides(cast, quarter, browse):
    page = open_section(browse(cast.head))
    write(get_assessment(quarter), know="The deputy’s.", by=cast.deputy)
    box(page).type("The head’s.")
    page.clock.run_for(2_000)
    expect(line(page)).to_contain_text("Deputy of MASH changed this answer")
    box(page).type(" And later.")
    page.clock.run_for(20_000)
    assert stored() == "The deputy’s."
    press(page, "Look at both texts and decide")
    heading(page, "Deputy of MASH changed this answer while you were writing")
    assert "The head’s. And later." in page.locator("main").inner_text()


def test_leaving_is_warned_of_only_while_something_is_not_saved(cast, quarter, browse):
    page = open_section(browse(cast.head))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    box(page).type("Half a sent")
    page.get_by_role("link", name="Reports", exact=True).focus()  # leaves the field: saved at once
    page.clock.run_for(100)
    expect(line(page)).to_contain_text("Saved at")
    box(page).type("ence.")
    page.evaluate("window.location.assign('/reports/')")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.clock.run_for(100)
    expect(line(page)).to_contain_text("Saved at")
    page.goto("/reports/")
    assert asked == ["beforeunload"]
    assert stored() == "Half a sentence."


def test_a_form_sent_while_a_save_is_under_way_waits_for_it(cast, quarter, browse):
    page = open_section(browse(cast.head))
    under_way: list = []
    sent: list[str] = []
    page.route("**/autosave/", lambda route: under_way.append(route))
    page.on("request", lambda request: sent.append(request.url) if request.post_data else None)
    with page.expect_request("**/autosave/"):
        box(page).type("Both.")
        page.clock.run_for(2_000)
    page.get_by_role("button", name="Save and continue").dblclick()
    page.wait_for_timeout(300)
    assert [url.endswith("/autosave/") for url in sent] == [True]
    under_way[0].continue_()
    heading(page, "How do you know it?")
    assert [url.endswith("/autosave/") for url in sent] == [True, False]
    assert Event.objects.filter(verb="answer.save").count() == 1


def test_a_session_that_ended_is_renewed_without_losing_a_word(cast, quarter, browse):
    page = open_section(browse(cast.head))
    box(page).type("Before. ")
    page.clock.run_for(2_000)
    expect(line(page)).to_contain_text("Saved at")
    Session.objects.all().delete()
    box(page).type("After.")
    page.clock.run_for(2_000)
    expect(warning(page)).to_contain_text("You are signed out.")
    with page.context.expect_page() as opened:
        follow(page, "Sign in again in a new tab")
    sign_in(opened.value, cast.head)
    heading(opened.value, "Quarter 2, 2020 to 2021")
    press(page, "Save now")
    page.clock.run_for(100)
    expect(line(page)).to_contain_text("Saved at")
    expect(warning(page)).to_be_hidden()
    assert stored() == "Before. After."
    assert not get_assessment(quarter).kept_texts.waiting_for(cast.head).exists()
    press(page, "Save and continue")  # with the new token
    heading(page, "How do you know it?")


def test_when_somebody_else_signs_in_the_page_keeps_its_text_and_she_gets_none_of_it(
    cast, quarter, browse
):
    page = open_section(browse(cast.head))
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto("/")
    sign_in(other, cast.deputy)
    heading(other, "Quarter 2, 2020 to 2021")
    box(page).type("The head’s words.")
    page.clock.run_for(2_000)
    expect(warning(page)).to_contain_text("You are signed out.")
    press(page, "Save now")
    page.clock.run_for(100)
    expect(box(page)).to_have_value("The head’s words.")
    assert stored() == ""
    kept = get_assessment(quarter).kept_texts.get()
    assert (kept.by, kept.text) == (cast.head, "The head’s words.")


def test_going_back_to_a_page_brings_no_old_text_back(cast, quarter, browse):
    page = open_section(browse(cast.head))
    box(page).type("The head’s.")
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    write(get_assessment(quarter), know="The deputy’s.", by=cast.deputy)
    page.go_back()
    page.clock.run_for(5_000)
    expect(box(page)).to_have_value("The deputy’s.")
    assert stored() == "The deputy’s."
