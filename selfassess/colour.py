"""The council's own colour: whether text in it is readable, and shades of it."""

import re

HEX = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text on white, and white text on the colour

Rgb = tuple[int, int, int]


def parse(text: str) -> Rgb:
    """Return `#12436d` as red, green and blue, 0 to 255; ValueError with what to write instead."""
    if not HEX.fullmatch(text.lower()):
        raise ValueError("Write a colour as six hexadecimal digits, such as #12436d.")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast_on_white(colour: Rgb) -> float:
    """Return the contrast ratio of WCAG 2.2 with white, from 1 (white) to 21 (black)."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: Rgb) -> float:
    """Return the relative luminance as WCAG 2.2 defines it, from 0 (black) to 1 (white)."""
    parts = (part / 255 for part in colour)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(colour: Rgb, other: Rgb, share: float) -> str:
    """Mix a share (0 to 1) of another colour into this one; return it like `#12436d`."""
    red, green, blue = (
        round(a * (1 - share) + b * share) for a, b in zip(colour, other, strict=True)
    )
    return f"#{red:02x}{green:02x}{blue:02x}"


def shades(text: str) -> dict[str, str]:
    """Return the custom properties of site.css that depend on the council's colour."""
    colour, black, white = parse(text), (0, 0, 0), (255, 255, 255)
    return {
        "--sa-brand": text.lower(),
        "--sa-brand-dark": mixed(colour, black, 0.3),
        "--sa-brand-tint": mixed(colour, white, 0.9),
        "--sa-link": text.lower(),
    }
