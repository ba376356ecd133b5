"""Figures in people's words that follow the record: `{MA03}` in a text stands for what is on
record, until the area is approved."""
