"""What the gallery shows, all of it invented: each component in each of its states."""

from datetime import UTC, datetime
from decimal import Decimal

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from performance.charts.chart_data import bars
from selfassess.seen import Difference
from selfassess.text_diff import compare
from selfassess.tones import Tone

HERE = "#top"

MATTER = {
    "page": Paginator(range(1000), 100).get_page(5),
    "facts": [
        ("Status", "In progress"),
        ("Written by", "Head of MASH & Assessment, 1 deputy"),
        ("Last saved", "Today at 4:12pm"),
        ("Time left", "7 days"),
    ],
    "tasks": [
        {
            "title": "What do you know?",
            "url": HERE,
            "hint": "2 questions answered, 642 words",
            "status": "Completed",
        },
        {
            "title": "How do you know it?",
            "url": HERE,
            "hint": "1 change asked for on 9 October",
            "status": "Changes needed",
            "tone": Tone.NEED,
        },
        {
            "title": "Strengths",
            "url": HERE,
            "hint": "6 strengths",
            "status": "In progress",
            "tone": Tone.MOVING,
        },
        {"title": "Rating", "url": HERE, "status": "Not yet started", "tone": Tone.RESTING},
        {
            "title": "Check and send to the director",
            "status": "Cannot start yet",
            "tone": Tone.LATER,
        },
    ],
    "states": {
        "Section": [
            ("Not yet started", Tone.RESTING),
            ("In progress", Tone.MOVING),
            ("Changes needed", Tone.NEED),
            ("Completed", Tone.PLAIN),
        ],
        "Area": [
            ("Not sent", Tone.PLAIN),
            ("With the director", Tone.MOVING),
            ("Returned", Tone.NEED),
            ("Approved", Tone.PLAIN),
        ],
        "Quarter": [
            ("Planned", Tone.RESTING),
            ("Open", Tone.MOVING),
            ("Closed", Tone.RESTING),
            ("Issued", Tone.MOVING),
        ],
        "Report": [
            ("Not approved", Tone.RESTING),
            ("Issued", Tone.MOVING),
            ("Being revised", Tone.NEED),
            ("Replaced", Tone.RESTING),
        ],
    },
    "kpi_states": [
        ("On target", "on", ""),
        ("Within tolerance", "near", ""),
        ("Off target", "off", ""),
        ("No data", "none", "the system cannot report it yet"),
        ("Not judged", "plain", "no target"),
        ("Not due", "plain", "published once a year"),
    ],
    "counts": [
        {"number": 3, "label": "waiting for you", "url": HERE},
        {"number": 3, "label": "not sent", "url": HERE},
        {"number": 5, "label": "do not add up", "url": HERE},
        {"number": 2, "label": "approved", "url": HERE},
    ],
    "not_sent": [
        {
            "title": "Early Help",
            "url": HERE,
            "meta": "5 of 6 sections. Last saved today.",
            "status": "Late",
            "tone": Tone.NEED,
        },
        {"title": "Care Leavers", "url": HERE, "meta": "2 of 6 sections. Last saved 9 October."},
        {"title": "Children with Disabilities", "url": HERE, "meta": "Nothing written yet."},
    ],
    "head": ["Area", "Sent", "Questions", "Words"],
    "sent": [
        [
            SafeString('<a class="govuk-link" href="#top">Safeguarding &amp; Review</a>'),
            "Again, 13 October",
            "4 of 4",
            "1,204",
        ],
        [
            SafeString('<a class="govuk-link" href="#top">MASH &amp; Assessment</a>'),
            "12 October",
            "3 of 4",
            "642",
        ],
    ],
    "quarters": ["Q3 19/20", "Q4 19/20", "Q1 20/21", "Q2 20/21"],
    "ratings": [
        {
            "title": "Early Help",
            "url": HERE,
            "ratings": [6.5, 7, None, None],
            "state": "Not sent",
        },
        {"title": "Care Leavers", "url": HERE, "ratings": [4, 5, 0, None], "state": "Returned"},
        {"title": "Performance", "url": HERE, "ratings": [8, 8.5, None, 9], "state": "Approved"},
    ],
    "drawing": bars(
        "in-time",
        "Visits and reviews in time",
        [
            ("Visits", Decimal("81.5"), Decimal(90)),
            ("Reviews", Decimal(93), Decimal(95)),
        ],
        unit="%",
    ),
    "parts": [
        ("same", "Minutes of reviews "),
        ("removed", "go out too slowly"),
        ("same", " "),
        ("added", "came in time in 86 of 100 cases"),
        ("same", ". From 2 November the chair agrees them on the day."),
    ],
    "decided": {
        "is_stale": True,
        "differences": [
            Difference(
                "What do you know?",
                "How long do reviews take?",
                compare("Reviews take 9 days.", "Reviews take 12 days."),
            )
        ],
    },
    "changes": compare("Reviews go out too slowly.", "Reviews reached families on time."),
    "kept_form": {"pk": 1, "at": datetime(2020, 10, 12, 15, 12, tzinfo=UTC)},
    "entries": [
        {
            "sentence": "Head of MASH & Assessment saved version 4 of “What do you know?”.",
            "event": {"at": datetime(2020, 10, 9, 15, 12, tzinfo=UTC), "reason": ""},
            "saves": 3,
            "diff": {
                "summary": "1 word added.",
                "parts": [
                    ("same", "Visits are late in one "),
                    ("added", "new "),
                    ("same", "team."),
                ],
            },
            "values": [],
        },
        {
            "sentence": "Performance Analyst set the target of MA03.",
            "event": {
                "at": datetime(2020, 10, 1, 9, 5, tzinfo=UTC),
                "reason": "Agreed by the board in July.",
            },
            "values": [("Value", "90", "95")],
        },
    ],
    "texts": [
        {
            "heading": "Saved by the deputy",
            "meta": "4:10pm",
            "body": "Seven of ten visits were on time, two more than in Quarter 1.",
        },
        {
            "heading": "Yours, not saved",
            "meta": "4:12pm",
            "body": "Seven of ten visits were on time. The three late ones waited for an "
            "interpreter.",
        },
    ],
    "text": (
        "Contacts fell in the first lockdown and rose again in June.\n\n"
        "- Decisions within a day improved\n- Fridays are still the weak point\n\n"
        "1. The morning desk has a senior practitioner\n2. Cover on Fridays starts in November"
    ),
    "versions": [
        {
            "name": "Draft 2",
            "quarter_id": "2020-21-q2",
            "key": "draft-2",
            "get_absolute_url": HERE,
            "compiled_at": datetime(2020, 10, 14, 16, 2, tzinfo=UTC),
            "compiled_by": {"title": "Director"},
            "files": {"all": [{"fingerprint": "9f3a 61c2 07be d418", "size": 1_200_000}]},
        },
        {
            "name": "Version 1",
            "quarter_id": "2020-21-q1",
            "key": "v1",
            "get_absolute_url": HERE,
            "is_final": True,
            "is_issued": True,
            "compiled_at": datetime(2020, 7, 31, 15, 40, tzinfo=UTC),
            "compiled_by": {"title": "Director"},
            "issued_at": datetime(2020, 7, 31, 15, 50, tzinfo=UTC),
            "issued_by": {"title": "Director"},
            "files": {"all": [{"fingerprint": "e15f 20b3 97c8 4ad1", "size": 2_100_000}]},
        },
    ],
    "parts_of_page": [
        {
            "title": "What do you know?",
            "url": HERE,
            "active": True,
            "count": 2,
            "of": "comments",
        },
        {"title": "How do you know it?", "url": HERE},
        {"title": "Strengths", "url": HERE, "count": 1, "of": "comment"},
    ],
    "errors": [
        {"text": "Three areas are not approved: leave each out with a reason", "url": HERE},
        {"text": "The quarter is still open", "url": ""},
    ],
    "success": [Message(messages.SUCCESS, "Sent to the director at 3:40pm.")],
    "notice": [Message(messages.INFO, "The deputy also has this page open.")],
}
