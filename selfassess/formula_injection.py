"""Protects text cells that a spreadsheet would run as a formula (CSV injection).

Excel runs a cell that begins with one of SIGNS when the file is opened (see OWASP on it). An
apostrophe in front makes it text; `unguarded` removes exactly that apostrophe when it is read.
"""

SIGNS = "=+-@\t\r\n＝＋－＠'"


def guarded(text: str) -> str:
    return f"'{text}" if text.lstrip(" ")[:1] in tuple(SIGNS) and text else text


def unguarded(text: str) -> str:
    rest = text[1:]
    return rest if text[:1] == "'" and rest and rest.lstrip(" ")[:1] in tuple(SIGNS) else text
