"""A sentence against its own numbers, without any record."""

from selfassess.claims.checks import own_numbers
from selfassess.claims.checks.base import ReadParagraph
from selfassess.claims.finding import Tier
from selfassess.claims.known import Known
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.read import read

# What somebody may write that its own numbers deny.
CONTRADICTIONS = {
    "Visits in time fell from 40 to 45.",
    "Visits in time rose from 45% in May to only 40% in June.",
    "The rate has decreased significantly from 31 in 2018–19 to 38 per 10,000.",
    "In July 49% were seen, up from 67% in June.",
    "We hold 484 plans, now below the average of 465.",
    "At 71% we are above the England average of 78%.",
    "Checks stand at 64%, which is lower than our target of 60%.",
    "85% were seen in time, above our target of 90%.",
    "We are above our target of 90%, with 85% seen in time.",
    "It was 55% in spring and this has fallen to 61%.",
    "Plans are at 30, a decrease from 22 a year ago.",
    "Our rate of 58 per 10,000 remains under the 51 per 10,000 of our statistical neighbours.",
    "Turnover is 21%, higher than England (14%) and lower than our neighbours (12%).",
    "Referrals rose by 8%, from 400 to 412.",
    "It took 600 days, 50 days longer than the target of 487 days.",
    "We agreed 30 plans, compared to 20 before, which is a 20% increase.",
    "91% were in time, an increase of 8 points from 87%.",
    "We are below the average of 61 per 10,000 with 84 per 10,000.",
    "There are more children in care (345) than a year ago (351).",
    "There are 19 fewer homes (31) than in 2019 (40).",
    "At 19.6 the average is below our ceiling of 18.",
    "The gap narrowed from 9 to 14 points.",
    "64% ended in time, up on the 71% of last year.",
    "It has increased to 97%, from 98% last year.",
    "A 14% rise took contacts to 1,976 from 1,900.",
    "The wait has lengthened from 46 to 41 days.",
    "Numbers rose steadily: 52 in April, 49 in May.",
    "The share has more than doubled from 12% to 18%.",
    "Caseloads have halved, from 20 to 15.",
    "91% had a plan, up from 93.",
    "It is better for those with a plan (91%, up from 93).",
}
TRUE = {
    "Visits in time rose from 40 to 45.",
    "The gap improved from 40% to 45%.",
    "Delay has not increased: it went from 45 to 40 days.",
    "The fall in delay has led to an improvement from 60% to 80%.",
    "The rate is 24%, below the average of 24.2%.",
    "We hold 484 plans, now above the average of 465.",
    "81% had a decision, while visits remained below the target of 90%.",
    "This is below the neighbours’ average of 92% and below the England figure of 94%.",
    "It is an improvement on 14% last year and lower than the England level of 11%.",
    "Turnover is 13%, higher than England (12%) and lower than our neighbours (15%).",
    "Of those, 40 are under 5 and 12 are over 16.",
    "We saw 85%, 5 points below the target of 90%.",
    "Referrals rose by 8%, from 400 to 432.",
    "The share rose by 3%, from 40% to 43%.",
    "It took 602 days, 115 days longer than the target of 487 days.",
    "We agreed 29 plans, compared to 19 before, which is a 52% increase.",
    "This is a rise from 12% in 2018 and compares to a 10% average elsewhere.",
    "We expect over 90% in 2021, more than the 85% of last year.",
    "12 came, down from 40 in May to 30 in June.",
    "There are fewer children in care (345) than a year ago (351).",
    "There are 9 fewer homes (31) than in 2019 (40).",
    "A 4% rise took contacts to 1,976 from 1,900.",
    "Numbers fell steadily: 52 in April, 49 in May.",
    "Numbers rose in all teams: 52 in the north, 49 in the south.",
    "91% were in time, an increase of 4 points from 87%.",
    "The share has more than doubled from 12% to 26%.",
    "Vacancies have more than halved over time, from 25% to 12%.",
    "Letters nearly doubled from 12 to 22.",
    "More than 20 cases were open to 6 workers.",
    "Letters went out in time in 88.0% of cases (1,100 of 1,250), a fall from 91.3%.",
    "Letters: 94.1% went out in time (192/204), short of the 98% target.",
    "41 families had help (12.5%), up from 36.",
}


def test_it_finds_what_a_sentence_says_and_its_numbers_deny():
    assert {text for text in CONTRADICTIONS if not beside(text)} == set()


def test_it_lets_pass_what_agrees_or_what_it_cannot_judge():
    assert {text: beside(text) for text in TRUE if beside(text)} == {}


def test_a_finding_says_both_numbers_and_quotes_the_sentence():
    text = "We were busy. Visits in time fell from 40 to 45. We know why."

    (finding,) = findings(text)

    assert finding.tier is Tier.CONTRADICTS
    assert finding.beside == "You write that 45 is lower than 40. It is higher."
    assert (
        text[finding.start : finding.end] == finding.quoted == "Visits in time fell from 40 to 45."
    )
    assert finding.values == ("45", "40")


def beside(text: str) -> list[str]:
    return [finding.beside for finding in findings(text)]


def findings(text: str):
    paragraph = Paragraph(text, area="mash", question="know")
    return list(own_numbers.check(ReadParagraph(paragraph, read(text)), Known("2020-21-q2")))


def test_a_limit_is_exact_and_an_average_is_rounded():
    assert beside("Long plans, at 3.2%, are under our ceiling of 3%.")
    assert not beside("Long plans, at 3.2%, are under the average of 3%.")
