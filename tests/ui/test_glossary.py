"""The glossary explains the abbreviations that a newcomer meets in indicators and areas."""

import re

from django.test import Client
from django.urls import reverse

from services.registry import all_areas
from tests.ui.page import Page

EXPLAINED_WHERE_IT_STANDS = {"RAG"}


def abbreviations() -> set[str]:
    texts = [str(area.verbose_name) for area in all_areas()]
    texts += [kpi["name"] for area in all_areas() for kpi in area.kpis()]
    found = re.findall(r"\b[A-Z]{2,}s?\b", " ".join(texts))
    return {word.removesuffix("s") for word in found}


def test_every_abbreviation_of_an_indicator_or_area_is_in_it():
    terms = " ".join(Page(Client().get("/glossary/").text).all("//dt/text()"))
    explained = set(re.findall(r"\b[A-Z]{2,}\b", terms))
    assert abbreviations() - EXPLAINED_WHERE_IT_STANDS - explained == set()


def test_terms_stand_in_the_order_of_the_alphabet():
    page = Page(Client().get("/glossary/").text)
    for terms in (page.all("//section[1]//dt/text()"), page.all("//section[2]//dt/text()")):
        assert terms == sorted(terms, key=str.casefold)


def test_help_leads_to_it():
    page = Page(Client().get("/help/").text)
    assert page.all(f"//main//a[@href='{reverse('glossary')}']")
