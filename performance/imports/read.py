"""Chooses the reader for a file by its first bytes, not by its name."""

from . import csv_file, xlsx_file
from .tables import LARGEST_FILE, NOBODY, Table, Unreadable

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PAGE_BEGINS = (b"<html", b"<!doctype", b"<table", b"<body", b"<head", b"<meta", b"<div", b"<?xml")


def read(data: bytes, known: frozenset[str] = NOBODY) -> Table:
    """Read a file of any known format. Raises Unreadable with a sentence that says what to do.

    `known`: codes and names of KPIs, casefolded, by which the table is found.
    """
    if not data:
        raise Unreadable("The file is empty. Check that you chose the right one.")
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Copy the figures of this "
            "quarter into a new file."
        )
    if data.startswith(b"PK"):
        return xlsx_file.read(data, known)
    if data.startswith(OLD_EXCEL):
        raise Unreadable("This is an old or locked Excel file. Save it as XLSX without a password.")
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise Unreadable("This is no spreadsheet. Save the figures as CSV or XLSX and try again.")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:20].lower().startswith(PAGE_BEGINS):
        raise Unreadable("This is a web page, not XLSX: open it in Excel and save it as XLSX.")
    return csv_file.read(data, known)


def read_pasted(text: str, known: frozenset[str] = NOBODY) -> Table:
    """Read cells pasted from a spreadsheet. Raises Unreadable too."""
    if len(text.encode()) > LARGEST_FILE:
        raise Unreadable("That is too much to paste. Save it as a file and choose that.")
    return csv_file.read_text(text, known)
