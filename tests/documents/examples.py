"""Documents of councils that are invented, each of another kind, with what is in them."""

from .word import Word

KNOW = "Practice is steady and children are seen in good time by workers whom they know well."
EVIDENCE = "Audits of twelve records, ten of them good, and the replies of forty parents."


def bold_only():
    """No styles at all: headings are bold and larger, lists are numbered by hand."""
    word = Word()
    word.say("Self-assessment of children’s services, Quarter 1 2020/21", bold=True, size=20)
    word.say("Contents", bold=True, size=16)
    word.say("Family Help", "Front Door", "Children We Care For", bold=True, size=16)
    for name, score in (("Family Help", "6 ½"), ("Front Door", "7 out of 10")):
        word.say(name, bold=True, size=16)
        word.say("What we know", bold=True, size=13)
        word.say(f"{name} {KNOW}", "More of the same, told at length.")
        word.say("How we know it", bold=True, size=13)
        word.say(f"{name} {EVIDENCE}")
        word.say("What is going well", bold=True, size=13)
        word.say("1. Parents come back to us", "2. Schools know whom to ring", "3. Plans are short")
        word.say("What needs to improve", bold=True, size=13)
        word.say(
            "a) Write plans with families. Lead: Team Manager. By when: 30 September 2020",
            "b) See fathers as well. Impact: children keep both parents. Lead: All workers",
        )
        word.say("Our score", bold=True, size=13)
        word.say(score)
    word.say("Children We Care For", bold=True, size=16)
    word.say("What we know", bold=True, size=13)
    word.say(f"Homes {KNOW}")
    word.say("Our score", bold=True, size=13)
    word.say("Not scored")
    shared = {
        "strengths": ["Parents come back to us", "Schools know whom to ring", "Plans are short"],
        "actions": [
            ("Write plans with families.", "", "Team Manager", "2020-09-30"),
            ("See fathers as well.", "children keep both parents", "All workers", ""),
        ],
    }
    return word.bytes(), {
        "early-help": {
            "know": "Family Help Practice",
            "evidence": "Family Help Audits",
            **shared,
            "rating": 6.5,
        },
        "mash": {
            "know": "Front Door Practice",
            "evidence": "Front Door Audits",
            **shared,
            "rating": 7,
        },
        "lac": {"know": "Homes Practice", "rating": None},
    }


def sections_first():
    """The sections are the chapters, and the areas stand below them."""
    word = Word()
    word.title("Where we are, Q1 2020/21")
    chapters = {
        "What do we know about our practice?": (KNOW, None),
        "How do we know it?": (EVIDENCE, None),
        "Strengths": (None, ("We see them early", "We write plainly")),
        "Areas for improvement": (None, ("Visit sooner by end of September", "Ask more often")),
    }
    for title, (text, items) in chapters.items():
        word.heading(title, 1)
        for area in ("Leaving Care", "Disabled Children’s Team"):
            word.heading(area, 2)
            if text:
                word.say(f"{area}: {text}")
            else:
                word.bullets(*(f"{item} ({area})" for item in items))
    expected = {}
    for slug, area in (("care-leavers", "Leaving Care"), ("cwd", "Disabled Children’s Team")):
        expected[slug] = {
            "know": f"{area}: Practice",
            "evidence": f"{area}: Audits",
            "strengths": [f"We see them early ({area})", f"We write plainly ({area})"],
            "actions": [
                (f"Visit sooner by end of September ({area})", "", "", "2020-09-30"),
                (f"Ask more often ({area})", "", "", ""),
            ],
            "rating": None,
        }
    return word.bytes(), expected


def forms_in_tables():
    """A form of two columns for each area, what is asked on the left."""
    word = Word()
    word.title("Quarterly return: July to September 2020")
    for area in ("Children in Care", "Quality Assurance"):
        word.heading(area, 1)
        table = word.table(
            ("What do you know?", f"{area} {KNOW}"),
            ("How do you know?", f"{area} {EVIDENCE}"),
            ("Strengths", ""),
            ("Areas for development", ""),
            ("Rating out of 10", "5.5/10"),
            bold=False,
        )
        word.fill(
            table.cell(2, 1), "Reviews are on time", "Children speak first", style="List Bullet"
        )
        word.fill(
            table.cell(3, 1), "Send minutes within ten days by 01.12.20", "Hear babies", style=None
        )
        word.say("")
    return word.bytes(), {
        slug: {
            "know": f"{area} Practice",
            "evidence": f"{area} Audits",
            "strengths": ["Reviews are on time", "Children speak first"],
            "actions": [
                ("Send minutes within ten days by 01.12.20", "", "", "2020-12-01"),
                ("Hear babies", "", "", ""),
            ],
            "rating": 5.5,
        }
        for slug, area in (("lac", "Children in Care"), ("safeguarding", "Quality Assurance"))
    }


