"""Quarters and financial years as dates.

A quarter's code, such as `2020-21-q1`, identifies it everywhere, and codes sort by time.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
YEAR = r"2[0-9]{3}-[0-9]{2}"
CODE = rf"{YEAR}-q[1-4]"  # a year outside 2000 to 2999 is a typing error
# As people write it: Q3 2020/21, quarter 3 of 2020-2021, 2020/21 q3
WRITTEN = re.compile(
    r"\b(?:(?:q|quarter)\s*(?P<number>[1-4])[\s,]*(?:of\s+)?(?P<year>2[0-9]{3})\s*(?:[/–-]|to)\s*"
    r"(?P<until>(?:2[0-9])?[0-9]{2})"
    r"|(?P<year_first>2[0-9]{3})\s*(?:[/–-]|to)\s*(?P<until_first>(?:2[0-9])?[0-9]{2})"
    r"[\s,-]*(?:q|quarter)\s*(?P<number_last>[1-4]))\b",
    re.IGNORECASE,
)
AFTER_ALL = "9999"  # sorts behind every quarter's code


@dataclass(frozen=True, order=True)
class QuarterPeriod:
    """One quarter of a financial year: Q1 is April to June. `year`: in which its April is."""

    year: int
    number: int

    @classmethod
    @cache  # a page asks for the same few codes hundreds of times
    def parse(cls, code: str) -> "QuarterPeriod":
        """Return the quarter with a code such as 2020-21-q1; ValueError when there is none."""
        if not re.fullmatch(CODE, code):
            raise ValueError(f"“{code}” is not a quarter. Write it like 2020-21-q1.")
        period = cls(int(code[:4]), int(code[-1]))
        if period.code != code:
            raise ValueError(f"“{code}” is not a quarter: {period.code} would be.")
        return period

    @classmethod
    def find(cls, text: str) -> tuple["QuarterPeriod | None", str]:
        """Return the first quarter that a text names, however it is written, and the text without
        its name."""
        found = WRITTEN.search(text)
        if found is None:
            return None, text
        year = int(found["year"] or found["year_first"])
        until = found["until"] or found["until_first"]
        if int(until[-2:]) != (year + 1) % 100 or until[:-2] not in ("", str(year + 1)[:-2]):
            return None, text
        period = cls(year, int(found["number"] or found["number_last"]))
        return period, f"{text[: found.start()]} {text[found.end() :]}".strip()

    @classmethod
    def read(cls, text: str) -> "QuarterPeriod":
        """Return the quarter that somebody typed: 2020-21-q3, Q3 2020/21 or the like; ValueError
        when it is none."""
        period, rest = cls.find(text)
        return period if period and not rest else cls.parse(text.strip())

    @classmethod
    def of(cls, day: date) -> "QuarterPeriod":
        """Return the quarter in which a day is."""
        if day.month < 4:
            return cls(day.year - 1, 4)
        return cls(day.year, (day.month - 1) // 3)

    @property
    def code(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02}-q{self.number}"

    @property
    def name(self) -> str:
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02}"

    @property
    def long_name(self) -> str:
        return f"Quarter {self.number}, {self.year} to {self.year + 1}"

    @property
    def starts(self) -> date:
        calendar_year, month = (
            (self.year + 1, 1)
            if self.number == 4
            else (
                self.year,
                1 + 3 * self.number,
            )
        )
        return date(calendar_year, month, 1)

    @property
    def ends(self) -> date:
        return self.after.starts - timedelta(days=1)

    @property
    def months(self) -> str:
        return f"{self.starts:%B} to {self.ends:%B %Y}"

    @property
    def after(self) -> "QuarterPeriod":
        return QuarterPeriod(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "QuarterPeriod":
        return QuarterPeriod(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def year_before(self) -> "QuarterPeriod":
        return QuarterPeriod(self.year - 1, self.number)


def end_of_day(day: date) -> datetime:
    """Return the instant, in UTC, at which that day ends in London."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
    return midnight.astimezone(UTC)


@dataclass(frozen=True, order=True)
class FinancialYear:
    """A year from April to March. `year`: in which it begins, so 2019 is 2019/20."""

    year: int

    @classmethod
    def parse(cls, code: str) -> "FinancialYear":
        """Return the year with a code such as 2019-20; ValueError when there is none."""
        return cls(QuarterPeriod.parse(f"{code}-q1").year)

    @property
    def code(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02}"

    @property
    def name(self) -> str:
        return self.code.replace("-", "/")

    @property
    def months(self) -> str:
        return f"April {self.year} to March {self.year + 1}"

    @property
    def periods(self) -> list[QuarterPeriod]:
        return [QuarterPeriod(self.year, number) for number in (1, 2, 3, 4)]
