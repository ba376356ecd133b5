"""Copies the front-end files the portal serves from node_modules into var/assets.

GOV.UK Frontend gives the components their shape. Its typeface and the royal arms belong to GOV.UK
alone, so both are taken out here, and `--sa-font` in static/site.css says what replaces the type.
"""

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVUK = ROOT / "node_modules/govuk-frontend"
INTER = ROOT / "node_modules/@fontsource-variable/inter"
PLOTLY = ROOT / "node_modules/plotly.js-basic-dist-min"
ASSETS = ROOT / "var/assets"

FONT_FACE = re.compile(r"(/\*![^*]*\*/)?@font-face\{[^}]*\}")
SOURCE_MAP = re.compile(r"\s*/[/*]# sourceMappingURL=\S+( \*/)?\s*$")
GOVUK_FONT = "GDS Transport,arial,sans-serif"
OWN_FONT = "var(--sa-font,arial,sans-serif)"
CREST = re.compile(r"url\([^)]*crest[^)]*\)")
CHARSET = '@charset "UTF-8";'


def neutral(css: str, version: str) -> str:
    """The style sheet without GOV.UK's brand; refuses one that it no longer understands."""
    css = SOURCE_MAP.sub("\n", FONT_FACE.sub("", css))
    css = CREST.sub("none", css.replace(GOVUK_FONT, OWN_FONT))
    for leftover in ("GDS Transport", "@font-face", "crest", "url("):
        if leftover in css:
            raise SystemExit(f"govuk-frontend {version} has changed: “{leftover}” is still there.")
    notice = f"/*! GOV.UK Frontend {version}, MIT licence; typeface and royal arms taken out */"
    return css.replace(CHARSET, f"{CHARSET}{notice}", 1)


def write_assets() -> None:
    version = json.loads((GOVUK / "package.json").read_text())["version"]
    compiled = GOVUK / "dist/govuk"
    css = (compiled / "govuk-frontend.min.css").read_text()
    script = (compiled / "govuk-frontend.min.js").read_text()

    shutil.rmtree(ASSETS, ignore_errors=True)
    ASSETS.mkdir(parents=True)
    (ASSETS / "govuk-frontend.css").write_text(neutral(css, version))
    (ASSETS / "govuk-frontend.min.js").write_text(SOURCE_MAP.sub("\n", script))
    for font in sorted(INTER.glob("files/inter-latin*-opsz-normal.woff2")):
        shutil.copyfile(font, ASSETS / font.name)
    shutil.copyfile(INTER / "LICENSE", ASSETS / "inter-licence.txt")
    shutil.copyfile(PLOTLY / "plotly-basic.min.js", ASSETS / "plotly-basic.min.js")


if __name__ == "__main__":
    write_assets()
