"""An invented council's frozen report content.

It is stored in the first schema, as earlier releases froze it, and read as today's classes. Nothing
in it describes a real place. It is built the same way every time, so that two drawings of it can be
compared byte for byte.
"""

from collections.abc import Collection
from itertools import cycle, islice
from typing import Any

import msgspec

from selfassess.reporting.content.read import read
from selfassess.reporting.content.schema import (
    AreaContent,
    Evidence,
    Overview,
    ReportContent,
    Section,
)
from selfassess.schema_fields import ContentPart, fields_of

from .sample_lists import add_lists

AREAS = {
    "early-help": "Early Help",
    "mash": "MASH & Assessment",
    "safeguarding": "Safeguarding & Review",
    "cp-court": "Child Protection & Court",
    "lac": "Looked After Children",
    "care-leavers": "Care Leavers",
    "cwd": "Children with Disabilities",
    "performance": "Performance",
}
TWO = ("early-help", "lac")  # with everything that an area may have
DIRECTOR = "Director of Children's Services"
STATES = {
    "approved": "Approved",
    "with-director": "With the director",
    "in-progress": "In progress",
    "not-started": "Not started",
}
KNOW = (
    "What do you know about how good practice in your service is, and what it changes? "
    "Include what you learned this quarter and what changed because of it."
)
EVIDENCE = "How do you know it? Include the outputs you measure, audits and feedback."

SENTENCES = (
    "Families meet their worker sooner than in the winter, and most say they were listened to.",
    "Open plans fell from 214 to 196, because reviews now ask every time whether one is needed.",
    "We read 24 records this quarter: 15 were good, 7 needed improvement and 2 were inadequate.",
    "Both inadequate records were put right within a week and read again by a second manager.",
    "Supervision took place on time in 88% of cases, but what it changed is not always written.",
    "Two teams write analysis a parent can follow; the third describes more than it explains.",
    "Nine parents and six young people told us what they thought; four wanted fewer new faces.",
    "Since May every visit is planned with a question in mind, and visits are shorter for it.",
    "The vacancy rate is 11%, and three of the five vacant posts are in the same team.",
    "Schools answer our requests within two days on average, a day faster than last quarter.",
    "We know least about children who wait for a specialist service, and will look there next.",
    "A learning session brought 31 people together around one family's story, told by them.",
    "Managers now see each new plan within five working days and send back about one in six.",
    "Timeliness looks better in figures than it feels, so we now count from the first call.",
)
POINTS = (
    "- Plans say what will be different for the child, by when, and who will notice.",
    "- Fathers are asked for their view in 7 of 10 records; a year ago it was 5.",
    "- Step-down meetings happen before the plan ends, not after it.",
)


def answer(count: int = 300, seed: int = 0, *, with_list: bool = True) -> str:
    """About that many words, in paragraphs of four sentences, with a short list in the middle."""
    sentences = islice(cycle(SENTENCES), seed * 5, None)
    paragraphs, total = [], 0
    while total < count:
        paragraphs.append(" ".join(islice(sentences, 4)))
        total += len(paragraphs[-1].split())
    if with_list:
        paragraphs.insert(1 + seed % 2, "\n".join(POINTS))
    return "\n\n".join(paragraphs)


def question(key: str, text: str, reply: str, last_quarter: str = "changed") -> dict:
    return {
        "question": key,
        "text": text,
        "answer": reply,
        "words": len(reply.split()),
        "last_quarter": last_quarter if reply else "not answered",
    }


def sections(slug: str, seed: int) -> list[dict]:
    know = [question("know", KNOW, answer(300, seed), "same" if seed in (2, 5) else "changed")]
    evidence = [question("evidence", EVIDENCE, answer(300, seed + 3), "new")]
    if slug == "lac":
        know += [
            question(
                "know-corporate-parenting",
                "What do you know about how the council acts as a corporate parent?",
                answer(200, seed + 1, with_list=False),
                "same",
            ),
            question("know-virtual-school", "What do you know about the virtual school?", ""),
        ]
    return [
        {"key": "know", "title": "What do you know?", "answers": know},
        {"key": "evidence", "title": "How do you know it?", "answers": evidence},
    ]


