"""The public edition of a report: ratings, states and figures, without small numbers and without
a word that people typed.

Pure: frozen content in, less content out. Whatever is taken out is replaced by fixed words, so that
a reader sees that something is missing.
"""

from copy import deepcopy
from typing import Any

from performance.charts.area_charts import bar_label

from .published import published
from .suppressed_figures import counted, hold_back

HEAD, DIRECTOR = "Head of service", "Director of Children’s Services"
PRIVATE = "The full report gives the reason."

# The key of its files. What is stored under the edition's own key was drawn while typed words were
# printed, and may tell small numbers: the bytes are kept, and nobody is given them.
FILE = "public"


def public_edition(content: dict[str, Any]) -> dict[str, Any]:
    public = deepcopy(content)
    for area in public["areas"]:
        _by_role(area)
        hold_back(area)
        _without_typed_charts(area)
        if area["left_out_reason"]:
            area["left_out_reason"] = PRIVATE
    public["overview"]["by"] = DIRECTOR if public["overview"]["by"] else ""
    if "indicator_counts" in public:
        public["indicator_counts"]["now"] = counted(public["areas"])
    if "heat" in public:
        ratings, slugs = public["heat"]["by_area"], {area["slug"] for area in public["areas"]}
        public["heat"]["by_area"] = {slug: ratings[slug] for slug in ratings if slug in slugs}
    return published(public)


def _by_role(area: dict[str, Any]) -> None:
    area["heads"] = [HEAD] if area["heads"] else []
    area["sent_by"] = HEAD if area["sent_by"] else ""
    area["approved_by"] = DIRECTOR if area["approved_by"] else ""


def _without_typed_charts(area: dict[str, Any]) -> None:
    """A chart of further figures is labelled with what somebody called them."""
    facts = area.get("evidence", {}).get("facts", ())
    typed = {bar_label(fact["label"]) for fact in facts}
    if "charts" in area:
        area["charts"] = [
            drawing
            for drawing in area["charts"]
            if not typed & {row["label"] for row in drawing.get("rows", ())}
        ]
