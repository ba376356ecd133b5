"""Loads the chart library, in processes that are forked into others."""

from decimal import Decimal

from . import chart_data, svg
from .plotly_figure import figure


def load() -> None:
    """Draw one chart of each kind: Plotly loads each kind of mark when it is first drawn."""
    one = Decimal(1)
    svg.draw(figure(chart_data.bars("load", "Load", [("Here", one, one)], unit="")))
    svg.draw(figure(chart_data.lines("load", "Load", ["Q1"], [("own", "Here", [one])], unit="")))
