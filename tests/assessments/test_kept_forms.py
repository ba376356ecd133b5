"""Whole forms that arrive signed out are kept for their author, and filled in again for her."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from performance.models import Kpi, Measure
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.assessments.models import Comment, KeptPost, KeptText, Rating
from selfassess.assessments.operations.rating import rate
from selfassess.audit.models import Event
from selfassess.kept_forms.operations import settle_post
from selfassess.records.models import Action, Strength
from tests.factories import make_sent, write
from tests.pages import form_on, words_on
from tests.sessions import LOGIN, browser_of, end_sessions, log_in, send_signed_out

STRENGTH = "/2020-21-q2/mash/strengths/strengths/add/"
RATING = "/2020-21-q2/mash/rating/"
ACTION = "/2020-21-q2/mash/development/actions/add/"
RETURN = "/2020-21-q2/mash/review/return/"
KEPT = "We kept what you sent"
WAITS = "What you sent is kept, but not saved yet. Sign in"


@pytest.fixture
def head(cast, mash) -> Client:
    return browser_of(cast.head)


def waiting() -> list[str]:
    return [kept.path for kept in KeptPost.objects.filter(settled_at=None)]


def test_a_strength_is_kept_filled_in_again_and_saved(head, cast):
    away = send_signed_out(head, STRENGTH, text="Partners trust us.", evidence="Nine of ten.")
    kept = KeptPost.objects.get()
    assert away.url == f"{LOGIN}?next={STRENGTH}%3Fkept%3D{kept.pk}"
    assert WAITS in words_on(head.get(away.url))
    assert not Strength.objects.exists()
    back = log_in(head, cast.head, f"{STRENGTH}?kept={kept.pk}").url
    page = head.get(back)
    assert KEPT in words_on(page)
    fields = form_on(page)
    assert (fields["text"], fields["evidence"]) == ("Partners trust us.", "Nine of ten.")
    assert waiting() == [STRENGTH]  # looking at it settles nothing
    head.post(back, fields)
    assert Strength.objects.get().text == "Partners trust us."
    assert waiting() == []


def test_a_form_with_an_error_stays_kept_until_it_is_saved(head, cast):
    send_signed_out(head, ACTION, text="Call back.", due="the 31st of June")
    log_in(head, cast.head)
    address = KeptPost.objects.get().get_absolute_url()
    page = head.get(address)
    assert "Enter a date such as" in words_on(page)
    refused = head.post(address, form_on(page))
    assert refused.status_code == 200
    assert waiting() == [ACTION]
    head.post(address, form_on(refused) | {"due": "30 June 2021"})
    assert Action.objects.get().text == "Call back."
    assert waiting() == []


def test_what_the_director_wants_changed_is_kept(cast, mash):
    make_sent(mash.quarter, by=cast.head)
    director = browser_of(cast.director)
    send_signed_out(director, RETURN, know="Which localities?")
    assert log_in(director, cast.director).url == KeptPost.objects.get().get_absolute_url()
    address = KeptPost.objects.get().get_absolute_url()
    page = form_on(director.get(address))
    assert page["know"] == "Which localities?"
    director.post(address, page)
    assert Comment.objects.get().text == "Which localities?"
    assert waiting() == []


def test_figures_a_source_and_a_reason_are_kept(cast, mash):
    system = User.objects.command_line()
    load_catalogue(by=system)
    kpi = Kpi.objects.of_area("mash").filter(unit="count").order_by("code").first()
    ends = mash.quarter.period.ends
    _, second = (
        add_measure(mash, kpi, value=value, source=source, as_at=ends, by=system)
        for value, source in ((7, "The case system"), (9, "The weekly list"))
    )
    indicators = "/2020-21-q2/mash/indicators/"
    for path, typed in (
        (indicators, {f"{kpi.code}-comment": "The hub opened late."}),
        (f"{indicators}{kpi.code}/", {"source": "By hand", "value": "8"}),
        (f"{indicators}{kpi.code}/{second.pk}/adopt/", {"reason": "It was counted by hand."}),
    ):
        client = browser_of(cast.head)
        send_signed_out(client, path, **typed)
        log_in(client, cast.head)
        page = form_on(client.get(KeptPost.objects.get(path=path).get_absolute_url()))
        assert {name: page[name] for name in typed} == typed
    assert Measure.objects.count() == 2
    assert len(waiting()) == 3


def test_it_is_offered_to_nobody_else(head, cast):
    send_signed_out(head, STRENGTH, text="Partners trust us.")
    address = KeptPost.objects.get().get_absolute_url()
    assert log_in(head, cast.deputy).url == "/"
    page = words_on(head.get(address))
    assert KEPT not in page
    assert "Partners trust us." not in page


def test_nobody_else_decides_about_it(head, cast):
    send_signed_out(head, STRENGTH, text="Partners trust us.")
    kept = KeptPost.objects.get()
    with pytest.raises(PermissionDenied):
        settle_post(kept, by=cast.deputy, discarded=True)
    assert waiting() == [kept.path]


def test_its_author_is_not_fetched_to_be_compared(head, cast):
    send_signed_out(head, STRENGTH, text="Partners trust us.")
    kept = KeptPost.objects.get()
    settle_post(kept, by=cast.head)
    assert not KeptPost.by.is_cached(kept)


def test_a_token_that_a_new_sign_in_has_replaced_loses_nothing(head, cast):
    page = form_on(head.get(STRENGTH))
    end_sessions()
    log_in(head, cast.head)
    refused = head.post(STRENGTH, page | {"text": "Partners trust us."})
    assert refused.status_code == 403
    kept = KeptPost.objects.get()
    assert f'href="{kept.get_absolute_url()}"' in words_on(refused)


def test_sending_it_twice_keeps_it_once(head):
    page = form_on(head.get(STRENGTH))
    end_sessions()
    for _ in range(2):
        head.post(STRENGTH, page | {"text": "Partners trust us."})
    assert KeptPost.objects.count() == 1


def test_an_empty_form_is_not_kept(head):
    send_signed_out(head, STRENGTH)
    assert waiting() == []


def test_it_can_be_discarded_and_stays_in_the_history(cast, mash, sign_in, head):
    send_signed_out(head, STRENGTH, text="Partners trust us.")
    client = sign_in(cast.head)
    response = client.post(f"/kept-forms/{KeptPost.objects.get().pk}/discard/")
    assert response.url == STRENGTH
    assert waiting() == []
    assert not Strength.objects.exists()
    event = Event.objects.get(verb="form.keep")
    assert ["text", "Partners trust us."] in event.after["fields"]


@pytest.mark.parametrize("number", ["x", "-1", "²", "9" * 30, "0"])
def test_a_nonsense_number_is_no_way_to_break_it(cast, mash, sign_in, number):
    assert sign_in(cast.head).get(f"{STRENGTH}?kept={number}").status_code == 200


def test_who_may_no_longer_write_has_nothing_kept(head, cast):
    page = form_on(head.get(STRENGTH))
    end_sessions()
    cast.head.assignments.all().delete()
    head.post(STRENGTH, page | {"text": "Partners trust us."})
    assert waiting() == []


# --- Forms that belong to no assessment, and the small ones of an area ------------------------

OFFICE = [
    ("analyst", "/kpis/add/", {"name": "Visits within a week", "definition": "Seen by day seven."}),
    ("analyst", "/imports/", {"pasted": "KPI,Value\r\nX,1"}),
    ("administrator", "/quarters/", {"code": "2021-22-q2"}),
    ("administrator", "/quarters/2020-21-q2/due/", {"due": "31 December 2029"}),
    ("administrator", "/quarters/2020-21-q2/mash/longer/", {"reason": "The head is ill."}),
    ("director", "/reports/2020-21-q2/", {"kind": "final", "why-mash": "Not ready."}),
    ("director", "/2020-21-q2/mash/review/comment/", {"text": "How many?"}),
]


@pytest.mark.parametrize(("who", "path", "typed"), OFFICE, ids=[path for _, path, _ in OFFICE])
def test_what_the_office_types_is_kept_and_filled_in_again(cast, mash, who, path, typed):
    load_catalogue(by=User.objects.command_line())
    if "review" in path:
        make_sent(mash.quarter, by=cast.head)
    client = browser_of(getattr(cast, who))
    send_signed_out(client, path, **typed)
    address = log_in(client, getattr(cast, who)).url
    page = client.get(address)
    assert KEPT in words_on(page)
    assert {name: form_on(page)[name] for name in typed} == typed


def test_targets_come_back_in_their_area_and_quarter(cast, mash):
    load_catalogue(by=User.objects.command_line())
    page = "/targets/?area=mash&from=2020-21-q2"
    client = browser_of(cast.analyst)
    code = next(
        k.code
        for k in Kpi.objects.of_area("mash")
        if f"{k.code}-value" in form_on(client.get(page))
    )
    send_signed_out(client, page, **{f"{code}-value": "77"})
    assert waiting() == [page]
    address = log_in(client, cast.analyst).url
    assert address == f"{page}&kept={KeptPost.objects.get().pk}"
    filled = form_on(client.get(address))
    assert filled[f"{code}-value"] == "77"
    client.post(address, filled)
    assert waiting() == [page]  # until the preview is confirmed
    client.post(address, filled | {"confirm": "", "reason": "Agreed by the board."})
    assert waiting() == []
    assert Kpi.objects.get(code=code).targets.get().value == 77


def test_a_combined_text_is_kept_too(cast, mash, sign_in):
    write(mash, know="The saved text.", by=cast.deputy)
    head = browser_of(cast.head)
    section = "/2020-21-q2/mash/know/"
    page = form_on(head.get(section))
    head.post(section, page | {"know-text": "Mine.", "know-version": "0"})
    both = {"outcome": "combined", "combined": "The saved text, and mine."}
    send_signed_out(head, f"{section}kept/", **both)
    address = log_in(head, cast.head).url
    filled = form_on(head.get(address))
    assert filled["combined"] == both["combined"]
    head.post(address, filled)
    assert mash.answer_to("know").text == both["combined"]
    assert waiting() == []


def test_nothing_is_kept_for_a_reader_without_forms(cast, mash):
    office = browser_of(cast.administrator)
    page = form_on(office.get("/quarters/"))
    end_sessions()
    cast.administrator.assignments.update(role="viewer")
    office.post("/quarters/", page | {"code": "2021-22-q2"})
    assert waiting() == []


def test_a_rating_is_kept_beside_its_reason(head, cast):
    send_signed_out(head, RATING, **{"rating-value": "6.5", "rating-text": "Calls are answered."})
    assert KeptText.objects.get().text == "Calls are answered."
    back = log_in(head, cast.head).url
    assert back == KeptPost.objects.get().get_absolute_url()
    page = form_on(head.get(back))
    assert page["rating-value"] == "6.5"
    assert not Rating.objects.exists()
    head.post(back, page)
    assert Rating.objects.get().shown == "6.5"
    assert waiting() == []


def test_a_rating_that_is_saved_already_is_not_kept(head, cast, mash):
    rate(mash, value=Decimal("6.5"), version=0, by=cast.head)
    send_signed_out(head, RATING, **{"rating-text": "Calls are answered."})
    assert KeptText.objects.get().text == "Calls are answered."
    assert waiting() == []
