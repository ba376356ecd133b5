"""What each block of the first page finds: what does not add up, what moved, disputes, what nobody
has set."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import Kpi
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.sources import add_measure
from selfassess.assessments.operations.lifecycle import return_for_changes, send
from selfassess.home.blocks import in_days
from selfassess.people.operations.leaving import leave
from selfassess.records.models import Audit
from selfassess.records.operations import raise_action, update_action
from tests.factories import (
    get_assessment,
    kpis_before,
    make_approved,
    make_quarter,
    make_sent,
    make_user,
    write,
)


@pytest.fixture
def kpis(db):
    kpis_before()


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "in 1 day"), (11, "in 11 days"), (-1, "1 day ago"), (-3, "3 days ago")],
)
def test_days_are_counted_as_people_do(days, said):
    assert in_days(days) == said


class TestAHeadsAreas:
    def test_what_came_back_stands_before_what_is_under_way(self, cast, quarter, home):
        both = make_user(("head", "early-help"), ("head", "mash"), name="Both")
        make_sent(quarter, "mash", by=both)
        return_for_changes(get_assessment(quarter), comments={"know": "Why?"}, by=cast.director)
        page = home(both)
        assert page.index("MASH & Assessment") < page.index("Early Help")

    def test_a_request_leads_to_its_section(self, cast, quarter, home):
        make_sent(quarter, by=cast.head)
        return_for_changes(
            get_assessment(quarter), comments={"evidence": "Which audit?"}, by=cast.director
        )
        page = home(cast.head)
        assert 'href="/2020-21-q2/mash/evidence/">How do you know it?' in page
        assert "Which audit?" in page

    def test_it_names_the_sections_that_are_left(self, cast, mash, home):
        write(mash, know="Ours.", by=cast.head)
        mash.section_marks.filter(section="evidence").update(completed=False)
        page = home(cast.head)
        assert "Left:" in page
        assert page.count(">How do you know it?</a>") == 1

    def test_actions_are_counted_and_lead_to_the_board(self, cast, mash, home):
        raise_action(mash, {"text": "Visit sooner.", "first_due": date(2020, 6, 1)}, by=cast.head)
        page = home(cast.head)
        assert 'href="/actions/?area=mash">1 open' in page
        assert "1 overdue" in page

    def test_the_last_rating_is_one_click_away(self, cast, mash, home):
        earlier = make_quarter("2020-21-q1")
        make_approved(earlier, head=cast.head, director=cast.director)
        assert "Rated 6" in home(cast.head)

    def test_without_a_figure_none_is_said_to_be_on_target(self, cast, mash, kpis, home):
        make_approved(make_quarter("2020-21-q1"), head=cast.head, director=cast.director)
        assert "No figure of this quarter is entered yet." in home(cast.head)
        contacts = Entry(Kpi.objects.get(code="MA01"), Decimal(1872))
        save_indicators(get_assessment("2020-21-q2"), [contacts], by=cast.analyst)
        assert "None of this quarter’s so far." in home(cast.head)


class TestTheDirectorsQueue:
    def test_a_line_says_rating_change_and_who_sent(self, cast, quarter, home):
        earlier = make_quarter("2020-21-q1")
        make_approved(earlier, head=cast.head, director=cast.director)
        assessment = get_assessment(quarter)
        write(assessment, by=cast.head, rating=Decimal("7.5"))
        send(assessment, by=cast.head)
        page = home(cast.director)
        assert "<b>7.5</b> up 1.5" in page
        assert f"by {cast.head.name}" in page

    def test_a_line_says_whether_changes_are_answered(self, cast, quarter, home):
        make_sent(quarter, by=cast.head)
        return_for_changes(get_assessment(quarter), comments={"know": "Why?"}, by=cast.director)
        write(get_assessment(quarter), by=cast.head, know="Because.")
        send(get_assessment(quarter), by=cast.head)
        assert "1 change you asked for, all answered" in home(cast.director)

    def test_text_that_stayed_the_same_is_odd_once_it_is_sent(self, cast, quarter, home):
        text = "word " * 40
        earlier = make_quarter("2020-21-q1")
        make_approved(earlier, head=cast.head, director=cast.director, text=text)
        write(get_assessment(quarter), text, by=cast.head)
        assert "Same text as last quarter" not in home(cast.director)
        send(get_assessment(quarter), by=cast.head)
        page = home(cast.director)
        assert "Same text as last quarter" in page
        assert "is unchanged, 40 words." in page

    def test_two_sources_are_odd(self, cast, quarter, kpis, home):
        assessment = get_assessment(quarter)
        kpi = Kpi.objects.get(code="MA01")
        for value, source in ((7, "The case system"), (9, "The weekly list")):
            add_measure(
                assessment,
                kpi,
                value=Decimal(value),
                source=source,
                as_at=date(2020, 9, 30),
                by=cast.analyst,
            )
        page = home(cast.director)
        assert "Two sources, 2 apart" in page
        assert "is 7 in The case system, 9 in The weekly list." in page
        assert "/2020-21-q2/mash/indicators/MA01/" in page
        assert "7 in The case system, 9 in The weekly list" in home(cast.analyst)

    def test_a_date_that_keeps_moving_is_odd(self, cast, quarter, home):
        earlier = get_assessment(make_quarter("2020-21-q1"))
        words = {"text": "Visit sooner.", "first_due": date(2020, 6, 1)}
        action = raise_action(earlier, words, by=cast.head)
        for assessment, month in ((earlier, 9), (get_assessment(quarter), 12)):
            said = {"status": "under_way", "due": date(2020, month, 1), "reason": "No staff."}
            update_action(action, assessment, said, version=0, by=cast.head)
        assert "has had its date moved twice, now to 1 December 2020." in home(cast.director)

    def test_grades_that_do_not_add_up_are_told_as_a_sentence(self, cast, quarter, home):
        Audit.objects.create(
            assessment=get_assessment(quarter),
            theme="Short breaks",
            month=date(2020, 8, 1),
            cases=14,
            good=13,
            position=1,
            saved_by=cast.head,
        )
        assert "Short breaks</a>: The grades add up to 13 of 14 cases." in home(cast.director)

    def test_nothing_is_odd_or_moved_in_an_empty_quarter(self, cast, quarter, home):
        page = home(cast.director)
        assert "Nothing is at odds" in page
        assert "No figure has moved yet" in page
        assert "Nothing is waiting for you." in page

    def test_ratings_can_be_sorted_by_change(self, cast, quarter, home):
        earlier = make_quarter("2020-21-q1")
        make_approved(earlier, "mash", head=cast.head, director=cast.director)
        write(get_assessment(quarter), by=cast.head, rating=Decimal(2))
        plain, by_change = home(cast.director), home(cast.director, "/?sort=change")
        heat = "Ratings of the areas"
        assert plain.index("Early Help", plain.index(heat)) < plain.index(
            "MASH & Assessment", plain.index(heat)
        )
        assert by_change.index("MASH & Assessment", by_change.index(heat)) < by_change.index(
            "Early Help", by_change.index(heat)
        )


class TestTheAnalystsFigures:
    def test_missing_figures_are_counted_and_named(self, cast, quarter, kpis, home):
        page = home(cast.analyst)
        assert "figures still to come." in page
        assert 'href="/2020-21-q2/mash/indicators/"' in page
        assert "Nothing has been imported yet." in page

    def test_areas_that_have_every_figure_share_a_line(self, cast, quarter, kpis, home):
        assert "All entered" not in home(cast.analyst)
        asked = Kpi.objects.asked_in(quarter.code).of_area("cwd")
        entries = [Entry(kpi, Decimal(80), period="quarter") for kpi in asked]
        save_indicators(get_assessment(quarter, "cwd"), entries, by=cast.analyst)
        page = home(cast.analyst)
        link = 'href="/2020-21-q2/cwd/indicators/"'
        assert page.count(link) == 1
        assert page.index("All entered") < page.index(link)

    def test_without_figures_to_give_it_says_so(self, cast, quarter, home):
        assert "No figures are due this quarter." in home(cast.analyst)


class TestTheAdministratorsList:
    def test_people_who_cannot_work_are_named(self, cast, quarter, home):
        page = home(cast.administrator)
        assert f"{cast.nobody.name}</a> has no role" in page
        assert "Care Leavers has no head of service." in page
        assert "MASH & Assessment has no head" not in page

    def test_who_left_and_still_owns_actions(self, cast, mash, home):
        owner = make_user("viewer", name="Owner")
        raise_action(mash, {"text": "Visit sooner.", "owner_person": owner}, by=cast.head)
        leave(owner, by=cast.administrator)
        page = home(cast.administrator)
        assert f'href="/people/{owner.pk}/actions/">Owner</a> has left' in page
        assert "still owns 1 open action." in page

    def test_kpis_without_a_target_are_counted(self, cast, quarter, kpis, home):
        page = home(cast.administrator)
        assert "KPIs have no target" in page
        assert page.count('href="/targets/?area=mash"') == 1

    def test_it_asks_for_the_next_quarter(self, cast, quarter, home):
        assert "Plan the next quarter" in home(cast.administrator)
