"""People find what they may read, with the sentence in which it stands, and nothing else."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from selfassess.access import Role
from selfassess.accounts.models import Assignment
from selfassess.assessments.models import Answer, Comment
from selfassess.records.models import Fact, Strength
from selfassess.records.operations import add, raise_action
from tests.factories import get_assessment, kpis_before, make_issued, make_quarter, make_user, write
from tests.pages import words_on

pytestmark = pytest.mark.usefixtures("quick_pdf")

WORDS = "Visits are late. Permanence planning improved in every team. We wait for the court."


@pytest.fixture
def quarter(db):
    return make_quarter("2020-21-q2")


@pytest.fixture
def written(cast, quarter):
    assessment = get_assessment(quarter, "mash")
    write(assessment, know=WORDS, by=cast.head)
    return assessment


@pytest.fixture
def kpis(db):
    kpis_before()


@pytest.fixture
def search(sign_in):
    def search(user, words: str, **where: str) -> str:
        return words_on(sign_in(user).get("/search/", {"q": words} | where))

    return search


def passages(page: str) -> list[str]:
    found = re.findall(r'<p class="sa-result">(.*?)</p>', page)
    return [re.sub("<[^>]*>", "", one) for one in found]


# --- What is found -----------------------------------------------------------------------------


def test_evidence_that_is_found_by_its_group_says_which_it_is(written, search, cast):
    for label in ("Referral to social care", "Passed to early help"):
        fact = Fact(assessment=written, label=label, group="Outcome of contacts", period="Q2")
        add(fact, section="evidence", by=cast.head)
    page = search(cast.head, "outcome contacts")
    assert "Further figure: Referral to social care, MASH" in page
    assert "Further figure: Passed to early help, MASH" in page
    assert "Further figure: Referral" not in search(cast.head, "referral social")


def test_the_sentence_is_shown_with_the_words_marked(cast, written, search):
    page = search(cast.head, "permanence")
    assert passages(page) == ["… Permanence planning improved in every team. …"]
    assert "<mark>Permanence</mark>" in page
    assert 'href="/2020-21-q2/mash/know/#id_know-text">' in page
    assert "1 result." in page


@pytest.mark.parametrize("words", ["plan improve", "IMPROVING", '"permanence planning"', "plans."])
def test_words_are_found_in_every_form_and_order(cast, written, search, words):
    assert len(passages(search(cast.head, words))) == 1


@pytest.mark.parametrize("words", ["permanence unicorn", '"planning permanence"', "perm"])
def test_all_of_it_must_be_there(cast, written, search, words):
    assert "Nothing that you may read has" in search(cast.head, words)


@pytest.mark.parametrize(
    "words", ['"', "'", "NOT OR AND", "*", "a:b", "-late", "(", "\x00", "%", "''--"]
)
def test_no_sign_breaks_it(cast, written, search, words):
    assert "Search" in search(cast.head, words)


def test_a_minus_is_no_operator(cast, written, search):
    assert passages(search(cast.head, "visits -late"))


def test_a_quarter_may_be_named_among_the_words(cast, written, search):
    assert len(passages(search(cast.head, "permanence Q2 2020/21"))) == 1
    assert passages(search(cast.head, "permanence q1 2020-21")) == []
    assert "1 result in Q2 2020/21." in search(cast.head, "permanence 2020-21-q2")


def test_area_quarter_and_kind_narrow_it(cast, written, search):
    assert len(passages(search(cast.director, "late", area="mash"))) == 1
    assert passages(search(cast.director, "late", area="lac")) == []
    assert len(passages(search(cast.director, "late", quarter="2020-21-q2", kind="answers"))) == 1
    assert passages(search(cast.director, "late", kind="strengths")) == []


def test_what_is_offered_no_more_counts_as_nothing(cast, written, search):
    assert len(passages(search(cast.head, "late", area="nonsense", quarter="1", kind="x"))) == 1


def test_strengths_actions_comments_and_evidence_are_found(cast, written, search):
    add(Strength(assessment=written, text="Zebra crossings."), section="strengths", by=cast.head)
    raise_action(written, {"text": "Paint the zebra.", "owner": "All"}, by=cast.head)
    written.comments.create(question="know", text="Which zebra?", by=cast.director)
    page = search(cast.head, "zebra")
    assert "3 results." in page
    for told in ("Strength, MASH", "Action, MASH", "Comment, MASH", "Strengths (1)", "Actions (1)"):
        assert told in page


def test_kpis_quarters_and_reports_are_found_by_name(cast, written, search, kpis):
    assert 'href="/2020-21-q2/"' in search(cast.director, "Q2 2020/21")
    assert 'href="/kpis/MA' in search(cast.director, "contacts")


def test_live_figures_are_read_as_words(cast, written, search, kpis):
    write(written, know="Contacts are {MA01} and rising, zebra.", by=cast.head)
    [said] = passages(search(cast.head, "zebra"))
    assert said == "Contacts are [no figure yet: Contacts received] and rising, zebra."


# --- What is out of sight ----------------------------------------------------------------------


def test_only_the_words_that_somebody_may_read_are_found(cast, written, search):
    for who in ("head", "deputy", "director", "administrator"):
        assert len(passages(search(getattr(cast, who), "permanence"))) == 1, who
    for who in ("other_head", "analyst", "viewer", "nobody"):
        page = search(getattr(cast, who), "permanence")
        assert passages(page) == [], who
        assert "Nothing that you may read has this." in page


def test_out_of_sight_looks_like_nowhere(cast, written, search):
    """No count, no hint: but for the words themselves, both pages are the same."""
    hidden = search(cast.other_head, "permanence")
    nowhere = search(cast.other_head, "unicorn")
    token = re.compile('name="csrfmiddlewaretoken" value="[^"]*"')
    assert token.sub("", hidden).replace("permanence", "unicorn") == token.sub("", nowhere)


def test_it_asks_the_same_queries_whatever_is_hidden(cast, written, sign_in):
    client = sign_in(cast.other_head)
    client.get("/search/?q=unicorn")
    asked = []
    for word in ("unicorn", "permanence"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": word})
        asked.append([query["sql"].split(" WHERE ")[0] for query in queries])
    assert asked[0] == asked[1]


def test_what_is_issued_is_everybodys(cast, search):
    quarter = make_issued("2020-21-q1").quarter
    Answer.objects.filter(assessment__quarter=quarter, assessment__area="mash").update(
        text="Permanence is planned."
    )
    assert passages(search(cast.viewer, "permanence"))
    assert passages(search(cast.other_head, "permanence"))
    assert passages(search(cast.nobody, "permanence")) == []


def test_comments_stay_with_those_who_work_on_the_words(cast, search):
    mash = get_assessment(make_issued("2020-21-q1").quarter, "mash")
    Comment.objects.create(assessment=mash, question="know", text="Zebra?", by=cast.director)
    assert passages(search(cast.head, "zebra"))
    assert passages(search(cast.other_head, "zebra")) == []
    assert passages(search(cast.viewer, "zebra")) == []


def test_a_role_taken_away_takes_its_results_at_the_next_search(cast, written, search):
    assert passages(search(cast.head, "permanence"))
    Assignment.objects.filter(user=cast.head, role=Role.HEAD).delete()
    cast.head = type(cast.head).objects.get(pk=cast.head.pk)
    assert passages(search(cast.head, "permanence")) == []


# --- What is gone ------------------------------------------------------------------------------


def test_a_changed_text_is_found_by_its_new_words_alone(cast, written, search):
    write(written, know="Zebra.", by=cast.head)
    assert passages(search(cast.head, "permanence")) == []
    assert passages(search(cast.head, "zebra"))


def test_what_is_overwritten_by_hand_is_gone_in_the_same_transaction(cast, written, search):
    """As redaction does it, past every operation."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE assessments_answer SET text = '[redacted]'")
        assert passages(search(cast.head, "permanence")) == []
        transaction.set_rollback(True)
    assert passages(search(cast.head, "permanence"))


def test_what_is_deleted_is_gone(cast, written, search):
    Answer.objects.all().delete()
    assert passages(search(cast.head, "permanence")) == []


def test_many_results_stand_on_pages(cast, written, search):
    for number in range(25):
        strength = Strength(assessment=written, text=f"Zebra {number}.")
        add(strength, section="strengths", by=cast.head)
    page = search(cast.head, "zebra")
    assert "25 results. Page 1 of 2." in page
    assert len(passages(page)) == 20
    assert len(passages(search(cast.head, "zebra", page="2"))) == 5


def test_nothing_is_asked_before_anything_is_typed(cast, written, search):
    assert "Type one or more words." in search(cast.head, "")
    assert "Type one or more words." in search(make_user(), "")