def area(slug: str, number: int, state: str = "approved") -> dict:
    parts = sections(slug, number) if state != "not-started" else blank(sections(slug, number))
    answers = [reply for part in parts for reply in part["answers"]]
    sent = state in ("approved", "with-director")
    return {
        "slug": slug,
        "name": AREAS[slug],
        "order": number * 10,
        "state": state,
        "state_name": STATES[state],
        "included": True,
        "left_out_reason": "",
        "heads": [f"Head of {AREAS[slug]}"],
        "sent_at": f"2020-07-{12 + number}T15:40:00+01:00" if sent else None,
        "sent_by": f"Head of {AREAS[slug]}" if sent else "",
        "approved_at": "2020-07-28T09:12:00+01:00" if state == "approved" else None,
        "approved_by": DIRECTOR if state == "approved" else "",
        "questions_asked": len(answers),
        "questions_answered": sum(bool(reply["answer"]) for reply in answers),
        "words": sum(reply["words"] for reply in answers),
        "same_as_last_quarter": sum(reply["last_quarter"] == "same" for reply in answers),
        "anchors": {"ten": "exactly where we want it", "zero": "lost its way"},
        "sections": parts,
    }


def blank(parts: list[dict]) -> list[dict]:
    for part in parts:
        part["answers"] = [
            question(reply["question"], reply["text"], "") for reply in part["answers"]
        ]
    return parts


def content(kind: str = "final", *, areas: Collection[str] = AREAS) -> ReportContent:
    """A final with all areas approved, or a draft with two that are not."""
    return read(stored(kind, areas=areas))


def words_only(kind: str = "final", *, areas: Collection[str] = AREAS) -> ReportContent:
    """Content as it was frozen before there were lists beside the words."""
    return read(stored_words_only(kind, areas=areas))


def change(part: ContentPart, **plain) -> None:
    """Set some fields of content from plain values, such as a date as it is stored."""
    told = msgspec.to_builtins(part) | msgspec.to_builtins(plain)
    changed = msgspec.convert(told, type(part))
    for name in plain:
        setattr(part, name, getattr(changed, name))


def as_first_stored(content: ReportContent) -> dict:
    """Content as the first schema would have stored it: without codes, and with fewer numbers."""
    return as_stored_under(1, content)


def as_stored_under(schema: int, content: ReportContent) -> dict:
    return _without_later(content, schema) | {"schema": schema}


def _without_later(part: Any, schema: int) -> Any:
    if isinstance(part, list):
        return [_without_later(one, schema) for one in part]
    if not isinstance(part, ContentPart):
        return msgspec.to_builtins(part)
    later = {field.name for field in fields_of(type(part)) if field.about.since > schema}
    return {
        name: _without_later(getattr(part, name, value), schema)
        for name, value in msgspec.to_builtins(part).items()
        if name not in later
    }


def area_of(content: ReportContent, slug: str = "mash") -> AreaContent:
    return next(area for area in content.areas if area.slug == slug)


def leave_out(area: AreaContent, reason: str) -> None:
    """Of an area that a final leaves out nothing is said but the reason."""
    change(area, included=False, left_out_reason=reason, sections=[], indicator_counts={})
    change(area, strengths=[], actions=[], indicators=[], charts=[])
    area.evidence, area.rating = Evidence(), None


def stored(kind: str = "final", *, areas: Collection[str] = AREAS) -> dict:
    return add_lists(stored_words_only(kind, areas=areas))


