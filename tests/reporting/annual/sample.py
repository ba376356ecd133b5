"""Four quarters of the invented council, as their issued reports would be frozen."""

from copy import deepcopy

from selfassess.quarters.dates import FinancialYear
from selfassess.reporting.annual.roll_up import Issue, roll_up
from tests.reporting import sample

YEAR = FinancialYear(2020)


def issue(number: int, *, change=None) -> Issue:
    """The report of one quarter. `change` is given its content before it is frozen."""
    period = YEAR.periods[number - 1]
    content = deepcopy(sample.content())
    content["quarter"] |= {"code": period.code, "name": period.name, "months": period.months}
    for area in content["areas"]:
        for one in area["indicators"]:
            one["series"] = [{"quarter": period.name, "value": "50", "shown": "50%"}]
    if change:
        change(content)
    at = f"{period.after.starts.isoformat()}T10:00:00+01:00"
    return Issue(content, "v1", at, f"{number}" * 64)


def year(*issues: Issue) -> dict:
    return roll_up(YEAR, list(issues or map(issue, (1, 2, 3, 4))))
