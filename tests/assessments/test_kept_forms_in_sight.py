"""What was kept stays in sight until its author has decided, whichever page she goes to."""

import pytest
from django.test import Client

from performance.models import Target
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.models import KeptPost, KeptReason
from selfassess.kept_forms.sent import Sent
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Action, Strength
from selfassess.records.operations import add, raise_action, remove, remove_action
from tests.factories import make_approved, make_quarter, make_sent
from tests.pages import form_on, words_on
from tests.sessions import browser_of, log_in, send_signed_out
from tests.ui.page import Page

STRENGTH = "/2020-21-q2/mash/strengths/strengths/add/"
RATING = "/2020-21-q2/mash/rating/"
AREA = "/2020-21-q2/mash/"
LISTED = "We kept what you sent and could not save"
TYPED = "Partners trust us, and say so."


@pytest.fixture
def head(cast, mash) -> Client:
    """Signed in again, after a strength of hers had come signed out."""
    client = browser_of(cast.head)
    send_signed_out(client, STRENGTH, text=TYPED)
    log_in(client, cast.head)
    return client


@pytest.fixture
def kept(head) -> KeptPost:
    return KeptPost.objects.get()


@pytest.mark.parametrize("address", ["/", AREA])
def test_her_first_page_and_its_area_lead_to_it(head, kept, address):
    page = words_on(head.get(address))
    assert LISTED in page
    assert f'href="{kept.get_absolute_url()}">“{TYPED}”' in page


def test_nobody_else_is_told(kept, cast, sign_in):
    for address in ("/", AREA):
        assert LISTED not in words_on(sign_in(cast.deputy).get(address))


def test_what_belongs_to_no_area_is_on_the_first_page(cast, mash):
    analyst = browser_of(cast.analyst)
    send_signed_out(analyst, "/kpis/add/", name="Visits within a week")
    log_in(analyst, cast.analyst)
    send_signed_out(analyst, "/kpis/add/", name="Visits")
    log_in(analyst, cast.analyst)
    page = words_on(analyst.get("/"))
    assert ">“Visits within a week”</a>" in page
    assert ">Name: “Visits”</a>" in page  # what says nothing by itself has its name before it


def test_once_it_is_discarded_nothing_is_said(kept, cast, sign_in):
    head = sign_in(cast.head)
    gone = head.post(f"/kept-forms/{kept.pk}/discard/?home")
    assert gone.url == "/"
    page = words_on(head.get("/"))
    assert "Discarded. What you had sent is not saved." in page
    assert LISTED not in page


def test_text_of_an_earlier_quarter_stays_on_the_first_page(head, mash, cast):
    mash.kept_texts.create(question="know", text="Mine.", by=cast.head, reason=KeptReason.LOCKED)
    make_quarter("2020-21-q3")
    Quarter.objects.filter(pk=mash.quarter_id).update(state=QuarterState.CLOSED)
    page = words_on(head.get("/"))
    assert "Quarter 3, 2020 to 2021" in page
    assert f'href="{AREA}">MASH & Assessment, Q2 2020/21</a>' in page


def test_who_writes_there_no_more_is_not_asked_about_text(head, mash, cast):
    mash.kept_texts.create(question="know", text="Mine.", by=cast.head, reason=KeptReason.LOCKED)
    cast.head.assignments.update(area="lac")
    assert "We kept text of yours" not in words_on(head.get("/"))


def test_a_page_that_she_may_not_open_any_more_gives_it_back(head, kept, cast):
    cast.head.assignments.update(role="viewer", area="")
    refused = head.get(kept.get_absolute_url())
    page = words_on(refused)
    assert refused.status_code in (403, 404)
    assert "This page does not take it any more." in page
    assert TYPED in page
    assert "It is filled in again below." not in page


def test_a_section_that_is_locked_gives_it_back(cast, mash):
    client = browser_of(cast.head)
    send_signed_out(client, RATING, **{"rating-value": "6.5"})
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    log_in(client, cast.head)
    page = words_on(client.get(KeptPost.objects.get().get_absolute_url()))
    assert "This page does not take it any more." in page
    assert "<dt>Rating value</dt><dd>6.5</dd>" in page


def test_a_form_that_cannot_be_saved_any_more_says_so_before_it_is_tried(head, kept, mash, cast):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    page = words_on(head.get(kept.get_absolute_url()))
    assert "MASH & Assessment is approved and locked." in page
    assert "This page does not take it any more." in page
    assert TYPED in page
    assert ">Save<" not in page


