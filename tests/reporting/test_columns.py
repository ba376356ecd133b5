"""Columns of indicators have room for what cannot be broken, however many quarters stand there."""

import pytest
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from selfassess.reporting import engine, pdf

DAY = "30\u00a0Sep\u00a02020"


@pytest.mark.parametrize("past", range(4))
def test_the_day_of_a_target_stands_in_one_line(past):
    heads = ["Indicator", *["Q1 20/21"] * past, "Q2 20/21", "Target", "Status"]
    heads += ["Over time"] * bool(past)
    cells = ["95%"] * past + ["95%", f"100%<br><small>by {DAY}</small>", "Not judged"]
    cells += ["–"] * bool(past)
    classes = ["", *["figure past"] * past, "figure", "figure", "judged", "drawing"]
    html = f"""<html lang="en"><head><title>Columns</title></head><body><div class="report">
      <table class="indicators past-{past}"><thead><tr>{row("th", heads, classes)}</tr></thead>
      <tbody class="one"><tr><th>Visits in time</th>{row("td", cells, classes[1:])}</tr></tbody>
      </table></div></body></html>"""
    drawn = engine.HTML(html, pdf._own_pictures()).render(stylesheets=[pdf._sheet(pdf.STYLES)])
    lines = [b for b in drawn.pages[0]._page_box.descendants() if isinstance(b, LineBox)]
    assert any(DAY in words(line) for line in lines)


def row(tag: str, said: list[str], classes: list[str]) -> str:
    pairs = zip(said, classes, strict=False)
    return "".join(f'<{tag} class="{css}">{words}</{tag}>' for words, css in pairs)


def words(line: LineBox) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))
