"""A row stays with what is said about it, and a heading with its table, wherever a page ends."""

from collections import defaultdict

import pytest
from weasyprint.formatting_structure.boxes import TableRowGroupBox, TextBox

from selfassess.reporting import engine, pdf
from selfassess.reporting.wording import unbroken

SAID = "Plans are clear and children are seen, but what is written down comes late. "
AUDIT = """<tbody class="one"><tr><th scope="row">An audit</th><td>7</td></tr>
  <tr class="said"><td colspan="2"><p>{}</p></td></tr></tbody>"""


def pages_of_a_table(millimetres: int, sentences: int) -> dict[str, set[int]]:
    """On which pages both headings and each audit are, below so much else."""
    audits = "".join(AUDIT.format(f"{number} {SAID * sentences}") for number in range(3))
    html = f"""<html lang="en"><head><title>Audits</title></head><body><div class="report">
      <div style="height:{millimetres}mm">Before.</div>
      <section class="part"><h3>Evidence</h3><h4>Audits</h4><div class="wide"><table class="audits">
        <thead><tr><th>Audit</th><th>Cases</th></tr></thead>{audits}
      </table></div></section></div></body></html>"""
    drawn = engine.HTML(html, pdf._own_pictures()).render(stylesheets=[pdf._sheet(pdf.STYLES)])
    found = defaultdict(set)
    for number, page in enumerate(drawn.pages):
        for box in page._page_box.descendants():
            if box.element_tag in ("h3", "h4"):
                found[box.element_tag].add(number)
            elif isinstance(box, TableRowGroupBox) and not box.is_header:
                found["".join(box.element.itertext())].add(number)
    return found


@pytest.mark.parametrize("sentences", [2, 9])
@pytest.mark.parametrize("millimetres", range(174, 222, 6))
def test_an_audit_stays_with_its_learning(millimetres, sentences):
    found = pages_of_a_table(millimetres, sentences)
    assert len(found) == 5
    assert all(len(pages) == 1 for pages in found.values())
    heading, inner, first, *_ = found.values()
    assert heading == inner == first


def drawn(inner: str) -> list:
    html = f"""<html lang="en"><head><title>A report</title></head><body><div class="report">
      {inner}</div></body></html>"""
    return engine.HTML(html, pdf._own_pictures()).render(stylesheets=[pdf._sheet(pdf.STYLES)]).pages


def chapter(kind: str) -> str:
    return f'<section class="{kind} chapter"><h2>A chapter</h2><p>{SAID}</p></section>'


@pytest.mark.parametrize("before", ["area", "overview"])
def test_a_judgement_begins_where_there_is_room_below_what_came_before(before):
    """An area that ends with two lines would leave the rest of their page empty."""
    assert len(drawn(chapter(before) + chapter("judgement"))) == 1
    assert len(drawn(chapter("glance") + chapter("judgement"))) == 2


@pytest.mark.parametrize("beside", ["", "beside-official"])
def test_no_date_of_a_target_is_broken_in_the_figures_of_a_year(beside):
    due = unbroken("30 Sep 2020")
    html = f"""<table class="indicators all over-the-year {beside}"><thead><tr><th>Indicator</th>
      <th class="figure">Target</th>{'<th class="figure">Q1</th>' * 4}<th>Status</th></tr></thead>
      <tbody><tr><th>Cases</th><td class="figure">100%<br><small>by {due}</small></td>
      {'<td class="figure">77%</td>' * 4}<td>Not judged</td></tr></tbody></table>"""
    (page,) = drawn(html)
    lines = [box.text for box in page._page_box.descendants() if isinstance(box, TextBox)]
    assert any(due in line for line in lines)
