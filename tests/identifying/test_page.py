"""The page in between: what may identify a child is shown once it is saved, and its author says
what becomes of it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer
from selfassess.assessments.operations.lifecycle import send
from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.identifying.models import Override
from selfassess.identifying.operations import override
from selfassess.identifying.reading import undecided
from selfassess.records.models import Strength
from selfassess.records.operations import add
from tests.factories import get_assessment, make_quarter, make_user, write
from tests.pages import fill_in, words_on

AREA = "/2020-21-q2/mash/"
PAGE = f"{AREA}identifying/"
TEXT = "Visits are late. Kayden, 7, was seen once by <us>. All is well."


@pytest.fixture
def mash(db):
    return get_assessment(make_quarter())


@pytest.fixture
def head(cast, mash, sign_in):
    return sign_in(cast.head)


def save(client, text: str, section: str = "know", **more):
    return fill_in(client, f"{AREA}{section}/", **{f"{section}_text": text}, **more)


def asked(response) -> dict[str, list[str]]:
    """What the address of the page in between says; nothing when the save led elsewhere."""
    location = urlsplit(response.headers["Location"])
    return parse_qs(location.query) if location.path.endswith("/identifying/") else {}


def test_words_are_saved_first_and_then_asked_about(head):
    response = save(head, TEXT)
    assert Answer.objects.get(question="know").text == TEXT
    assert asked(response)["then"] == [f"{AREA}evidence/"]
    page = head.get(response.headers["Location"]).content.decode()
    assert "Your words are saved." in page
    assert "<mark>Kayden, 7</mark>, was seen once by &lt;us&gt;." in page
    assert "All is well" not in page
    assert f'href="{AREA}know/#id_know-text">Change it' in page
    assert page.index("Change it<") < page.index("It is not about a child<")


def test_what_identifies_nobody_is_not_asked_about(head):
    assert save(head, "Visits are late.").headers["Location"] == f"{AREA}evidence/"


def test_it_is_not_about_a_child_leads_on_and_is_not_asked_again(head):
    page = save(head, TEXT).headers["Location"]
    (digest,) = asked_digests(page)
    again = head.post(page, {"passage": digest}, follow=True)
    assert again.redirect_chain[-1][0] == f"{AREA}evidence/"
    assert asked(save(head, TEXT + " More words.")) == {}
    assert asked(save(head, TEXT.replace("once", "twice"))) != {}


def asked_digests(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query)["passages"][0].split(",")


def test_the_event_says_where_and_what_kind_and_never_the_words(head):
    page = save(head, TEXT).headers["Location"]
    head.post(page, {"passage": asked_digests(page)[0]})
    event = Event.objects.get(verb="passage.override")
    assert sentence(event) == (
        "Head of MASH said that a name or initial of a child is not about a child. "
        "Where: “What do you know?”."
    )
    told = f"{event.subject} {event.before} {event.after} {event.reason}"
    assert "Kayden" not in told
    assert (event.quarter, event.area) == ("2020-21-q2", "mash")
    assert not any(
        "Kayden" in str(value) for row in Override.objects.values() for value in row.values()
    )


def test_saying_it_twice_is_said_once(head):
    page = save(head, TEXT).headers["Location"]
    for _ in range(2):
        head.post(page, {"passage": asked_digests(page)[0]})
    head.post(page, {"passage": "nonsense"})
    assert Override.objects.count() == Event.objects.filter(verb="passage.override").count() == 1


def test_each_passage_of_a_save_is_decided_by_itself(head):
    page = save(head, f"{TEXT}\n\nRing 07700 900 111.").headers["Location"]
    first, second = asked_digests(page)
    rest = head.post(page, {"passage": first}, follow=True).content.decode()
    assert "Kayden" not in rest
    assert "07700 900 111" in rest
    assert (
        head.post(page, {"passage": second}, follow=True)
        .redirect_chain[-1][0]
        .endswith("evidence/")
    )


def test_many_passages_are_all_shown(head):
    page = save(head, "\n".join(f"Kayden, {n}, came." for n in range(3, 26))).headers["Location"]
    assert "passages=" not in page
    assert head.get(page).content.decode().count("<mark>") == 23


def test_only_what_was_sent_is_asked_about(head, mash, cast):
    add(Strength(assessment=mash, text="Zara (9) trusts us."), section="strengths", by=cast.head)
    assert asked(save(head, "Visits are late.")) == {}
    assert "Zara" in head.get(PAGE).content.decode()


@pytest.mark.parametrize("button", ["stay", "start_from", "add"])
def test_nobody_is_interrupted_who_writes_on(head, button):
    value = {"stay": "", "start_from": "know", "add": "audits"}[button]
    assert asked(save(head, TEXT, **{button: value})) == {}


def test_nor_is_anybody_while_the_page_saves_by_itself(head):
    sent = {
        "question": "know",
        "text": TEXT,
        "version": "0",
        "save_id": "0f8b6a3e-7d1c-4b52-9a4e-2f6d8c1b5e90",
    }
    assert head.post(f"{AREA}know/autosave/", sent).status_code == 200
    assert asked(save(head, TEXT)) != {}  # but then, although this save changes nothing any more


def test_what_was_kept_for_its_author_is_not_asked_about(head, mash, cast):
    write(mash, know="First.", by=cast.head)
    late = head.post(f"{AREA}know/", {"know-text": TEXT, "know-version": "0"})
    assert late.headers["Location"] == f"{AREA}know/kept/"


def test_a_record_is_changed_on_its_own_page(head):
    response = head.post(f"{AREA}strengths/strengths/add/", {"text": "Zara (9) trusts us."})
    strength = Strength.objects.get()
    page = head.get(response.headers["Location"]).content.decode()
    assert f'href="{AREA}strengths/strengths/{strength.pk}/">Change it' in page


def test_the_overview_has_a_page_of_its_own(cast, mash, sign_in):
    director = sign_in(cast.director)
    response = fill_in(director, "/2020-21-q2/overview/", overview_text=TEXT)
    assert asked(response)["then"] == ["/2020-21-q2/overview/"]
    page = director.get(response.headers["Location"]).content.decode()
    assert 'href="/2020-21-q2/overview/#id_overview-text">Change it' in page
    director.post(
        response.headers["Location"], {"passage": asked_digests(response.headers["Location"])[0]}
    )
    assert Event.objects.get(verb="passage.override").area == "overview"


@pytest.mark.parametrize(
    "then",
    ["https://evil.example/", "//evil.example/", "javascript:x", "\\\\evil", "/\\evil.example"],
)
def test_the_way_on_stays_in_the_portal(head, then):
    response = head.get(PAGE, {"then": then})
    assert response.status_code == 200
    assert "evil" not in response.content.decode()


def test_whoever_may_not_write_there_decides_nothing(cast, mash, sign_in):
    write(mash, know=TEXT, by=cast.head)
    (found,) = undecided(mash, cast.head)
    for person in (cast.other_head, cast.viewer, cast.nobody):
        assert sign_in(person).post(PAGE, {"passage": found.digest}).status_code == 404
    sign_in(cast.director).post(PAGE, {"passage": found.digest})  # who may read it
    for person in (cast.analyst, cast.administrator):
        page = sign_in(person).get(PAGE)
        assert "Kayden" not in page.content.decode()
        sign_in(person).post(PAGE, {"passage": found.digest})
    assert not Override.objects.exists()
    override(mash, found.digest, by=cast.deputy)
    assert undecided(mash, cast.head) == []


def test_what_is_not_about_a_child_in_one_area_may_be_in_another(cast, mash):
    other = get_assessment("2020-21-q2", "early-help")
    write(mash, know=TEXT, by=cast.head)
    write(other, know=TEXT, by=cast.other_head)
    override(mash, undecided(mash, cast.head)[0].digest, by=cast.head)
    assert len(undecided(other, cast.other_head)) == 1


def test_it_holds_in_the_next_quarter_as_well(cast, mash):
    write(mash, know=TEXT, by=cast.head)
    override(mash, undecided(mash, cast.head)[0].digest, by=cast.head)
    later = get_assessment(make_quarter("2020-21-q3"), "mash")
    write(later, know=TEXT, by=cast.head)
    assert undecided(later, cast.head) == []


def test_check_and_send_counts_them_and_stops_nobody(head, mash, cast):
    write(mash, know=TEXT, by=cast.head)
    page = words_on(head.get(f"{AREA}check/"))
    assert "This may identify a child" in page
    assert f'href="{PAGE}">Look at 1 passage and decide' in page
    assert send(get_assessment("2020-21-q2"), by=cast.head)
    override(mash, undecided(mash, cast.head)[0].digest, by=cast.head)
    assert "This may identify a child" not in words_on(head.get(f"{AREA}check/"))


def test_the_words_of_an_indicator_are_looked_at_too(mash, sign_in):
    load_catalogue(by=User.objects.command_line())
    analyst = make_user("analyst")
    client = sign_in(analyst)
    response = fill_in(client, "/kpis/MA01/change/", definition="Born on 3 March 2012.")
    assert urlsplit(response.headers["Location"]).path == "/identifying/"
    assert "a date of birth" in client.get(response.headers["Location"]).content.decode()
    (found,) = undecided(None, analyst)
    client.post("/identifying/", {"passage": found.digest})
    assert undecided(None, analyst) == []


def test_an_earlier_version_that_is_brought_back_is_asked_about(head, mash, cast):
    write(mash, know=TEXT, by=cast.head)
    write(mash, know="Visits are late.", by=cast.head)
    response = fill_in(head, f"{AREA}history/know/v1/")
    assert Answer.objects.get(question="know").text == TEXT
    assert asked(response)["then"] == [f"{AREA}history/?answer=know"]


@pytest.mark.parametrize(("outcome", "is_asked"), [("mine", True), ("theirs", False)])
def test_so_is_a_kept_text_once_it_is_the_answer(head, mash, cast, outcome, is_asked):
    write(mash, know="First.", by=cast.head)
    head.post(f"{AREA}know/", {"know-text": TEXT, "know-version": "0"})
    response = fill_in(head, f"{AREA}know/kept/", outcome=outcome)
    assert response.status_code == 302
    assert bool(asked(response)) is is_asked


def test_two_kinds_are_not_about_a_child(head):
    page = save(head, "Kayden, 7, was born on 3 March 2012.").headers["Location"]
    head.post(page, {"passage": asked_digests(page)[0]})
    said = sentence(Event.objects.get(verb="passage.override"))
    assert " and a date of birth are not about a child. " in said


def test_the_place_to_change_does_not_stay_in_the_next_address(head):
    """A browser keeps the “#…” of a form that is sent to its own page."""
    assert f'action="{AREA}know/"' in words_on(head.get(f"{AREA}know/"))
