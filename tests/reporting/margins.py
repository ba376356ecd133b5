"""Where the words of a PDF stand on its pages."""

import re
import subprocess
from typing import NamedTuple

LEFT, RIGHT = 20 / 25.4 * 72, (210 - 20) / 25.4 * 72  # edges of the text on A4, in points


class Word(NamedTuple):
    start: float  # points from the left
    end: float
    text: str

    @property
    def is_outside(self) -> bool:
        return self.start < LEFT - 1 or self.end > RIGHT + 1


def words(document: bytes) -> list[Word]:
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=document, capture_output=True, check=True
    )
    found = re.findall(r'xMin="([\d.]+)" \S+ xMax="([\d.]+)"[^>]*>(.*?)<', told.stdout.decode())
    return [Word(float(start), float(end), text) for start, end, text in found]
