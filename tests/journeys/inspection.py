"""What every page must be: accessible, free of overflow, well titled."""

import json
from pathlib import Path

import axe_playwright_python
from django.conf import settings
from playwright.sync_api import Page

WIDTHS = (1280, 320)  # pixels; the second is a desk's screen at 400%
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe.min.js")).read_text()

CLOSEST = 8  # pixels between two buttons, so that neither is pressed for the other

MEASURES = """(closest) => {
    const buttons = [...document.querySelectorAll(".govuk-button")]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.textContent.trim(), one.getBoundingClientRect()]);
    const gap = (a, b) =>
        Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
    return {
        headings: document.querySelectorAll("h1").length,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        touching: buttons.flatMap(([one, a], n) => buttons.slice(n + 1)
            .filter(([, b]) => gap(a, b) < closest)
            .map(([other]) => `“${one}” touches “${other}”`)),
    };
}"""


def faults_of(page: Page, *, names: list[str]) -> list[str]:
    """What is wrong with the open page, at both widths. `names`: of people, never in a title."""
    faults = _faults_of_title(page.title(), names)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"at {width}: {fault}" for fault in _faults_at_this_width(page)]
    return [f"{page.url}: {fault}" for fault in faults]


def _faults_of_title(title: str, names: list[str]) -> list[str]:
    faults = [f"the title “{title}” names a person" for name in names if name in title]
    if not title.endswith(f" – {settings.AUTHORITY_NAME}"):
        faults.append(f"the title “{title}” does not end with the council’s name")
    return faults


def _faults_at_this_width(page: Page) -> list[str]:
    measures = page.evaluate(MEASURES, CLOSEST)
    faults = list(measures["touching"])
    if measures["headings"] != 1:
        faults.append(f"{measures['headings']} first headings")
    if measures["overflow"]:
        faults.append(f"{measures['overflow']} pixels too wide")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(f"axe.run({json.dumps(RULES)})")
    return faults + [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
