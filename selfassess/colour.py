"""A council's own colour: whether it can be read, and the shades that go with it. Pure."""

import re

HEX = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text on white, and white text on the colour

Rgb = tuple[int, int, int]


def parse(text: str) -> Rgb:
    """`#12436d` as red, green and blue, 0 to 255. ValueError with what to write instead."""
    if not HEX.fullmatch(text.lower()):
        raise ValueError("Write a colour as six hexadecimal digits, such as #12436d.")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast_on_white(colour: Rgb) -> float:
    """WCAG's ratio, from 1 (white) to 21 (black)."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: Rgb) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (part / 255 for part in colour)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(colour: Rgb, other: Rgb, share: float) -> str:
    """The colour with a share (0 to 1) of another mixed in, as hexadecimal digits."""
    red, green, blue = (
        round(a * (1 - share) + b * share) for a, b in zip(colour, other, strict=True)
    )
    return f"#{red:02x}{green:02x}{blue:02x}"


def shades(text: str) -> dict[str, str]:
    """The custom properties of site.css that follow the council's colour."""
    colour, black, white = parse(text), (0, 0, 0), (255, 255, 255)
    return {
        "--sa-brand": text.lower(),
        "--sa-brand-dark": mixed(colour, black, 0.3),
        "--sa-brand-tint": mixed(colour, white, 0.9),
        "--sa-link": text.lower(),
    }
