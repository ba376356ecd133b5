"""What heads call their KPIs in prose, and what their words are not."""

import pytest

from selfassess.claims.checks import comparison, every, number

from .record import What, figure, known, read_with, said

NAMED = [
    ("early-help", "We have 438 open families.", "EH01"),
    ("early-help", "Families supported came to 438.", "EH01"),
    ("early-help", "A tenth of closures were passed to social care.", "EH06"),
    ("early-help", "Parents say that things have got better.", "EH09"),
    ("mash", "We decided nine in ten contacts within the working day.", "MA03"),
    ("mash", "Families coming back to us are fewer.", "MA04"),
    ("mash", "S47s were wrapped up in fifteen days.", "MA12"),
    ("mash", "We met the child within three days of starting to assess.", "MA09"),
    ("safeguarding", "Children back on a plan worry us.", "SR03"),
    ("safeguarding", "Plans were with families in five days.", "SR07"),
    ("safeguarding", "Nearly all had their say in their review.", "SR13"),
    ("safeguarding", "Reviews of children in care were on time.", "SR08"),
    ("cp-court", "CP visits were on time.", "CP01"),
    ("cp-court", "One care case in four finished inside 26 weeks.", "CP10"),
    ("cp-court", "Eight workers are above the sixteen-case ceiling.", "CP12"),
    ("cp-court", "One-to-ones were held with everybody.", "CP05"),
    ("lac", "There are 345 looked after children on our books.", "LC01"),
    ("lac", "Half had a dental check.", "LC09"),
    ("lac", "Jabs are in date for most.", "LC10"),
    ("lac", "Distance placements rose.", "LC05"),
    ("lac", "PEPs are in date.", "LC13"),
    ("care-leavers", "We lost track of six young people.", "CL01"),
    ("care-leavers", "Nine in ten have somewhere suitable to live.", "CL02"),
    ("care-leavers", "A third stayed on with their foster carers.", "CL07"),
    ("cwd", "Final EHC plans came out in twenty weeks.", "CD03"),
    ("cwd", "We were asked for advice and gave it in six weeks.", "CD04"),
    ("performance", "Nearly all audits were back.", "PW08"),
    ("performance", "Empty posts are fewer.", "PW03"),
    ("performance", "Sick leave went up.", "PW05"),
    ("performance", "Actions were finished by their original date.", "PW12"),
]


def named(text: str, area: str) -> set[str]:
    return {one.kpi for one in read_with(text, known(area=area)).sentences[0].named}


@pytest.mark.parametrize(("area", "text", "code"), NAMED)
def test_everyday_words_name_the_area_s_kpi(area, text, code):
    assert code in named(text, area)


def test_a_word_of_one_area_names_nothing_in_another():
    assert "MA03" in named("Decisions were slow.", "mash")
    assert "MA03" not in named("Decisions were slow.", "lac") | named(
        "Decisions were slow.", "overview"
    )


def test_a_single_word_yields_to_a_fuller_name_around_it():
    assert "LC03" not in named("Three or more social workers knew them.", "lac")


def test_it_pushes_out_no_other_area_s_name():
    assert "MA08" in named("Assessments are finished sooner: 85.6% in time.", "mash")


def test_a_number_of_several_words_ends_where_it_ends():
    record = known(figure("LC01", "345"), area="lac")
    ((tier, beside),) = said(
        number.check, "Three hundred and forty-eight children were in our care.", record
    )
    assert tier == "contradicts"
    assert "345" in beside


def test_the_target_that_something_is_below_is_exact():
    record = known(figure("SR02", "98.8"), figure("SR02", "98", What.TARGET), area="safeguarding")
    text = "Of plans 98.8% were reviewed on time, a whisker below the {}% target."
    assert said(number.check, text.format(99), record)
    assert not said(number.check, text.format(98), record)


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Our statistical neighbours do rather better than that on re-referrals.", True),
        ("On re-referrals our statistical neighbours do worse.", False),
        ("Re-referrals are at 18%, but that is above what neighbouring authorities report.", True),
        ("Re-referrals are at 18%, but that is below what neighbouring authorities report.", False),
    ],
)
def test_which_of_two_places_is_the_better(text, is_wrong):
    record = known(figure("MA04", "18"), figure("MA04", "21", What.NEIGHBOURS))
    assert bool(said(comparison.check, text, record)) is is_wrong


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Ten of the seventeen care cases ended within 26 weeks.", True),
        ("Four of the seventeen care cases ended within 26 weeks.", False),
    ],
)
def test_a_whole_in_words_is_one(text, is_wrong):
    record = known(
        figure("CP10", "23.5"),
        figure("CP10", "4", What.PART),
        figure("CP10", "17", What.WHOLE),
        area="cp-court",
    )
    assert bool(said(number.check, text, record)) is is_wrong


def test_most_that_went_out_later_than_they_should():
    record = known(figure("SR07", "62.6"), area="safeguarding")
    late = "The majority of plans went out later than five days after the conference."
    assert said(every.check, late, record)
    assert not said(every.check, late.replace("later than", "within"), record)
