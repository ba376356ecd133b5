"""Imports figures from spreadsheets: a file or pasted cells → table → figures → measures."""
