"""The gallery shows every component, and keeps the promises that all pages make.

That it fits and is accessible is looked at with other pages: tests/journeys/test_accessibility.py.
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from selfassess.assessments.reading import Progress
from selfassess.assessments.workflow import State
from tests.ui.page import Page

TEMPLATES = Path(__file__).parents[2] / "templates"
COMPONENTS = TEMPLATES / "components"
USES = re.compile(r'components/(\w+)\.html|{% component "(\w+)"')


@pytest.fixture
def response(cast, sign_in):
    return sign_in(cast.viewer).get("/components/")


@pytest.fixture
def gallery(response) -> Page:
    return Page(response.content.decode())


def test_every_component_is_in_the_gallery(response):
    drawn = {template.name for template in response.templates}
    assert {f"components/{path.name}" for path in COMPONENTS.glob("*.html")} <= drawn


def test_every_component_is_used_by_a_page():
    """What the gallery alone shows is a promise that no page keeps."""
    used, unread = set(), [p for p in TEMPLATES.rglob("*.html") if p.parent != COMPONENTS]
    unread = [path for path in unread if path.name != "gallery.html"]
    while unread:
        found = {a or b for a, b in USES.findall(unread.pop().read_text())} - used
        used |= found
        unread += [COMPONENTS / f"{name}.html" for name in found]
    assert {path.stem for path in COMPONENTS.glob("*.html")} == used


def test_no_style_and_no_script_stands_in_the_page(gallery):
    assert not gallery.all("//*[@style] | //style | //script[not(@src)]")
    assert not [name for name in gallery.all("//@*") if name.attrname.startswith("on")]


def test_every_id_is_there_once(gallery):
    ids = gallery.all("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "reference", ["for", "aria-describedby", "aria-labelledby", "aria-controls"]
)
def test_every_reference_leads_to_something(gallery, reference):
    wanted = {key for value in gallery.all(f"//@{reference}") for key in value.split()}
    assert wanted <= set(gallery.all("//@id"))


def test_every_control_has_a_label(gallery):
    controls = gallery.all("//input[not(@type='hidden' or @hidden)] | //select | //textarea")
    assert controls
    assert {control.get("id") for control in controls} <= set(gallery.all("//label/@for"))


def test_headings_begin_at_one_and_skip_no_level(gallery):
    levels = [int(heading.tag[1]) for heading in gallery.all("//h1 | //h2 | //h3 | //h4")]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_components_words_are_escaped():
    page = render_to_string("components/panel.html", {"heading": "<b>", "body": "<script>"})
    assert "&lt;b&gt;" in page
    assert "&lt;script&gt;" in page


def test_a_state_is_coloured_only_when_it_needs_somebody_or_moves():
    def tag(state) -> str:
        shown = {"word": state.label, "tone": state.tone}
        return Page(render_to_string("components/status_tag.html", shown)).all("//@class")[0]

    assert "sa-tag--need" in tag(Progress.CHANGES_NEEDED)
    assert "govuk-tag--blue" in tag(State.WITH_DIRECTOR)
    assert "tag" not in tag(Progress.COMPLETED)
    assert "tag" not in tag(State.APPROVED)


def test_no_colour_hangs_on_a_word():
    shown = {"word": "A word of tomorrow", "tone": State.RETURNED.tone}
    assert "sa-tag--need" in render_to_string("components/status_tag.html", shown)
    assert "tag" not in render_to_string("components/status_tag.html", {"word": "Returned"})


def test_a_change_is_said_and_not_only_coloured():
    parts = [("same", "We "), ("removed", "try"), ("added", "know")]
    page = Page(render_to_string("components/diff.html", {"parts": parts}))
    assert page.words("//del") == "removed: try"
    assert page.words("//ins") == "added: know"


def test_several_messages_share_one_banner(gallery):
    banner = render_to_string("components/banner.html", {"messages": ["Saved.", "Sent."]})
    assert banner.count('class="govuk-notification-banner"') == 1
    assert "Saved." in banner
    assert "Sent." in banner


def test_a_deployment_has_no_gallery(cast, sign_in, settings):
    settings.PRODUCTION = True
    assert sign_in(cast.viewer).get("/components/").status_code == 404
