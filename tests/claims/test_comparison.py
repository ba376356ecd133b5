"""Check 3: “above England”, “better than neighbours”."""

import pytest

from selfassess.claims.checks.comparison import check
from selfassess.claims.known import What

from .record import figure, known, said

RECORD = known(
    figure("CL03", "44"),
    figure("CL03", "53.8", What.NEIGHBOURS, period="2019/20"),
    figure("CL03", "53", What.ENGLAND, period="2019/20"),
    figure("CL03", "51", What.ENGLAND, period="2018/19", adopted=False),
    figure("CL02", "93"),
    figure("CL02", "86.6", What.NEIGHBOURS, period="2019/20"),
    figure("CL01", "4"),  # lower is better
    figure("CL01", "7", What.ENGLAND, period="2019/20"),
    area="care-leavers",
)


def found(text: str):
    return said(check, text, RECORD)


def test_higher_where_it_is_lower():
    assert found("The share of care leavers in EET is higher than statistical neighbours.") == [
        (
            "contradicts",
            "You write “higher than”. The record says 44%, and of statistical neighbours 53.8% "
            "(2019/20).",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Suitable accommodation for care leavers is better than neighbours.",
        "Care leavers in EET are below the national average.",
        "We are out of touch with fewer, which is better than England.",  # of which KPI?
        "Care leavers in EET should be above the England average.",
        "Care leavers in EET are not above the England average.",
        "Care leavers in EET are above the region.",  # nothing published is on record
    ],
)
def test_what_official_figures_do_not_deny(text):
    assert found(text) == []


def test_both_places_are_asked():
    text = "Care leavers in EET are above statistical neighbours and the England average."
    assert len(found(text)) == 2


def test_in_line_with_has_bounds():
    assert found("Care leavers in EET are in line with England.") != []


def test_a_newer_official_figure_is_a_question():
    (finding,) = found("Care leavers in EET are at 44%, England 51%.")
    assert finding == (
        "question",
        "51% is the official figure of 2018/19. The newest is 53% (2019/20).",
    )


def test_without_a_figure_of_the_quarter_the_councils_own_official_one_is_compared():
    published = known(
        figure("CL03", "44", What.OUTTURN, period="2019/20"),
        figure("CL03", "53.8", What.NEIGHBOURS, period="2019/20"),
        area="care-leavers",
    )
    text = "The share of care leavers in EET is higher than statistical neighbours."
    assert len(said(check, text, published)) == 1
    assert said(check, text.replace("higher", "lower"), published) == []


def test_without_a_figure_of_this_quarter_the_same_year_is_compared():
    years = (
        figure("CL03", "44", What.OUTTURN, period="2018/19"),
        figure("CL03", "53.8", What.NEIGHBOURS, period="2018/19"),
    )
    text = "More care leavers in EET is what we have, higher than statistical neighbours."
    ((_, beside),) = said(check, text, known(*years, area="care-leavers"))
    assert "The record says 44% (2018/19), and of statistical neighbours 53.8%" in beside


def test_a_year_of_which_it_is_true_is_enough():
    years = (
        figure("CL02", "80", What.OUTTURN, period="2018/19"),
        figure("CL02", "88.9", What.NEIGHBOURS, period="2018/19"),
        figure("CL02", "93", What.OUTTURN, period="2019/20", adopted=False),
        figure("CL02", "86.6", What.NEIGHBOURS, period="2019/20", adopted=False),
    )
    text = "Suitable accommodation for care leavers is better than statistical neighbours."
    assert said(check, text, known(*years, area="care-leavers")) == []


def test_official_figures_that_may_not_have_been_out_are_not_held_against_a_text():
    """Those of a year that ended at the quarter's end may come months later."""
    record = known(
        figure("CL03", "44"),
        figure("CL03", "40", What.ENGLAND, "2019/20"),
        figure("CL03", "46", What.ENGLAND, "2020/21", adopted=False),
        area="care-leavers",
    )
    said_of = "Care leavers in education, employment or training are {} England."
    assert said(check, said_of.format("above"), record) == []
    assert said(check, said_of.format("below"), record) == []
