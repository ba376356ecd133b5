"""Live figures on the pages of those who write and read."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from selfassess.access import OVERVIEW
from selfassess.assessments.models import Answer
from selfassess.assessments.operations.lifecycle import send
from tests.factories import get_assessment, make_quarter, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

from .conftest import ISSUED, OPEN

migration = import_module("selfassess.live_figures.migrations.0002_fill_older_texts")
of_slips = import_module("selfassess.live_figures.migrations.0003_fill_texts_with_slips")

KNOW = f"/{OPEN}/mash/know/"
TEXT = "We decided {MA03} in time."
SAYS = "We decided 74.6% in time."


@pytest.fixture
def head(cast, sign_in):
    return sign_in(cast.head)


def stored(key: str = "know") -> str:
    return Answer.objects.get(assessment=get_assessment(OPEN), question=key).text


def test_the_box_keeps_the_notation_and_the_words_stand_below(mash, head, cast):
    write(mash, TEXT, by=cast.head)
    page = head.get(KNOW)
    assert form_on(page)["know-text"] == TEXT
    assert SAYS in page.text
    assert "<code>{MA03}</code> says 74.6%" in page.text


def test_saving_unchanged_changes_nothing(mash, head, cast):
    write(mash, TEXT, by=cast.head)
    version = get_assessment(OPEN).answer_to("know").version
    head.post(KNOW, form_on(head.get(KNOW)))
    assert get_assessment(OPEN).answer_to("know").version == version


@pytest.mark.parametrize("where", ["", "check/", "history/", "history/know/v1/", "review/"])
def test_everybody_else_reads_words(mash, cast, sign_in, where):
    write(mash, TEXT, by=cast.head)
    who = cast.director if where == "review/" else cast.head
    read = sign_in(who).get(f"/{OPEN}/mash/{where}")
    assert "{MA03}" not in words_on(read)
    assert where == "" or SAYS in read.text


def test_the_director_reads_words_before_she_decides(mash, cast, sign_in):
    write(mash, TEXT, by=cast.head)
    send(mash, by=cast.head)
    director = sign_in(cast.director)
    for page in ("review/", "review/approve/", "review/return/", "know/"):
        read = words_on(director.get(f"/{OPEN}/mash/{page}"))
        assert SAYS in read
        assert "{MA03}" not in read


def test_a_figure_is_inserted_at_the_end_without_a_script(mash, head):
    page = head.get(KNOW)
    assert "70%, last quarter (Q1 2020/21): {MA03 last quarter}" in page.text
    chosen = {"insert_figure": "know", "know-figure": "{MA03}"}
    answer = head.post(KNOW, form_on(page) | chosen | {"know-text": "Typed, not yet saved:"})
    assert answer.url == f"{KNOW}#id_know-text"
    assert stored() == "Typed, not yet saved: {MA03}"


@pytest.mark.parametrize("figure", ["", "<b>", "{MA03} and more"])
def test_what_is_typed_is_saved_also_when_no_figure_was_chosen(mash, head, figure):
    chosen = {"insert_figure": "know", "know-figure": figure, "know-text": "Typed."}
    assert head.post(KNOW, form_on(head.get(KNOW)) | chosen).status_code == 302
    assert stored() == "Typed."
    assert "Choose a figure to insert" in head.get(KNOW).text


def test_each_save_while_typing_says_what_the_figures_say(mash, head):
    page = form_on(head.get(KNOW))
    typed = {"question": "know", "text": TEXT, "version": 0, "save_id": uuid4()}
    reply = head.post(f"{KNOW}autosave/", typed | {"author": page["author"]}).json()
    assert reply["figures"] == [["{MA03}", "74.6%"]]
    assert reply["reads"] == SAYS


def test_started_from_last_quarters_text_the_figure_rolls(mash, cast, sign_in):
    Answer.objects.filter(assessment=get_assessment(ISSUED), question="know").update(text=TEXT)
    head = sign_in(cast.head)
    page = head.get(KNOW)
    assert "We decided 70% in time." in page.text
    head.post(KNOW, form_on(page) | {"start_from": "know"})
    assert stored() == TEXT
    changed = head.get(KNOW)
    assert SAYS in changed.text
    assert "Same as last quarter" not in changed.text


def test_what_is_no_figure_is_named_before_sending(mash, head, cast):
    write(mash, "{MA08}, {XX99} and {MA03}", by=cast.head)
    page = words_on(head.get(f"/{OPEN}/mash/check/"))
    assert "What do you know? says “[no figure yet: " in page
    assert "says “[{XX99} is not a figure of this area]”" in page


def test_the_director_takes_figures_of_all_areas(quarter, cast, sign_in):
    write(get_assessment(OPEN, OVERVIEW), overview="{MA03} and {LC07}", by=cast.director)
    page = sign_in(cast.director).get(f"/{OPEN}/overview/").text
    assert "74.6% and 63.21%" in page
    assert "{LC07}</option>" in page


class TestOlderTexts:
    """Braces from before there were live figures stay braces."""

    @pytest.fixture(autouse=True)
    def older(self, mash, cast):
        write(mash, TEXT, by=cast.head)
        write(get_assessment(OPEN), know="Since then.", by=cast.head)
        write(get_assessment(OPEN), know=TEXT, by=cast.head)
        migration.fill(apps, None)

    @pytest.mark.parametrize(
        "where", ["know/", "check/", "history/", "history/know/v1/", "review/"]
    )
    def test_they_are_shown_as_they_are(self, cast, sign_in, where):
        who = cast.director if where == "review/" else cast.head
        read = words_on(sign_in(who).get(f"/{OPEN}/mash/{where}"))
        assert TEXT in read.replace("{{", "{").replace("}}", "}")
        assert SAYS not in read

    def test_saved_once_more_with_another_word_they_stay(self, head):
        page = form_on(head.get(KNOW))
        assert page["know-text"] == "We decided {{MA03}} in time."
        head.post(KNOW, page | {"know-text": f"{page['know-text']} More."})
        assert f"{TEXT} More." in words_on(head.get(f"/{OPEN}/mash/check/"))

    def test_a_later_quarter_may_start_from_them(self, cast, sign_in):
        make_quarter("2020-21-q3")
        later = "/2020-21-q3/mash/know/"
        head = sign_in(cast.head)
        head.post(later, form_on(head.get(later)) | {"start_from": "know"})
        assert get_assessment("2020-21-q3").answer_to("know").words == TEXT

    def test_brought_back_they_stay(self, head, mash, cast):
        write(get_assessment(OPEN), "Another.", by=cast.head)
        earlier = f"/{OPEN}/mash/history/know/v1/"
        assert head.post(earlier, form_on(head.get(earlier))).status_code == 302
        assert get_assessment(OPEN).answer_to("know").words == TEXT


def test_a_slip_that_was_stored_before_it_was_understood_reads_as_it_did(mash, cast):
    slip, both = "Our {MA03: target} is high.", "Our {MA03} is not {MA03 : target}."
    write(mash, know=slip, evidence=both, by=cast.head)
    of_slips.fill(apps, None)
    of_slips.fill(apps, None)  # what is noted already stays
    assert get_assessment(OPEN).answer_to("know").words == slip
    assert get_assessment(OPEN).answer_to("evidence").words == "Our 74.6% is not 90%."


def test_a_comment_on_an_indicator_is_offered_its_figures_and_no_others(mash, head):
    page = Page(head.get(f"/{OPEN}/mash/indicators/").text)
    options = page.all("//select[@id='id_MA03-comment-figure']/option[@value!='']")
    offered = [option.get("value") for option in options]
    assert {"{MA03}", "{MA03 last quarter}", "{MA03 target}"} <= set(offered)
    assert all(one.startswith("{MA03") for one in offered)
