"""A quarter's dates as an iCalendar file (RFC 5545), for the calendars people live by."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from selfassess.quarters.models import Quarter


def calendar(
    quarter: Quarter, *, authority: str, longer: dict[str, date], stamp: datetime
) -> bytes:
    """The quarter's end, the day the areas are due, and the days of areas that have longer.

    `longer` maps an area's name to its own day. Days are whole days: they end at midnight here,
    whatever zone a calendar is in. The names of events stay the same, so that a file read again
    moves dates instead of doubling them.
    """
    found = Calendar()
    found.add("prodid", "-//selfassess//quarter dates//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    days = {
        "ends": (f"{quarter.name} ends", quarter.period.ends),
        "due": (f"Self-assessment {quarter.name} due", quarter.due),
    }
    days |= {
        f"due-{number}": (f"Self-assessment {quarter.name} due: {name}", day)
        for number, (name, day) in enumerate(sorted(longer.items()), 1)
    }
    for key, (summary, day) in days.items():
        found.add_component(_day(f"{quarter.code}-{key}", summary, day, authority, stamp))
    return found.to_ical()


def _day(key: str, summary: str, day: date, authority: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{key}@selfassess")
    event.add("summary", summary)
    event.add("description", authority)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", stamp)
    event.add("transp", "TRANSPARENT")
    return event
