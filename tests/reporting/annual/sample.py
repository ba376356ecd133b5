"""Four quarters of the invented council, as their issued reports would be frozen."""

from datetime import datetime, time

from selfassess.quarters.dates import LONDON, FinancialYear
from selfassess.reporting.annual.roll_up import Issue, roll_up
from selfassess.reporting.annual.schema import Annual
from selfassess.reporting.content.read import read
from tests.reporting import sample

YEAR = FinancialYear(2020)


def issue(number: int, *, change=None) -> Issue:
    """The report of one quarter. `change` is given its content as it is stored."""
    period = YEAR.periods[number - 1]
    content = sample.stored()
    content["quarter"] |= {"code": period.code, "name": period.name, "months": period.months}
    for area in content["areas"]:
        for one in area["indicators"]:
            one["series"] = [{"quarter": period.name, "value": "50", "shown": "50%"}]
    if change:
        change(content)
    at = datetime.combine(period.after.starts, time(10), LONDON)
    return Issue(read(content), "v1", at, f"{number}" * 64)


def year(*issues: Issue) -> Annual:
    return roll_up(YEAR, list(issues or map(issue, (1, 2, 3, 4))))
