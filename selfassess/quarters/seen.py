"""What stands on the pages on which an administrator opens, closes, reopens or dates a quarter."""

from selfassess.seen import Shown

from .models import Quarter


def of_quarter(quarter: Quarter) -> Shown:
    areas = quarter.assessments.of_areas().select_related("quarter")
    stand = {area.name: area.get_state_display() for area in areas}
    return {**of_date(quarter), "How the areas stand": stand}


def of_date(quarter: Quarter) -> Shown:
    """The page of a quarter's date says nothing of its areas."""
    told = {"Status": quarter.get_state_display(), "Due": f"{quarter.due:%-d %B %Y}"}
    return {quarter.name: told}
