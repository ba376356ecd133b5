"""Live figures as people get them wrong: half written, one in another, of a KPI that is gone, of a
quarter that is not there, and a text full of them. Whatever is not understood is named, says the
same wherever it is read, and stops nobody."""

import io

import docx
import pytest

from performance.models import Kpi, Measure
from performance.operations.catalogue import choose
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.live_figures.models import KeptFigure
from selfassess.live_figures.resolving import LiveFigures
from selfassess.reporting.formats.registry import draw
from tests.factories import freeze_now, get_assessment, write
from tests.pages import words_on

from .conftest import OPEN

AREA = f"/{OPEN}/mash/"
ODD = "Not {{LC07}}, nor {MA03 {MA03}}, {{MA03} or {}."
READS = "Not {LC07}, nor {MA03 74.6%}, {74.6% or {}."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{MA03 {LC07}}", "{MA03 [{LC07} is not a figure of this area]}"),
        ("{MA03 Q2 2031/32}", "[no figure: Contacts with a decision within 24 hours / one working"),
        ("{MA03 Q2 1019/20}", "[{MA03 Q2 1019/20} is no live figure."),
        ("{MA03 target last quarter}", "[{MA03 target last quarter} is no live figure."),
        ("{MA03 Q9 2020/21}", "[{MA03 Q9 2020/21} is no live figure."),
        ("{LC07 Q2 2031/32}", "[{LC07 Q2 2031/32} is not a figure of this area]"),
        ("{MA03<script>}", "[{MA03<script>} is no live figure."),
        ("{\u041c\u041003}", "{\u041c\u041003}"),  # Cyrillic letters: nobody’s code
    ],
)
def test_what_is_not_understood_is_named(quarter, written, says):
    assert LiveFigures(OPEN).words(written, "mash").startswith(says)


def test_odd_braces_read_the_same_wherever_they_are_read(mash, cast, sign_in):
    """A text is never read a second time: what it says may look like a live figure again."""
    write(mash, ODD, by=cast.head)
    send(get_assessment(OPEN), by=cast.head)
    pages = [(cast.head, page) for page in ("know/", "history/", "history/know/v1/")]
    pages += [(cast.director, page) for page in ("review/", "review/approve/")]
    for who, page in pages:
        assert READS in words_on(sign_in(who).get(AREA + page)), page
    content = freeze_now(mash.quarter)
    answer = next(one for one in content.areas if one.slug == "mash").sections[0].answers[0]
    assert answer.answer == READS
    word = docx.Document(io.BytesIO(draw(content, "docx")))
    assert READS in "\n".join(paragraph.text for paragraph in word.paragraphs)


def test_one_that_is_not_closed_is_named_before_sending(mash, cast, sign_in):
    write(mash, "We decided {MA03 of contacts in time.", by=cast.head)
    page = words_on(sign_in(cast.head).get(f"{AREA}check/"))
    assert "What do you know? says “{MA03 of contacts in time”" in page


def test_of_a_kpi_that_is_withdrawn_it_names_the_code_and_approval_keeps_that(mash, cast, sign_in):
    write(mash, "Now {MA03}, before {MA03 last quarter}.", by=cast.head)
    Measure.objects.filter(kpi="MA03", quarter=OPEN).delete()
    reason = "It is counted no longer."
    choose(
        Kpi.objects.get(code="MA03"), asked=False, from_quarter=OPEN, reason=reason, by=cast.analyst
    )
    reads = get_assessment(OPEN).answer_to("know").words
    assert "[{MA03} is not a figure of this area]" in reads
    check = words_on(sign_in(cast.head).get(f"{AREA}check/"))
    assert "[{MA03} is not a figure of this area]" in check
    send(get_assessment(OPEN), by=cast.head)
    approve(get_assessment(OPEN), by=cast.director)
    assert get_assessment(OPEN).answer_to("know").words == reads


def test_approval_keeps_the_longest_that_any_says(mash, cast):
    """On PostgreSQL a column that is too short would stop the approval."""
    Kpi.objects.get(code="MA08").definitions.update(name="W" * 200)
    longest = "{MA08 " + "x" * 59 + "}"
    write(mash, f"{{MA08}} {{MA08 Q1 2018/19}} {longest}", by=cast.head)
    send(get_assessment(OPEN), by=cast.head)
    approve(get_assessment(OPEN), by=cast.director)
    limit = KeptFigure._meta.get_field("words").max_length
    kept = KeptFigure.objects.values_list("words", flat=True)
    assert len(kept) == 3
    assert max(map(len, kept)) <= limit


def test_reopened_and_approved_again_the_words_are_of_the_second_time(mash, cast, correct):
    write(mash, "We decided {MA03} in time.", by=cast.head)
    for value, says in (("74.6", "74.6%"), ("81.2", "81.2%")):
        correct(OPEN, "MA03", value)
        send(get_assessment(OPEN), by=cast.head)
        approve(get_assessment(OPEN), by=cast.director)
        assert get_assessment(OPEN).answer_to("know").words == f"We decided {says} in time."
        reopen(get_assessment(OPEN), reason="A new figure.", by=cast.director)
