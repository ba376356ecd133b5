"""Texts in a file, each with its id: a paragraph a line, or the rows of a CSV."""

import csv
from collections.abc import Iterator
from pathlib import Path

NEEDED = {"id", "text"}


class Unreadable(ValueError):
    """Says in a sentence why the file holds no texts."""


def texts_of(path: Path) -> list[tuple[str, str]]:
    """(id, text), as they are given: nothing is tidied, so that characters can be counted.
    Raises Unreadable."""
    try:
        return list(_of_csv(path) if path.suffix.lower() == ".csv" else _of_lines(path))
    except OSError as error:
        raise Unreadable(f"It cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable("It is not text in UTF-8.") from error
    except csv.Error as error:
        raise Unreadable(f"It is not a CSV file: {error}.") from error


def _of_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Its number is the line's, as an editor counts them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, line in enumerate(file, start=1):
            text = line.rstrip("\r\n")
            if text.strip():
                yield str(number), text


def _of_csv(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, restval="")
        if missing := NEEDED - {*(rows.fieldnames or ())}:
            raise Unreadable(f"It has no column {', '.join(sorted(missing))}.")
        for row in rows:
            if row["text"].strip():
                yield row["id"], row["text"]
