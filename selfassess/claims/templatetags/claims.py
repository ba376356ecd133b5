"""What pages of other apps say of findings, and the sentences in which they are counted."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.claims.asides import Aside, Box, aside_of, in_boxes
from selfassess.claims.finding import Finding
from selfassess.claims.kinds import title_of, title_of_finding
from selfassess.claims.reading import TextPlace
from selfassess.claims.scope import Found, Row, found_in, may_review
from selfassess.claims.sentences import beside_a_box, folded, in_three, of_an_area
from selfassess.claims.standing import Tally, tally
from selfassess.plain_text import around

LONG_QUOTE = 300  # characters; the text itself is one click away

register = template.Library()


@register.simple_tag
def findings_in(assessment: Assessment) -> Found:
    """All of an area, read once for a page."""
    return found_in([assessment])[assessment.area]


@register.filter
def aside(found: Found, question: str) -> Aside:
    return aside_of(found, question)


@register.filter
def about(found: Found, question: str) -> list[Row]:
    """What stands beside one answer on the page of its review: nothing that is only a question."""
    return [
        row
        for row in found.of_question(question)
        if row.standing.contradicts or row.standing.decisions
    ]


@register.filter
def kind_title(finding: Finding) -> str:
    return title_of_finding(finding)


@register.filter
def in_lists_of(found: Found, section: str) -> list[Row]:
    return found.in_lists_of(section)


@register.filter
def boxes_in_lists_of(found: Found, section: str) -> list[Box]:
    """The same while it is written: a box for each sentence."""
    return in_boxes(found.in_lists_of(section), found.used)


@register.filter
def counted(found: Found) -> Tally:
    return tally(found.standings)


@register.filter
def open_contradictions(found: Found) -> list[Row]:
    return [row for row in found.rows if row.standing.contradicts and row.standing.is_open]


@register.filter
def by_text(rows: Iterable[Row]) -> list[tuple[TextPlace, list[Row]]]:
    """Under the text in which each stands, and there in its order."""
    texts: dict[TextPlace, list[Row]] = {}
    for row in rows:
        texts.setdefault(row.place, []).append(row)
    return [
        (place, sorted(of, key=lambda row: row.standing.finding.start))
        for place, of in texts.items()
    ]


@register.filter
def reviewed_by(assessment: Assessment, user: User) -> bool:
    return may_review(user, assessment)


@register.filter
def in_a_sentence(aside: Aside) -> str:
    return beside_a_box(aside)


@register.filter
def numbers_in_a_sentence(found: Found) -> str:
    """How many numbers of an area agree, contradict the record, and cannot be checked."""
    return in_three(found.area.in_all)


@register.filter
def folded_in_a_sentence(aside: Aside) -> str:
    return folded(aside)


@register.filter
def tally_in_a_sentence(counted: Tally) -> str:
    return of_an_area(counted)


@register.filter
def kind_of_check(name: str) -> str:
    return title_of(name)


@register.filter
def rating_gap(found: Found) -> list[str]:
    """Where the rating is far from what the evidence suggests, and nothing says why."""
    asked = (one.finding for one in found.standings if one.is_open)
    gaps = (one for one in asked if one.kind == "rating" and one.values[:1] == ("evidence",))
    return [
        f"You rate {one.quoted.removeprefix('Rated ')}. The evidence suggests {one.values[1]}. "
        "Say why."
        for one in gaps
    ]


@register.filter
def about_what(finding: Finding) -> str:
    """A question in a few words: all of an area’s stand in one line."""
    return finding.instead or title_of(finding.kind).lower()


@register.filter
def marked(finding: Finding, most: int = LONG_QUOTE) -> SafeString:
    """The sentence, or as much of it as shows what is meant, with the number in it marked."""
    quoted = around(finding.quoted, finding.written, most)
    written = re.compile(rf"(?<![\w.,]){re.escape(finding.written)}(?!\w)")
    if not finding.written or not (number := written.search(quoted)):
        return escape(quoted)
    parts = quoted[: number.start()], number[0], quoted[number.end() :]
    return format_html("{}<mark>{}</mark>{}", *parts)


@register.filter
def worst(found: Found | None) -> list[Row]:
    """What is open, as it is counted everywhere, for the top of a review. An issued quarter's words
    are tested no more."""
    return sorted(found.open, key=lambda row: not row.standing.contradicts) if found else []


@register.filter
def in_groups(found: Found) -> list[tuple[str, list[Row]]]:
    """What stands in an area's list, the worst first."""
    groups = {
        "Contradicts the record": [r for r in found.rows if r.standing.contradicts],
        "Not on record": [
            r for r in found.rows if not r.standing.contradicts and not r.standing.is_question
        ],
        "Questions": [r for r in found.rows if r.standing.is_question],
    }
    return [(title, rows) for title, rows in groups.items() if rows]
