"""Text cells that a spreadsheet would take for a formula, made harmless and back. Pure.

A cell that begins with one of these signs is run by Excel when the file is opened (CSV injection,
OWASP). An apostrophe in front makes it text. Reading takes exactly that apostrophe away again.
"""

SIGNS = "=+-@\t\r\n＝＋－＠'"


def guarded(text: str) -> str:
    return f"'{text}" if text.lstrip(" ")[:1] in tuple(SIGNS) and text else text


def unguarded(text: str) -> str:
    rest = text[1:]
    return rest if text[:1] == "'" and rest and rest.lstrip(" ")[:1] in tuple(SIGNS) else text
