"""Figures from spreadsheets: a file, or pasted cells, becomes rows; rows become measures."""
