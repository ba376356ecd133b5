"""What is marked before typed words go out, on sentences invented for it.

Others, which nobody saw who wrote the rules, judge it by `python -m tests.reporting.judge_marks`.
"""

from pathlib import Path

import pytest

from selfassess.reporting.release.small_counts import small_counts
from tests.reporting.judge_marks import marked, sentences

FOLDER = Path(__file__).parent
TELL, TELL_NOT = sentences(FOLDER / "tell.txt"), sentences(FOLDER / "tell_not.txt")


def test_of_those_that_tell_a_small_count_at_least_99_in_100_are_marked():
    assert len(TELL) >= 150
    missed = [one for one in TELL if not marked(one)]
    assert len(missed) <= len(TELL) / 100, missed


def test_of_those_that_tell_none_at_most_5_in_100_are_marked():
    assert len(TELL_NOT) >= 150
    wrong = [one for one in TELL_NOT if marked(one)]
    assert len(wrong) <= len(TELL_NOT) / 20, wrong


def test_a_sentence_longer_than_anybody_writes_is_marked_as_a_whole():
    sentence = "We read the plans" + " and the records of our teams" * 80
    (passage,) = small_counts(sentence)
    assert (passage.start, passage.end) == (0, len(sentence))
    assert not small_counts(sentence[:900])