def side_by_side():
    """Strengths beside actions, with columns for who and when; cells merged downwards."""
    word = Word()
    word.title("Self-evaluation, Quarter 1 2020/21")
    word.heading("2. Child Protection and Court", 1)
    word.heading("2.1 What do you know?", 2)
    word.say(KNOW)
    word.heading("2.2 Strengths and areas for development", 2)
    table = word.table(
        ("What is working well", "Areas for development", "Intended impact", "Lead", "Timescale"),
        (
            "Core groups meet",
            "File court work on time",
            "No delay for babies",
            "Head of Service",
            "Q2",
        ),
        (
            "Parents attend",
            "Train new workers",
            "Better statements",
            "Head of Service",
            "mid-October",
        ),
        ("", "Buy tablets", "", "ICT partner", "Ongoing"),
    )
    table.cell(1, 3).merge(table.cell(2, 3)).paragraphs[-1].clear()
    word.heading("2.3 Rating", 2)
    word.say("We give ourselves 7/10 because two audits were good.")
    word.heading("Conclusion", 1)
    word.say("Nothing in this chapter belongs to a service.")
    return word.bytes(), {
        "cp-court": {
            "know": "Practice is steady",
            "strengths": ["Core groups meet", "Parents attend"],
            "actions": [
                ("File court work on time", "No delay for babies", "Head of Service", "2020-09-30"),
                ("Train new workers", "Better statements", "Head of Service", "2020-10-15"),
                ("Buy tablets", "", "ICT partner", ""),
            ],
            "rating": 7,
        }
    }


def one_area():
    """A document of one service, named in its title alone."""
    word = Word()
    word.title("Early Help: self-assessment for Q1 2020/21")
    word.say("Guidance: no more than two pages.", italic=True)
    word.heading("What do you know?", 1)
    word.say(KNOW)
    word.heading("Evidence", 1)
    word.say(EVIDENCE)
    word.bullets("A survey of forty parents", "Twelve audits")
    word.heading("Areas of strength", 1)
    word.say("Timeliness", bold=True)
    word.say("Nine in ten plans begin within a week.")
    word.say("Partners", bold=True)
    word.say("Schools lead a third of plans.")
    word.heading("Action plan", 1)
    word.table(
        ("No", "What will we do?", "By whom", "By when", "Status"),
        ("1", "Train school leads", "Early Help Manager", "31/10/2020", "On track"),
        ("2", "Ask children at closing", "", "", "At risk"),
    )
    word.heading("Score", 1)
    word.say("8")
    return word.bytes(), {
        "early-help": {
            "know": "Practice is steady",
            "evidence": "Audits of twelve",
            "strengths": [
                "Timeliness\nNine in ten plans begin within a week.",
                "Partners\nSchools lead a third of plans.",
            ],
            "actions": [
                ("Train school leads", "", "Early Help Manager", "2020-10-31"),
                ("Ask children at closing", "", "", ""),
            ],
            "rating": 8,
        }
    }


def as_word_leaves_it():
    """Tracked changes, content controls, text boxes, comments, a table in a table."""
    word = Word()
    word.heading("Multi-Agency Safeguarding Hub", 1)
    word.heading("What do you know?", 2)
    word.xml(
        "<w:p><w:r><w:t xml:space='preserve'>Decisions are </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>slow</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>prompt and right.</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>"
        "<w:t>Click or tap here to enter text.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Typed into a control.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    word.text_box("Said in a box.")
    word.comment("This has a comment.", "Is that so?")
    word.heading("Strengths", 2)
    outer = word.document.add_table(1, 1).cell(0, 0)
    inner = outer.add_table(2, 1)
    word.fill(inner.cell(0, 0), "A nested strength", style="List Bullet")
    word.fill(inner.cell(1, 0), "Another of them", style="List Bullet")
    word.heading("Overall rating", 2)
    word.say("Between 6 and 7")
    return word.bytes(), {
        "mash": {
            "know": "Decisions are prompt and right.",
            "strengths": ["A nested strength", "Another of them"],
            "rating": None,
        }
    }


def a_row_for_each_area():
    """The whole self-assessment in one table."""
    word = Word()
    word.title("Quarter 1 2020/21 position")
    word.table(
        (
            "Service",
            "What we know",
            "How we know it",
            "Strengths",
            "Areas for development",
            "Score",
        ),
        ("Front Door", KNOW, EVIDENCE, "Prompt decisions", "Answer by end of Q2", "7/10"),
        ("Children in Care", KNOW, EVIDENCE, "Near home", "See dentists", "6 ½"),
    )
    answers = {"know": "Practice is steady", "evidence": "Audits of twelve"}
    return word.bytes(), {
        "mash": {
            **answers,
            "strengths": ["Prompt decisions"],
            "actions": [("Answer by end of Q2", "", "", "2020-09-30")],
            "rating": 7,
        },
        "lac": {
            **answers,
            "strengths": ["Near home"],
            "actions": [("See dentists", "", "", "")],
            "rating": 6.5,
        },
    }


def both_in_one_heading():
    """Area and section stand in the same heading."""
    word = Word()
    word.title("Self-evaluation, Q1 2020/21")
    for section, text in (("Narrative", KNOW), ("Evidence", EVIDENCE)):
        word.heading(f"Early Intervention – {section}", 2)
        word.say(text)
    word.heading("Early Intervention – Strengths", 2)
    word.numbers("First strong thing", "Second strong thing")
    word.heading("Early Intervention – Self-assessment score", 2)
    word.say("Seven")
    return word.bytes(), {
        "early-help": {
            "know": "Practice is steady",
            "evidence": "Audits of twelve",
            "strengths": ["First strong thing", "Second strong thing"],
            "rating": 7,
        }
    }


EXAMPLES = {
    make.__name__: make
    for make in (
        bold_only,
        sections_first,
        forms_in_tables,
        side_by_side,
        one_area,
        as_word_leaves_it,
        a_row_for_each_area,
        both_in_one_heading,
    )
}
