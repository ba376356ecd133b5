"""What the evidence covers, with its gaps, and what inspections recommended."""

import pytest
from django.template.loader import render_to_string

from selfassess.reporting import chapters, editions, evidence_matrix

from . import sample


@pytest.fixture
def content():
    return sample.content(areas=sample.TWO)


def test_each_kind_of_evidence_is_counted_and_a_gap_is_empty(content):
    area = content.areas[0]
    area.evidence.voices = area.evidence.voices[:1]
    area.evidence.voices[0].whose_code = "staff"
    area.evidence.audits[0].cases = 1_200
    area.evidence.audits = area.evidence.audits[:1]
    area.strengths[0].evidence = ""
    row = evidence_matrix.rows(content)[0]
    said = dict(zip(evidence_matrix.heads(content), row.cells, strict=True))
    assert said["Audits"] == "1, 1,200 cases"
    assert (said["Staff"], said["Children"]) == ("1", "")
    page = render_to_string("report/evidence_matrix.html", {"content": content})
    assert '<td class="gap">None</td>' in page


def test_recommendations_have_a_list_with_their_state(content):
    action = content.areas[1].actions[0]
    action.source_code = "inspection"
    (line,) = evidence_matrix.recommendations(content)
    assert (line.area, line.action) == ("Looked After Children", action)
    titles = [chapter.title for chapter in chapters.chapters(content)]
    assert "Recommendations of inspections" in titles
    page = render_to_string("report/body.html", {"content": content})
    assert page.count(action.text[:40]) >= 2


def test_without_recommendations_there_is_no_list(content):
    page = render_to_string("report/body.html", {"content": content})
    assert 'id="evidence"' in page
    assert 'id="recommendations"' not in page


def test_the_public_reads_nothing_of_it(content):
    content.areas[1].actions[0].source_code = "inspection"
    public = editions.make(content, editions.SCRUTINY)
    titles = {chapter.anchor for chapter in chapters.chapters(public)}
    page = render_to_string("report/body.html", {"content": public})
    for anchor in ("evidence", "recommendations"):
        assert anchor not in titles
        assert f'id="{anchor}"' not in page


def test_the_oldest_reports_have_words_alone():
    assert not evidence_matrix.has_evidence(sample.words_only())