@pytest.mark.parametrize(
    ("sentence", "passages"),
    [
        ("Of 27 children, 24 were seen.", ["24"]),
        ("7/8 were good.", ["7/8"]),
        ("In 2019/20 it was 70%.", []),
        ("Both babies went home.", ["Both"]),
        ("Both police and health took part.", []),
        ("22% of the 9 cases were late.", ["22%"]),
        ("22% of the 900 cases were late.", []),
        ("Two of our three districts are full.", []),
        ("This quarter three children waited.", ["three"]),
        ("One team covers children in care.", []),
        ("One of our homes was judged outstanding.", []),
        ("All but two of the actions are done.", []),
        ("All but two of the children were seen.", ["two"]),
        ("Children in custody rose from 11 to 14.", ["11"]),
        ("Caseloads rose from 11 to 14 children.", []),
        ("Five children a year are adopted.", ["Five"]),
        ("Each child has two reviews a year.", []),
        ("A girl was found in London.", ["A girl"]),
        ("A parent told us that it had helped.", []),
        ("A child may bring a friend.", []),
        ("There was a child death in May.", ["a child death"]),
        ("The pair have moved.", ["pair"]),
        ("Ten of the dozen families stayed.", ["Ten"]),
        ("Ten of the dozen workers stayed.", []),
        ("One contact was not triaged in time.", ["One"]),
        ("The number has halved from six.", ["halved from six"]),
        ("The wait has halved from six weeks.", []),
        ("An emergency order was sought in May.", ["An emergency order"]),
        ("When a complaint was made, it was answered.", []),
        ("18 children had no plan, down from 21.", ["18"]),
        ("Each worker has 18 children, two above the norm.", []),
        ("We use one case system.", []),
        ("For neglect most were seen in time, and for abuse all but for 3.", ["3"]),
        ("The one pupil subject to a managed move came back.", ["The one pupil"]),
        ("Names could be counted on the fingers of one hand.", ["of one hand"]),
        ("The exception is a young man in custody.", ["a young man"]),
        ("Our newest inspector is a care leaver of seventeen.", ["a care leaver"]),
        ("We checked 210 pupils’ plans and 207 of the pupils had one.", ["207"]),
        ("For every five children who come in, four are known to us.", []),
        ("A decision takes a day or two.", []),
        ("Assessments are kept to twelve pages and summaries to two.", []),
        ("Where triplets come into care, the plan must say why.", []),
        ("The children in care council has two leads.", []),
        ("The toolkit has three parts, and the fourth was dropped.", []),
        ("Seven were adopted, and the fourth was in June.", ["the fourth was"]),
        ("We have never closed the file of a single family.", []),
        ("We closed the file of a single family.", ["a single family"]),
        ("There were two conferences for headteachers.", []),
        ("Three respite homes were repainted.", []),
        ("The pair are to be adopted together.", ["pair"]),
        ("A couple may apply together.", []),
        ("When the boy ran away we should have told the police.", ["the boy"]),
        ("If one of the sisters moves, the plan is reviewed.", []),
        ("A text goes to every carer, and one to each school.", []),
        ("Two of the four million is spent.", []),
        ("Nobody would give a home to a lad of thirteen.", ["a lad"]),
        ("We cannot find a college for a girl with epilepsy.", ["a girl"]),
        ("A father may bring two friends.", []),
        ("A carer who takes two babies gets a higher fee.", []),
        ("The last unallocated case was given to a worker.", ["The last unallocated case"]),
        ("A rapid review is under way.", ["A rapid review"]),
        ("96% were weighed; the two who were not live abroad.", ["two"]),
        ("High risk of exploitation: F14.", ["F14"]),
        ("They found one file where the child was named wrongly.", ["one", "the child"]),
        ("Two health visitors sit with the duty team.", []),
        ("In Wales one family in sixty is known to us.", []),
        ("The 3 Rs of recovery guide our plans.", []),
        ("One week’s notice is given.", []),
        ("Half (two) of the four deaf pupils are in school.", ["Half", "two", "four"]),
        ("They were invited to 22 reviews and came to 19.", ["19"]),
        ("The single late review was held by telephone.", ["single"]),
        ("We aim to answer one in three cases by phone.", []),
        ("Managers in the new teams hold no more than four cases.", []),
        ("A young person’s charter was agreed.", []),
        ("The two-child limit is a national policy.", []),
        ("Carers choose a course of six weeks or of three.", []),
        ("A score of parents joined and eighteen finished.", ["eighteen"]),
        ("Fifty-one had plans; fifty-four were due them.", ["Fifty-one"]),
        ("Teenagers in custody overnight x3.", ["3"]),
        ("The eldest’s nursery had not been told.", ["The eldest’s"]),
        ("We paid for one boy’s bed in another county.", ["one"]),
        ("It was her school that rang us.", ["her"]),
        ("If we would undo one thing, it is how a baby was taken.", ["a baby"]),
        ("Five days of study are paid, three of them at home.", []),
        ("One good year is not a trend.", []),
        ("A third opinion is always sought before the file is closed.", []),
        ("Carers may look after up to two children.", []),
        ("The boy or girl who is missing is looked for.", []),
        ("8 families; 7 plans.", ["7"]),
        ("22 orders were made on 25 applications.", ["22"]),
        ("7 orders were discharged, 31 sought, and 9 babies matched.", []),
        ("Of 12 families six were diverted and four are open.", ["four"]),
        ("Plans: 118 young people; up to date for 115.", ["115"]),
        ("There were 268 children on plans in May, 3 fewer than the year before.", ["3"]),
        ("40 places were offered and 37 taken.", ["37"]),
        ("The line is open from 8 until 6.", []),
        ("Of eight girls, a quarter said no.", ["a quarter"]),
        ("18 children; one-ninth back in court.", ["one-ninth"]),
        ("It lasted a quarter of the year for eight girls.", []),
        ("Half a dozen joined and half of them stayed.", ["half"]),
        ("Incidents: Q1 – 0; Q2 – 1.", ["1"]),
        ("We have one universal and two targeted offers.", []),
        ("A worker and a parent write one plan.", []),
        ("One plan is late.", ["One"]),
        ("22% of those on a plan had been on one before.", []),
        ("Plans are checked at weeks 1, 4 and 12.", []),
        ("The form asks three questions of the worker and two of the child.", []),
        ("A father is suing us.", ["A father"]),
        ("A single set of proceedings was held up.", ["single"]),
        ("Two laptops were bought for care leavers.", ["Two"]),
        ("Two events were held for care leavers.", []),
        ("It is for him that we look abroad.", ["him"]),
        ("A clerk would pay for herself.", []),
        ("We had six alerts, each about a different child.", ["each about a different child"]),
        ("A pupil tells us that his plan is dull.", ["A pupil"]),
        ("The average masks one child who waited a year.", ["one"]),
        ("The single poor audit was of a baby’s plan.", ["single", "a baby’s plan"]),
        ("Counts below six are left out.", []),
        ("Funding was refused for a child and we are disputing it.", ["a child"]),
        ("I can only find one example of a child at a meeting.", ["one"]),
        ("Three of my families have no recourse to funds.", ["Three"]),
        ("Of 50 contacts graded by partners, 46 were right.", ["46"]),
        ("Both inadequate audits were in one team.", ["Both"]),
        ("A stubborn handful whose visits are late is left.", ["handful"]),
        ("Each adds 12.5 points.", ["Each adds 12.5 points"]),
        ("A toddler accounts for the rise.", ["A toddler accounts for"]),
        ("It is explained by a large sibling group.", ["explained by a large sibling group"]),
        ("The new flat was used by two.", ["two"]),
        ("One package is jointly funded.", ["One"]),
        ("Taxis failed on two mornings.", ["failed on two mornings"]),
        ("One apology was given.", ["One apology"]),
        ("The panel deferred two and turned down one.", ["two", "one"]),
        ("Two volunteers were once supported by us.", ["Two"]),
        ("There are leads in schools, each with one family.", ["each with one family"]),
        ("Cohort sizes run from 2 to 11.", ["sizes run from 2"]),
        ("We expect two births.", ["two"]),
        ("We expect two drafts of each.", []),
        ("Advice was sought on four cases and issued in three.", ["four", "three"]),
        ("The sole respondent gave us three stars.", ["The sole respondent"]),
        ("Family work can help, as family N shows.", ["family N"]),
        ("Of those on the edge of care 17 stayed and 2 came in.", ["2"]),
        ("The grants were late for two out of nine.", ["two"]),
        ("Three are sofa surfing.", ["Three"]),
        ("Reviews: none over 6 weeks but two.", ["two"]),
        ("Life story books: done 14, in hand 4.", ["4"]),
        ("One of our apprentices was in care until May.", ["One"]),
        ("A judicial review of our view was settled.", ["A judicial review"]),
        ("The death in June is under review.", ["The death in June"]),
        ("We ended a placement at a day’s notice.", ["ended a placement"]),
        ("There were 3 LSCPR considerations.", ["3"]),
        ("Three of that week’s visits slipped.", ["Three"]),
        ("Less than a handful of plans were late.", ["handful"]),
        ("The child with the tracheostomy has support.", ["The child with the"]),
        ("The young adult in custody leaves in May.", ["The young adult in custody"]),
        ("One frequent misser accounts for half of it.", ["One"]),
        ("Two section 7 reports are late.", ["Two"]),
        ("Five forms came back.", ["Five"]),
        ("Of 60 forms sent, five came back.", ["five"]),
        ("The grade of one audit was lowered.", ["one"]),
        ("Moderation changed the grade in 2 of 12.", ["2"]),
        ("Without one outlier it would be 338 days.", ["Without one outlier"]),
        ("We saw 612 families in May and 609 had a plan.", ["609"]),
        ("Assessments over 40 days have come down to five.", ["five"]),
        ("Orders dropped from ten in quarter 2 to six in quarter 3.", ["six"]),
        ("In our Team 1 overnight package was cut.", ["1"]),
        ("We missed one safeguarding concern.", ["one"]),
        ("Three of the team-around-the-family meetings were late.", ["Three"]),
        ("The judge was critical in one matter.", ["one"]),
        ("The grant was paid late to two.", ["two"]),
        ("Each child is worth 20% of this measure.", ["Each child is worth 20%"]),
        ("Four compliments came from parents.", ["Four"]),
        ("The one care leaver apprentice stayed.", ["one"]),
        ("The longest wait was for a child with complex needs.", ["a child"]),
        ("Six girls and a boy are supported.", ["girls and a boy"]),
        ("It snowed in weeks two to four.", []),
        ("The Family Support Line has moved.", []),
        (
            "A care leaver sits on the board, and she asks the hardest questions.",
            ["A care leaver", "she"],
        ),
        ("There is a child whom nobody can take.", ["a child"]),
        ("The last such referral came from a frightened grandfather.", ["The last such referral"]),
    ],
)
def test_the_passage_is_marked_and_not_the_sentence(sentence, passages):
    assert [sentence[one.start : one.end] for one in small_counts(sentence)] == passages


def test_a_part_of_the_count_in_the_sentence_before_is_marked():
    assert small_counts("Of these, 24 had a plan.") == []
    assert [one.why for one in small_counts("Of these, 24 had a plan.", 27)]


def test_a_long_text_takes_no_longer_than_its_length():
    import time

    def seconds(text: str) -> float:
        began = time.perf_counter()
        small_counts(text)
        return time.perf_counter() - began

    once, twice = ("one of the " * 400, "one of the " * 800)
    assert seconds(twice) < 6 * seconds(once) + 0.5
