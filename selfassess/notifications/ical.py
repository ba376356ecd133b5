"""A quarter's dates as an iCalendar file (RFC 5545), for people's own calendars."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from selfassess.quarters.models import Quarter


def calendar(
    quarter: Quarter, *, authority: str, longer: dict[str, tuple[str, date]], stamp: datetime
) -> bytes:
    """Return a file with the quarter's end, its due date, and the due dates of areas with longer.

    `longer`: the slug of an area → its name and its own due date. Dates are whole days
    without a time zone. The UIDs of events stay the same, so that importing a newer file moves
    dates instead of doubling them. `stamp`: when the file is made.
    """
    file = Calendar()
    file.add("prodid", "-//selfassess//quarter dates//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    days = {
        "ends": (f"{quarter.name} ends", quarter.period.ends),
        "due": (f"Self-assessment {quarter.name} due", quarter.due),
    }
    days |= {
        f"due-{slug}": (f"Self-assessment {quarter.name} due: {name}", day)
        for slug, (name, day) in sorted(longer.items())
    }
    for key, (summary, day) in days.items():
        file.add_component(_day(f"{quarter.code}-{key}", summary, day, authority, stamp))
    return file.to_ical()


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
