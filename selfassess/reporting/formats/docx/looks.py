"""What Word shows of statuses and ratings: a shape beside the word, and a shade behind the figure,
as in print (`static/report.css`)."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.run import Run

from .xml_elements import element

# Class of a status → its shape, so that no status hangs on its colour.
SHAPES = {"on-target": "●", "within-tolerance": "◆", "off-target": "▼"}

# Whole points of a rating → the cell's shade. 0 has a frame: the worst must not look the palest.
SHADES = {
    "step-1": "F1F5F9",
    "step-2": "D8E1E9",
    "step-3": "BFCDDA",
    "step-4": "A7BACA",
    "step-5": "8EA6BB",
    "step-6": "7592AB",
    "step-7": "5C7E9C",
    "step-8": "446B8C",
    "step-9": "2B577D",
    "step-10": "12436D",
}
WORST, FRAME = "step-0", "651B1B"
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
WHITE_ON = {"step-7", "step-8", "step-9", "step-10"}


def shape_of(classes: str) -> str:
    """Return the shape of a status with these classes, with a space after it; or nothing."""
    words = classes.split()
    shape = next((SHAPES[name] for name in words if name in SHAPES), "")
    return f"{shape}\u00a0" if shape and "status" in words else ""


def frame(about: Any, classes: list[str]) -> None:
    """Add to a cell's properties what surrounds its rating."""
    if WORST in classes:
        borders = element("tcBorders")
        for side in ("top", "left", "bottom", "right"):
            borders.append(element(side, val="single", sz="12", space="0", color=FRAME))
        about.append(borders)


def shade(about: Any, classes: list[str]) -> None:
    """Add the shade of its rating. Word wants it after the frame."""
    if fill := next((SHADES[name] for name in classes if name in SHADES), ""):
        about.append(element("shd", val="clear", color="auto", fill=fill))


def whiten(cell: Any, classes: list[str]) -> None:
    """Make the words of a dark cell white."""
    if WHITE_ON.isdisjoint(classes):
        return
    for run in cell.iter(qn("w:r")):
        Run(run, cell).font.color.rgb = WHITE
