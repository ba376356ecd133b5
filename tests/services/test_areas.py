"""What every service area must be. A new one is tested here without another line."""

import pytest

from services.base import CheckContext
from services.checks import check_area, check_together
from services.registry import all_areas, area_choices, find_area, get_area

QUARTER = "2020-21-q1"
NAMES = {
    "early-help": "Early Help",
    "mash": "MASH & Assessment",
    "safeguarding": "Safeguarding & Review",
    "cp-court": "Child Protection & Court",
    "lac": "Looked After Children",
    "care-leavers": "Care Leavers",
    "cwd": "Children with Disabilities",
    "performance": "Performance",
}

every_area = pytest.mark.parametrize("area", all_areas(), ids=lambda area: area.slug)
every_question = pytest.mark.parametrize(
    "question",
    [question for area in all_areas() for question in area.questions(QUARTER)],
    ids=lambda question: question.key,
)


def keys(slug: str) -> list[str]:
    """The narrative questions; every area is asked for the reason of its rating besides."""
    return [q.key for q in get_area(slug).questions(QUARTER) if q.key != "rating"]


def test_the_eight_areas_stand_in_the_order_of_the_report():
    """Others may stand between them."""
    assert [choice for choice in area_choices() if choice[0] in NAMES] == list(NAMES.items())


@every_area
def test_an_area_is_found_by_its_slug(area):
    assert get_area(area.slug) is area
    assert find_area(area.slug) is area
    assert area.installed


@every_area
def test_an_area_is_declared_well(area):
    assert [*check_area(area)] == []


def test_no_two_areas_share_a_slug_an_order_or_a_kpi():
    assert [*check_together(all_areas())] == []


@every_area
def test_an_area_asks_what_it_knows_and_how_it_knows_it(area):
    titles = [(section.key, section.title) for section in area.sections]
    assert titles == [
        ("know", "What do you know?"),
        ("evidence", "How do you know it?"),
        ("strengths", "Strengths"),
        ("development", "Areas for development"),
        ("indicators", "Indicators"),
        ("rating", "Rating, 0 to 10"),
    ]


@every_area
def test_an_area_finds_its_sections_and_questions_by_key(area):
    for section in area.sections:
        assert area.section(section.key) is section
        for question in section.questions:
            assert area.question(question.key) is question


@every_area
def test_an_area_speaks_of_itself_in_its_own_words(area):
    others = [other for other in all_areas() if other is not area]
    for words in ("guidance", "anchors"):
        assert getattr(area, words) not in [getattr(other, words) for other in others]
    for question in area.questions(QUARTER):
        if question.key == "rating":
            continue  # the reason for a rating is asked in the same words everywhere
        asked_elsewhere = [q.text for other in others for q in other.questions(QUARTER)]
        assert question.text not in asked_elsewhere


@every_question
def test_a_question_says_what_a_good_answer_is(question):
    assert question.hint
    assert question.good
    assert 100 <= question.guide_words <= 600


@every_area
def test_an_area_brings_its_kpis(area):
    assert area.kpis()
    for kpi in area.kpis():
        assert {"code", "core", "name", "unit", "target", "lait_code"} <= kpi.keys()
        assert kpi["name"]
        assert kpi["unit"]


def test_a_band_has_two_ends_and_a_kpi_without_a_good_direction_has_no_target():
    for kpi in (kpi for area in all_areas() for kpi in area.kpis()):
        if kpi["direction"] == "band":
            assert float(kpi["target_low"]) < float(kpi["target_high"])
        if kpi["direction"] == "none":
            assert not kpi["target"]


def test_an_unknown_key_is_an_error_that_names_the_area():
    with pytest.raises(LookupError, match="Early Help has no question 'nonsense'"):
        get_area("early-help").question("nonsense")
    with pytest.raises(LookupError, match="Early Help has no section 'nonsense'"):
        get_area("early-help").section("nonsense")


def test_looked_after_children_also_answers_for_corporate_parents_and_the_virtual_school():
    assert keys("lac") == ["know", "know-corporate-parenting", "know-virtual-school", "evidence"]


def test_performance_tells_quality_and_impact_apart():
    assert keys("performance") == ["know", "know-impact", "evidence", "evidence-impact"]
    area = get_area("performance")
    texts = [area.question(key).text for key in keys("performance")]
    assert [text.split(":")[0] for text in texts] == ["Quality", "Impact"] * 2


def test_an_area_that_is_not_declared_is_not_found():
    with pytest.raises(LookupError, match=r"'fostering'\. Is its app in SERVICE_AREAS"):
        get_area("fostering")


def test_an_area_that_was_removed_has_a_stand_in_so_that_past_quarters_stay_readable():
    removed = find_area("school-meals")
    assert removed.verbose_name == "School meals"
    assert not removed.installed
    assert removed.sections == ()
    assert [*removed.questions(QUARTER)] == []
    assert removed.kpis() == ()
    assert removed.problems(CheckContext(None, {}, [])) == []
    assert removed.order > max(area.order for area in all_areas())
    assert "no longer assessed" in removed.guidance
    with pytest.raises(LookupError):
        removed.question("know")
    with pytest.raises(LookupError):
        removed.section("know")
