"""Parts and wholes of one text."""

from selfassess.claims.checks import parts
from selfassess.claims.checks.base import ReadParagraph
from selfassess.claims.finding import Tier
from selfassess.claims.known import Known
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.read import read

CONTRADICTIONS = {
    "6 of 8 (85%) were good.": "6 of 8 is 75.0%, not 85%.",
    "8 of the 10 files (82%) were good.": ("No number of 10 gives 82%. 8 of 10 is 80.0%, not 82%."),
    "Eight out of ten families (91.4%) had a plan.": "Eight of 10 is 80.0%, not 91.4%.",
    "Only 38% (137 of 398) live here.": "137 of 398 is 34.4%, not 38%.",
    "Of the 190 leavers, 26 (27.3%) are young.": "26 of 190 is 13.7%, not 27.3%.",
    "We met 27 children, of whom 30 spoke.": "30 is more than the 27 of which it is a part.",
    "Of the 7 files, 47% were good.": "No number of 7 gives 47%.",
    "Of 7 cases 3 were good and 5 were inadequate.": "3 + 5 = 8, not 7.",
    "A further 12 bids will be made in May 9 for carers and 5 for schools.": "9 + 5 = 14, not 12.",
    "We have 12 bids: 9 for carers and 5 for schools.": "9 + 5 = 14, not 12.",
    "Plans were judged 40% good, 50% requires improvement, 20% inadequate.": (
        "40% + 50% + 20% = 110%."
    ),
    "Half of them (31%) had a say.": "“Half” is not said of 31%.",
    "A third (45%) moved.": "“A third” is not said of 45%.",
    "11 of 12 reviews, or 82%, were held.": "11 of 12 is 91.7%, not 82%.",
    "1 of 80 (4%) was late.": "1 of 80 is 1.3%, not 4%.",
    "There were 45 children, 20 girls and 30 boys.": "20 + 30 = 50, not 45.",
    "42% (246) live here, 19% (132) nearby and 41% (290) elsewhere.": (
        "246 + 132 + 290 = 668; of that they are 36.8%, 19.8%, 43.4%."
    ),
}
QUESTIONS = {
    "Oversight was 19% good, 63% RI and 19% inadequate.": (
        "19% + 63% + 19% = 101%. Rounding can explain it: 3, 10 and 3 of 16."
    ),
    "They came from schools 22%, nurses 17%, doctors 11%, homes 10% and others 28%.": (
        "22% + 17% + 11% + 10% + 28% = 88%, not 100%."
    ),
    "Of 31 homes approved, 20 were near and 14 were far away.": "20 + 14 = 34, not 31.",
    "We have 12 bids: 6 for carers and 5 for schools.": "6 + 5 = 11, not 12.",
    "1 was good, 5 required improvement and 1 was inadequate. Help came in 6 of 8 cases.": (
        "The grades before make 1 + 5 + 1 = 7, not 8."
    ),
}
NOTHING = {
    "90 families came, of whom 61 (68%) finished the course and 54 (60%) liked it.",
    "Of 31 homes approved, 20 are near and 11 far away.",
    "Of 20 children, 15 had a plan and 12 had a visit.",
    "Of 45 letters, 30 came from schools and 25 led to a visit.",
    "A third (35%) moved and nearly half (45%) stayed.",
    "6 of 8 (75%) were good.",
    "Eight out of ten of our families had a plan (81.4%).",
    "Three out of four (76.3%) liked it.",
    "11 of 12 (91.66%) were in time.",
    "Of the 45 visits, 50% were in time.",
    "Of the 7 files, 43% were good.",
    "Of 7 cases 3 were good and 4 were inadequate.",
    "Of 117 letters, 17 (15%) had a reply.",
    "264 meetings were held, 81 of which were initial and 183 review.",
    "92% of visits were good or RI (44% good).",
    "97% were seen, 95% were heard, and 94% were believed.",
    "We rang 12 families; 9 answered and 5 came.",
    "Of over 4,500 letters, 2,882 came by post and 1,746 by hand.",
    "1 was good and 6 were inadequate. In 3 of 7 cases nobody had asked.",
    "They were split between one team (60%) and another (40%).",
    "58 (23%) were at home and 193 (77%) were away.",
}


def test_it_finds_parts_that_do_not_fit_their_whole():
    assert {text: told(text, Tier.CONTRADICTS) for text in CONTRADICTIONS} == CONTRADICTIONS


def test_it_asks_where_parts_may_overlap_or_rounding_may_explain_them():
    assert {text: told(text, Tier.QUESTION) for text in QUESTIONS} == QUESTIONS


def test_it_lets_pass_what_fits():
    assert {text: told(text) for text in NOTHING if told(text)} == {}


def told(text: str, tier: Tier | None = None) -> str:
    paragraph = Paragraph(text, area="mash", question="know")
    found = parts.check(ReadParagraph(paragraph, read(text)), Known("2020-21-q2"))
    return " ".join(finding.beside for finding in found if tier in (None, finding.tier))
