"""A row stays with what is said about it, and a heading with its table, wherever a page ends."""

from collections import defaultdict

import pytest
from weasyprint.formatting_structure.boxes import TableRowGroupBox

from selfassess.reporting import engine, pdf

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
