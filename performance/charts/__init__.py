"""Charts: plain data, of it one Plotly figure, which is drawn as SVG or by the browser."""
