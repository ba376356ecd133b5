"""The council's own colour and logo, and the pages of words that everybody may read."""

import re
from collections import Counter

import pytest
from django.conf import settings as portal
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from selfassess.colour import LEAST_CONTRAST, contrast_on_white, mixed, parse, shades
from tests.ui.page import Page

parts = st.integers(0, 255)
colours = st.tuples(parts, parts, parts)


def test_black_has_the_highest_contrast_and_white_none():
    assert contrast_on_white((0, 0, 0)) == pytest.approx(21)
    assert contrast_on_white((255, 255, 255)) == pytest.approx(1)


@given(colours)
def test_mixing_in_black_never_makes_a_colour_harder_to_read(colour):
    darker = parse(mixed(colour, (0, 0, 0), 0.3))
    assert contrast_on_white(darker) >= contrast_on_white(colour)


@pytest.mark.parametrize("text", ["navy", "#12", "12436d", "#12436g", "#12436d;}"])
def test_what_is_no_colour_is_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        parse(text)


def test_the_portals_own_colour_can_be_read():
    assert contrast_on_white(parse("#12436d")) > LEAST_CONTRAST


def test_the_councils_colour_is_a_style_sheet_of_every_page(settings):
    settings.BRAND_COLOUR = "#005A30"
    client = Client()
    page = Page(client.get("/accounts/login/").text)
    assert page.all("//link[@href='/theme.css']")
    sheet = client.get("/theme.css")
    assert sheet["Content-Type"] == "text/css"
    assert sheet.text == ":root{" + ";".join(f"{n}:{v}" for n, v in shades("#005A30").items()) + "}"


def test_without_a_colour_or_logo_the_portal_wears_its_own():
    client = Client()
    page = Page(client.get("/accounts/login/").text)
    assert not page.all("//link[@href='/theme.css']")
    assert page.all("//header//*[@class='sa-emblem']")
    assert client.get("/theme.css").status_code == client.get("/logo").status_code == 404


@pytest.mark.django_db  # closing an answer looks at the connection
def test_the_councils_logo_stands_in_the_header(settings, tmp_path):
    settings.LOGO = tmp_path / "council.svg"
    settings.LOGO.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    client = Client()
    picture = Page(client.get("/accounts/login/").text).one("//header//img")
    answer = client.get(picture.get("src"))
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"".join(answer.streaming_content) == settings.LOGO.read_bytes()
    answer.close()


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/privacy/"])
def test_pages_of_words_are_open_to_everybody_and_linked_from_every_page(path, settings):
    settings.CONTACT = "portal@example.org"
    page = Page(Client().get(path).text)
    assert page.all("//main//a[@href='mailto:portal@example.org']")
    assert page.all(f"//footer//a[@href='{path}']")
    assert Page(render_to_string("500.html")).all(f"//footer//a[@href='{path}']")


def test_without_a_contact_they_send_people_to_somebody_all_the_same():
    assert "the person who looks after this portal" in Client().get("/help/").text


def test_the_privacy_notice_says_how_long_the_access_log_is_kept(settings):
    settings.ACCESS_LOG_DAYS = 90
    assert "is kept for 90 days at most" in Client().get("/privacy/").text


def test_no_class_of_ours_has_two_meanings():
    """A second rule under the same name far below changes what the first is for."""
    sheet = re.sub(r"/\*.*?\*/", "", (portal.BASE_DIR / "static/site.css").read_text(), flags=re.S)
    named = Counter(re.findall(r"(?<!,\n)^(\.sa-[\w-]+) \{", sheet, flags=re.M))
    assert [name for name, times in named.items() if times > 1] == []
