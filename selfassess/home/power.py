"""For directors and administrators: who became one of them or is one no more, in the last week."""

from typing import Any

from selfassess.people.power import changed_lately, is_powerful

from .blocks import Visit


class PowerBlock:
    template = "home/power.html"

    def concerns(self, visit: Visit) -> bool:
        return is_powerful(visit.user)

    def areas(self, visit: Visit) -> tuple[()]:
        return ()

    def context(self, visit: Visit) -> dict[str, Any]:
        return {"changed": changed_lately()}