def stored_words_only(kind: str = "final", *, areas: Collection[str] = AREAS) -> dict:
    unready = {"care-leavers": "with-director", "cwd": "not-started"} if kind == "draft" else {}
    made = [
        area(slug, number, unready.get(slug, "approved"))
        for number, slug in enumerate(AREAS, 1)
        if slug in areas
    ]
    return {
        "schema": 1,
        "authority": "Example Council",
        "marking": "OFFICIAL-SENSITIVE",
        "quarter": {
            "code": "2020-21-q1",
            "name": "Q1 2020/21",
            "long_name": "Quarter 1, 2020 to 2021",
            "months": "April to June 2020",
            "starts": "2020-04-01",
            "ends": "2020-06-30",
            "due": "2020-07-17",
        },
        "version": {
            "key": "draft-2" if kind == "draft" else "v2",
            "kind": kind,
            "number": 2,
            "name": "Draft 2" if kind == "draft" else "Version 2",
            "compiled_at": "2020-07-31T16:40:00+01:00",
            "compiled_by": DIRECTOR,
        },
        "previous_quarter": {"code": "2019-20-q4", "name": "Q4 2019/20"},
        "overview": {
            "first_page": (
                "Families are reached sooner than a year ago, and the records show why. "
                "Supervision is regular but does not change enough. "
                "We ask the council to keep the three posts in assessment until March."
            ),
            "text": answer(420, 1),
            "by": DIRECTOR,
            "at": "2020-07-30T11:05:00+01:00",
        },
        "areas": made,
        "missing": [one["name"] for one in made if one["state"] != "approved"],
        "history": [
            {
                "name": "Version 1",
                "compiled_at": "2020-07-29T10:02:00+01:00",
                "issued_at": None,
                "sha256": "9f3a51c07be2d4486a1f0c93d8e5b72764c1a0fe35d29b8810c7e6f4a2b3d590",
            },
        ],
    }


def extreme() -> ReportContent:
    """Everything at once that makes a report hard to set."""
    hard = words_only("draft")
    hard.authority = (
        "The Metropolitan Borough Council of Upper Example with Lower Example and Example-on-Sea"
    )
    hard.overview = Overview(first_page=answer(120, 2, with_list=False))
    hard.previous_quarter = None
    hard.history = []
    answers = [reply for one in hard.areas for part in one.sections for reply in part.answers]
    for reply, text in zip(answers, HARD_TEXTS, strict=False):
        reply.answer = text
    leave_out(hard.areas[7], SENTENCES[8])
    change(hard.areas[6], heads=[], name="Children with Disabilities, Short Breaks and " * 3)
    return hard


def extreme_lists() -> ReportContent:
    """Two areas without words, whose lists are hard to set: one has too much, one has nothing."""
    hard = content(areas=list(AREAS)[:2])
    for one in hard.areas:
        one.same_as_last_quarter = one.words = 0
        for section in one.sections:
            leave_blank(section)
    full, empty = hard.areas
    change(full.actions[0], text=HARD_TEXTS[5], owner="x" * 200, progress="y" * 2_000)
    change(full.strengths[0], text=HARD_TEXTS[6], evidence=HARD_TEXTS[8])
    change(full.indicators[0], name="z" * 200, comment=HARD_TEXTS[5], value="1" * 30)
    change(full.evidence.audits[0], theme="Long words " * 20, learning=HARD_TEXTS[5])
    change(full.evidence.facts[0], label="w" * 200, shown="v" * 30, note=HARD_TEXTS[7])
    empty.evidence = Evidence()
    change(empty, strengths=[], actions=[], indicators=[], indicator_counts={})
    return hard


def leave_blank(section: Section) -> None:
    for reply in section.answers:
        change(reply, answer="", words=0, last_quarter="not answered")


HARD_TEXTS = (
    "x" * 10_000,
    answer(1500, 4)[:10_000],
    "Pneumonoultramicroscopicsilicovolcanoconiosis-" * 30 + " and a short word",
    "Emoji 😀, a rocket 🚀, a family 👩‍👩‍👧, a flag 🇬🇧, a heart ❤️, a tick ✓.\n\n漢字 and สวัสดี.",
    "هذا نص عربي يبدأ من اليمين.\n\nשלום עולם, זה טקסט בעברית.\n\nEnglish with שלום inside.",
    "\n\n".join(f"Paragraph {number}. {SENTENCES[number % 14]}" for number in range(1, 26)),
    "\n".join(f"{number}. {SENTENCES[number % 14]}" for number in range(7, 40)),
    "https://example.org/" + "a/very/long/path/" * 40,
    "Team; Cases; Good\nNorth; 24; 15\nSouth; –; 7\n\n- one\n- two\n1. three\n\nAfter the list.",
    "\n\n".join("- " + "word " * 120 for _ in range(8)),
    "=" * 3_000 + "\n" + "🚀" * 500,
    "<script>alert(1)</script> & \"quotes\" 'single' {{ brackets }} {% tag %} \\ backslash",
    "e\u0301\u0301\u0301" * 200 + " zalgo, \x07 a bell, \ufffe no character, \U000f0000 private",
)
