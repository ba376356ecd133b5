"""Figures as pictures: plain data, one Plotly figure of it, drawn as SVG or by the browser."""
