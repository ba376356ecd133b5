"""Documents of other councils, each with habits that the first examples have not."""

from .examples import EVIDENCE, KNOW
from .word import Word

BOX = "<w:txbxContent>{}</w:txbxContent>"
LINE = "<w:p><w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{}</w:t></w:r></w:p>"


def box(word: Word, title: str, *lines: str) -> None:
    """A text box with a bold title, as Word writes it twice."""
    inside = BOX.format(
        LINE.format("<w:b/>", title) + "".join(LINE.format("", f"• {line}") for line in lines)
    )
    word.xml(
        "<w:p><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def boxes():
    """What is strong and what is not stands in text boxes beside the words."""
    word = Word()
    word.title("Service reviews, Quarter 1 2020/21")
    for area in ("Early Help", "Children Looked After"):
        word.heading(area, 1)
        word.heading("Where are we now?", 2)
        word.say(f"{area}: {KNOW}")
        box(word, "What is working well", f"{area} is prompt", "Parents come back")
        box(word, "What needs to improve", "Visit sooner by 30 September 2020")
        word.heading("Self-assessment score", 2)
        word.say("Score 6 out of 10")
    expected = {
        slug: {
            "know": f"{area}: Practice",
            "strengths": [f"{area} is prompt", "Parents come back"],
            "actions": [("Visit sooner by 30 September 2020", "", "", "2020-09-30")],
            "rating": 6,
        }
        for slug, area in (("early-help", "Early Help"), ("lac", "Children Looked After"))
    }
    return word.bytes(), expected


def tables_in_tables():
    """A form a service; the actions are a table in its cell."""
    word = Word()
    word.title("Quarterly self-evaluation, Q1 2020/21")
    word.heading("Care Leavers Service", 1)
    form = word.table(
        ("What do we know?", KNOW),
        ("How do we know?", EVIDENCE),
        ("Our strengths", ""),
        ("Our priorities for improvement", ""),
        ("Grade", "7"),
        bold=False,
    )
    word.fill(form.cell(2, 1), "Flats are found early", "Advisers stay", style="List Bullet")
    inner = form.cell(3, 1).add_table(3, 3)
    rows = (
        ("Action", "Owner", "By when"),
        ("Train advisers", "Team Manager", "31/10/2020"),
        ("Ask young people", "Participation Lead", "December 2020"),
    )
    for line, texts in zip(inner.rows, rows, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
    return word.bytes(), {
        "care-leavers": {
            "know": "Practice is steady",
            "evidence": "Audits of twelve",
            "strengths": ["Flats are found early", "Advisers stay"],
            "actions": [
                ("Train advisers", "", "Team Manager", "2020-10-31"),
                ("Ask young people", "", "Participation Lead", "2020-12-31"),
            ],
            "rating": 7,
        }
    }


def numbered_by_hand():
    """Numbers are typed, nothing is bold, and titles are in capitals."""
    word = Word()
    word.say("SELF ASSESSMENT QUARTER 1 2020/21")
    for number, area in ((1, "FRONT DOOR"), (2, "COURT TEAM AND CHILD PROTECTION")):
        word.say(f"{number}. {area}")
        word.say(f"{number}.1 WHAT DO YOU KNOW?")
        word.say(f"In area {number} {KNOW}")
        word.say(f"{number}.2 STRENGTHS")
        word.say(f"{number}.2.1 Children are seen", f"{number}.2.2 Plans are clear")
        word.say(f"{number}.3 AREAS FOR DEVELOPMENT")
        word.say(
            f"{number}.3.1 Write plainly (Lead: Service Manager; Timescale: end of Q2)",
            f"{number}.3.2 Meet weekly",
        )
        word.say(f"{number}.4 SCORE: 6.5/10")
    expected = {
        slug: {
            "know": f"In area {number}",
            "strengths": ["Children are seen", "Plans are clear"],
            "actions": [
                ("Write plainly", "", "Service Manager", "2020-09-30"),
                ("Meet weekly", "", "", ""),
            ],
            "rating": 6.5,
        }
        for number, slug in ((1, "mash"), (2, "cp-court"))
    }
    return word.bytes(), expected


def tracked():
    """Sent with its changes: a title put in, a score changed, a row and a paragraph taken out."""
    word = Word()
    word.heading("Safeguarding and Review", 1)
    word.heading("What do you know?", 2)
    word.xml(
        "<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>Practice is steady.</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='2' w:author='x'/></w:rPr></w:pPr>"
        "<w:del w:id='3' w:author='x'><w:r><w:delText>It is poor.</w:delText></w:r></w:del></w:p>"
    )
    word.heading("Strengths", 2)
    word.xml(
        "<w:p><w:moveFrom w:id='4' w:author='x'><w:r><w:t>Moved below</w:t></w:r></w:moveFrom>"
        "</w:p>"
    )
    word.bullets("Minutes go out in time")
    word.xml(
        "<w:p><w:pPr><w:pStyle w:val='ListBullet'/></w:pPr><w:moveTo w:id='5' w:author='x'><w:r>"
        "<w:t>Moved below</w:t></w:r></w:moveTo></w:p>"
    )
    word.heading("Rating", 2)
    word.xml(
        "<w:p><w:del w:id='6' w:author='x'><w:r><w:delText>6</w:delText></w:r></w:del>"
        "<w:ins w:id='7' w:author='x'><w:r><w:t>8</w:t></w:r></w:ins>"
        "<w:r><w:t>/10</w:t></w:r></w:p>"
    )
    return word.bytes(), {
        "safeguarding": {
            "know": "Practice is steady.",
            "strengths": ["Minutes go out in time", "Moved below"],
            "rating": 8,
        }
    }


HABITS = {make.__name__: make for make in (boxes, tables_in_tables, numbered_by_hand, tracked)}