def test_a_form_that_is_sent_to_an_address_of_its_own_is_settled_too(cast, mash):
    make_sent(mash.quarter, by=cast.head)
    director = browser_of(cast.director)
    send_signed_out(director, "/2020-21-q2/mash/review/comment/", text="How many?")
    page = director.get(log_in(director, cast.director).url)
    address = Page(page.text).one("//main//form[.//textarea]").get("action")
    about = {"about": "know", "kind": "note"}
    assert director.post(address, form_on(page) | about).status_code == 302
    assert LISTED not in words_on(director.get("/"))


def test_updates_of_actions_are_settled_once_they_are_saved(cast, mash):
    action = raise_action(mash, {"text": "Call back."}, by=cast.head)
    client, updates = browser_of(cast.head), f"{AREA}development/updates/"
    typed = {f"action-{action.pk}-progress": "It has begun."}
    send_signed_out(client, updates, **typed | {f"action-{action.pk}-status": "under_way"})
    page = client.get(log_in(client, cast.head).url)
    address = Page(page.text).one("//main//form[.//textarea]").get("action")
    client.post(address, form_on(page) | {f"action-{action.pk}-status": "under_way"})
    assert action.updates.get().progress == "It has begun."
    assert LISTED not in words_on(client.get("/"))


def _sent_where_its_page_leads(client: Client, user: User) -> None:
    """Sign in again, and press Save where the kept form is filled in."""
    page = client.get(log_in(client, user).url)
    address = Page(page.text).one("//main//form[.//textarea]").get("action")
    assert client.post(address, form_on(page)).status_code == 302


def test_what_was_typed_into_a_removed_strength_is_settled_once_added_anew(cast, mash):
    strength = add(Strength(assessment=mash, text="Calls."), section="strengths", by=cast.head)
    client = browser_of(cast.head)
    send_signed_out(client, f"{AREA}strengths/strengths/{strength.pk}/", text=TYPED)
    remove(strength, version=strength.version, section="strengths", by=cast.deputy)
    _sent_where_its_page_leads(client, cast.head)
    assert Strength.objects.get().text == TYPED
    assert LISTED not in words_on(client.get("/"))


def test_what_was_typed_into_a_removed_action_is_settled_once_added_anew(cast, mash):
    action = raise_action(mash, {"text": "Call back."}, by=cast.head)
    client = browser_of(cast.head)
    send_signed_out(client, f"{AREA}development/actions/{action.pk}/", text="Call all back.")
    remove_action(action, mash, version=action.version, update_version=0, by=cast.deputy)
    _sent_where_its_page_leads(client, cast.head)
    assert Action.objects.get().text == "Call all back."
    assert LISTED not in words_on(client.get("/"))


def test_targets_that_hold_from_a_later_quarter_are_settled_too(cast, mash):
    load_catalogue(by=User.objects.command_line())
    client, targets = browser_of(cast.analyst), "/targets/?area=mash&from=2020-21-q2"
    value = next(name for name in form_on(client.get(targets)) if name.endswith("-value"))
    send_signed_out(client, targets, **{value: "77"})
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    address = log_in(client, cast.analyst).url
    preview = client.post(address, form_on(client.get(address)))
    later = Page(preview.text).one("//main//button[@name='confirm']").get("formaction")
    assert "from=2020-21-q3" in later
    client.post(later, form_on(preview) | {"confirm": "", "reason": "Agreed by the board."})
    assert Target.objects.get().from_quarter == "2020-21-q3"
    assert LISTED not in words_on(client.get("/"))


def test_forms_of_one_moment_are_listed_the_last_first(kept, mash, cast, sign_in):
    again = KeptPost.objects.create(
        assessment=mash, path=kept.path, fields=kept.fields, at=kept.at, by=cast.head
    )
    links = [f'href="{one.get_absolute_url()}"' for one in (again, kept)]
    for address in ("/", AREA):
        page = words_on(sign_in(cast.head).get(address))
        assert sorted(links, key=page.index) == links


def test_updates_in_a_locked_area_are_given_back(cast, mash):
    action = raise_action(mash, {"text": "Call back."}, by=cast.head)
    client, updates = browser_of(cast.head), f"{AREA}development/updates/"
    send_signed_out(client, updates, **{f"action-{action.pk}-progress": "It has begun."})
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    page = client.get(log_in(client, cast.head).url)
    assert "This page does not take it any more." in words_on(page)
    assert "It has begun." in words_on(page)
    assert "Save all updates" not in words_on(page)


def test_a_code_is_called_as_it_is():
    assert Sent("MA08-comment", "Late.").label == "MA08 comment"
    assert Sent("settle_by", "1 May").label == "Settle by"
