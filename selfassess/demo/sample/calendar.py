"""The sample's eight quarters, and the times of the steps in each."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from selfassess.quarters.dates import LONDON, QuarterPeriod

QUARTERS = (
    *("2018-19-q3", "2018-19-q4", "2019-20-q1", "2019-20-q2"),
    *("2019-20-q3", "2019-20-q4", "2020-21-q1", "2020-21-q2"),
)
LAST = QUARTERS[-1]
NOTE = "A sample: this council and everything about it are made up."
TODAY = date(2020, 11, 2)  # the day that suits: the last quarter is closed and not yet issued


def number_of(quarter: str) -> int:
    return QUARTERS.index(quarter)


@dataclass(frozen=True)
class Calendar:
    """When the steps of a quarter happened, each some days after its end."""

    quarter: str

    def _after(self, days: int, hour: int, minute: int = 0) -> datetime:
        day = QuarterPeriod.parse(self.quarter).ends + timedelta(days=days)
        return datetime.combine(day, time(hour, minute), tzinfo=LONDON)

    @property
    def opens(self) -> datetime:
        return self._after(1, 8, 30)

    @property
    def figures(self) -> datetime:
        return self._after(6, 9, 30)

    @property
    def words(self) -> datetime:
        return self._after(8, 10, 15)

    @property
    def sent(self) -> datetime:
        return self._after(14, 15)

    @property
    def approved(self) -> datetime:
        return self._after(22, 11)

    @property
    def issued(self) -> datetime:
        return self._after(30, 16, 40)
