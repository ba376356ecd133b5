"""Which number belongs to which KPI, in which role."""

from .record import known, read_with


def linked(text: str, area: str = "mash") -> list[tuple[str, str, str]]:
    """(as written, KPI, role) of each figure that is linked."""
    read = read_with(text, known(area=area))
    numbers = [number for sentence in read.sentences for number in sentence.numbers]
    return [(one.written, one.kpi, one.role.value) for one in numbers if one.kpi]


def test_the_value_now_and_before():
    assert linked("Timeliness of ICPCs rose from 71% to 84.5%.") == [
        ("71%", "SR01", "before"),
        ("84.5%", "SR01", "now"),
    ]


def test_a_target_before_and_after_its_number():
    assert ("95%", "MA03", "target") in linked("81% of contacts were decided in a day, target 95%.")
    assert ("95%", "MA03", "target") in linked(
        "Decisions on contacts within 24 hours are at 81%, short of our 95% target."
    )


def test_england_and_neighbours():
    assert linked(
        "Re-referrals are 18%, below England (22%) and statistical neighbours at 21%."
    ) == [
        ("18%", "MA04", "now"),
        ("22%", "MA04", "england"),
        ("21%", "MA04", "neighbours"),
    ]


def test_several_kpis_in_one_sentence():
    text = "Dental checks are done for 71%, immunisations for 88% and IHAs in time for 64%."
    assert [(kpi, written) for written, kpi, _ in linked(text, "lac")] == [
        ("LC09", "71%"),
        ("LC10", "88%"),
        ("LC12", "64%"),
    ]


def test_a_number_in_a_name_is_not_a_figure_of_it():
    assert linked("9% live more than 20 miles from home.", "lac") == [("9%", "LC05", "now")]


def test_the_area_s_own_kpi_comes_before_others():
    text = "Case supervision in time: 88%."
    assert linked(text, "mash") == [("88%", "MA13", "now")]
    assert linked(text, "care-leavers") == [("88%", "CL08", "now")]


def test_a_sentence_goes_on_about_the_one_before():
    text = "Re-referrals have settled at 18%. This is better than our target of 20%."
    assert linked(text)[-1] == ("20%", "MA04", "target")


def test_a_count_is_linked_beside_its_own_noun_only():
    assert linked("1,204 contacts came in.") == [("1,204", "MA01", "now")]
    assert linked("The contacts of 12 schools were looked at.") == []


def test_figures_without_a_unit_have_that_of_the_one_before():
    text = "We look after 210 children, 61 for every 10,000. The national rate is 64."
    assert ("64", "LC02", "england") in linked(text, "lac")


def test_a_word_of_an_audit_is_no_oversight_of_reviewing_officers():
    assert linked("Oversight by managers was good in 19%.", "safeguarding") == []


def test_a_name_for_the_area_alone_links_nothing_elsewhere():
    text = "Minutes were sent in 88% of cases."
    assert linked(text, "safeguarding") == [("88%", "SR09", "now")]
    assert linked("The minutes show 88%.", "mash") == []


def test_words_that_every_area_has_name_no_other_area_s_kpi():
    assert linked("All reviews were held in time in 91% of cases.", "mash") == []
    assert linked("Supervision is up to date for 91%.", "early-help") == []
    assert linked("Core groups were held in time for 91%.", "mash") == [("91%", "CP08", "now")]


def test_supervision_is_that_of_the_text_s_own_area():
    assert linked("Supervision was in date on 71% of cases.", "lac") == [("71%", "LC21", "now")]


def test_a_council_of_children_is_not_those_in_care():
    assert linked("Reviews, like the children in care council, are liked by 71%.", "lac") == []


def test_a_count_after_a_share_in_brackets_is_no_share():
    text = "Fifty live more than 20 miles from home (16.1%), up from 44."
    assert linked(text, "lac") == [("16.1%", "LC05", "now")]


def test_proceedings_in_26_weeks_are_not_their_length():
    text = "Proceedings ending inside 26 weeks went from 31% to 37%, against our 45% ambition."
    assert linked(text, "cp-court") == [
        ("31%", "CP10", "before"),
        ("37%", "CP10", "now"),
        ("45%", "CP10", "target"),
    ]


def test_a_value_that_was_set_or_agreed_is_a_target():
    for text in (
        "Re-referrals are two points above the 19% we set ourselves.",
        "Re-referrals stayed within the 19% limit.",
        "Re-referrals are at 21.4% against a required 19%.",
    ):
        assert ("19%", "MA04", "target") in linked(text)


def test_a_rate_that_is_told_from_and_to_is_two_rates():
    text = "The rate of referrals rose from 402.5 to 411 per 10,000."
    assert linked(text) == [("402.5", "MA05", "before"), ("411", "MA05", "now")]
