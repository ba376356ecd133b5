"""The demo's report says, chapter by chapter, what the published document reported."""

import re

import pytest
from lxml import html

from selfassess.reporting.evidence_matrix import recommendations
from selfassess.reporting.models import Report
from selfassess.reporting.pdf import report_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

SAID = {
    "early-help": ["1,324", "500", "71%", "28.3%", "22.6%", "17.2%", "10.9%", "10.2%"],
    "mash": ["1,938", "366", "18.89%", "68.1%", "95%", "72.52%", "92.66%", "91.66%"],
    "safeguarding": ["82%", "96%", "75%", "29", "17", "349"],
    "cp-court": ["97%", "90%", "92%", "96%", "77%", "88%"],
    "lac": ["345", "96 per 10,000", "7", "31", "19", "35", "12"],
    "care-leavers": ["0 out of 10"],
    "cwd": ["6.5 out of 10"],
}
UNRATED = ["early-help", "mash", "safeguarding", "cp-court", "performance"]


@pytest.fixture(scope="module")
def chapters(demo, django_db_blocker) -> dict[str, str]:
    with django_db_blocker.unblock():
        report = Report.objects.issued().get()
        tree = html.fromstring(report_html(report.frozen))
        return {
            area.slug: " ".join(chapter_of(tree, area.slug).text_content().split())
            for area in report.frozen.areas
        }


def chapter_of(tree, slug: str):
    """The section of an area. Its anchor stands on how it begins."""
    return tree.get_element_by_id(f"area-{slug}").getparent()


def test_the_chapters_hold_the_documents_figures(chapters, subtests):
    for area, figures in SAID.items():
        with subtests.test(area):
            words = re.sub(r"[()]|[,.;:] ", " ", f" {chapters[area]} ")
            assert [figure for figure in figures if f" {figure} " not in words] == []


def test_a_blank_rating_is_said_to_be_blank_and_never_0(chapters, subtests):
    for area in UNRATED:
        with subtests.test(area):
            assert "Not rated" in chapters[area]
            assert "out of 10" not in chapters[area]


def test_only_care_leavers_have_0(chapters):
    assert [area for area, text in chapters.items() if " 0 out of 10" in text] == ["care-leavers"]


def test_it_follows_what_an_inspection_recommended():
    [line] = recommendations(Report.objects.issued().get().frozen)
    assert line.action.text.startswith("Supervise every case within 3 months")
