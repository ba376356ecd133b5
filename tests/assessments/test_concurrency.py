"""Many people at the same moment: one wins, nobody's words are lost, nothing changes after the
lock, and nobody is turned away because the database was busy."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, KeptReason, KeptText
from selfassess.assessments.operations.lifecycle import approve, return_for_changes, send
from selfassess.assessments.operations.writing import Draft, keep_texts, save_section, settle
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.operations import close_quarter, open_quarter, plan_quarter
from services.registry import all_areas
from tests.factories import get_assessment, make_quarter, make_sent, make_user, write
from tests.pages import form_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trial("races", times=50)]

MANY = 8


def together(*actions: Callable) -> list:
    """Run all at the same moment, each with a connection of its own; what each gave or raised."""
    start = Barrier(len(actions))

    def run(action: Callable):
        try:
            start.wait(timeout=60)
            return action()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def errors(results: list) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]


@pytest.fixture
def quarter():
    return make_quarter("2020-21-q2")


@pytest.fixture
def everybody(quarter) -> User:
    """May write, send and decide in every area."""
    return User.objects.command_line()


def saving(area: str, text: str, version: int, *, by) -> Callable:
    assessment = get_assessment("2020-21-q2", area)
    return lambda: save_section(assessment, [Draft("know", text, version)], by=by, save_id=uuid4())


@pytest.mark.parametrize("version", [0, 1])
def test_of_many_who_save_the_same_answer_one_wins_and_all_others_are_kept(quarter, version):
    people = [make_user(("deputy", "mash")) for _ in range(MANY)]
    if version:
        write(get_assessment(quarter), know="Page.", by=people[0])
    texts = [f"Text {number}." for number in range(MANY)]
    results = together(
        *(saving("mash", t, version, by=p) for t, p in zip(texts, people, strict=True))
    )
    assert errors(results) == []
    assert sorted(len(saved.changed) for saved in results) == [0] * (MANY - 1) + [1]
    answer = Answer.objects.get(question="know")
    assert answer.version == version + 1
    kept = {text.by_id: text.text for text in KeptText.objects.all()}
    assert kept | {answer.saved_by_id: answer.text} == {
        person.pk: text for person, text in zip(people, texts, strict=True)
    }


def test_many_through_their_browsers(quarter):
    people = [make_user(("deputy", "mash")) for _ in range(MANY)]
    address = "/2020-21-q2/mash/know/"

    def browser(person: User) -> Callable:
        client = Client()
        client.force_login(person)
        page = form_on(client.get(address)) | {"know-text": f"By {person.pk}."}
        return lambda: client.post(address, page).url

    results = together(*(browser(person) for person in people))
    assert sorted(results) == ["/2020-21-q2/mash/evidence/", *[address + "kept/"] * (MANY - 1)]
    texts = {*KeptText.objects.values_list("text", flat=True), Answer.objects.get().text}
    assert texts == {f"By {person.pk}." for person in people}


def test_different_answers_of_one_area_do_not_stand_in_each_others_way(quarter, everybody):
    lac = get_assessment(quarter, "lac")
    keys = [question.key for question in lac.config.questions(quarter.code)]
    results = together(
        *(lambda key=key: save_section(lac, [Draft(key, key)], by=everybody) for key in keys)
    )
    assert errors(results) == []
    assert dict(Answer.objects.values_list("question", "text")) == {key: key for key in keys}
    assert Event.objects.filter(verb="assessment.start").count() == 1


def test_of_many_who_send_one_does(quarter):
    head = make_user(("head", "mash"))
    assessment = get_assessment(quarter)
    write(assessment, by=head)
    results = together(*[lambda: send(assessment, by=head)] * MANY)
    assert sorted(results) == [False] * (MANY - 1) + [True]
    assert Event.objects.filter(verb="assessment.send").count() == 1


def test_nothing_is_changed_after_it_was_sent(quarter, everybody):
    assessment = get_assessment(quarter)
    write(assessment, "Page.", by=everybody)
    texts = [f"Text {number}." for number in range(MANY)]
    results = together(
        *(saving("mash", text, 1, by=everybody) for text in texts),
        lambda: send(assessment, by=everybody),
    )
    assert errors(results) == []
    sent = Event.objects.get(verb="assessment.send")
    assert not Event.objects.filter(verb="answer.save", id__gt=sent.id).exists()
    answer = Answer.objects.get(assessment=assessment, question="know")
    kept = set(KeptText.objects.values_list("text", flat=True))
    assert kept | {answer.text} == {*texts, answer.text}
    assert answer.asked


def test_nothing_is_changed_after_the_quarter_was_closed(quarter, everybody):
    texts = {area.slug: f"By {area.slug}." for area in all_areas()}
    results = together(
        *(saving(area, text, 0, by=everybody) for area, text in texts.items()),
        lambda: close_quarter(quarter.code, by=everybody),
    )
    assert errors(results) == []
    closed = Event.objects.get(verb="quarter.close")
    assert not Event.objects.filter(verb="answer.save", id__gt=closed.id).exists()
    saved = Answer.objects.values_list("assessment__area", "text")
    kept = KeptText.objects.values_list("assessment__area", "text")
    assert dict(saved) | dict(kept) == texts
    assert not set(saved) & set(kept)


def test_two_directors_who_differ_do_not_both_decide(quarter, everybody):
    first, second = make_user("director"), make_user("director")
    assessment = make_sent(quarter, by=everybody)
    results = together(
        lambda: approve(assessment, by=first),
        lambda: return_for_changes(assessment, comments={"know": "More."}, by=second),
    )
    assert [type(error) for error in errors(results)] == [Refused]
    verbs = {"approved": "assessment.approve", "returned": "assessment.return"}
    assert Event.objects.filter(verb__in=verbs.values()).count() == 1
    assert Event.objects.filter(verb=verbs[get_assessment(quarter).state]).exists()


def test_approving_at_once_is_approving_once(quarter, everybody):
    assessment = make_sent(quarter, by=everybody)
    directors = [make_user("director") for _ in range(MANY)]
    results = together(*(lambda d=d: approve(assessment, by=d) for d in directors))
    assert errors(results) == []
    assert Event.objects.filter(verb="assessment.approve").count() == 1
    assert len({result.approved_by_id for result in results}) == 1


def test_a_kept_text_is_settled_once(quarter, everybody):
    kept = KeptText.objects.create(
        assessment=get_assessment(quarter),
        question="know",
        text="Mine.",
        reason=KeptReason.SIGNED_OUT,
        by=everybody,
    )
    results = together(
        *[lambda: settle(kept, outcome="mine", text="", version=0, by=everybody)] * MANY
    )
    assert results == [None] * MANY
    assert Answer.objects.get().version == 1
    assert Event.objects.filter(verb="answer.settle").count() == 1


def test_a_page_that_is_sent_many_times_while_signed_out_is_kept_once(quarter, everybody):
    assessment, drafts = get_assessment(quarter), [Draft("know", "Mine.")]
    results = together(
        *[lambda: keep_texts(assessment, drafts, KeptReason.SIGNED_OUT, by=everybody)] * MANY
    )
    assert results == [1] * MANY
    assert KeptText.objects.count() == 1


def test_a_quarter_is_planned_and_opened_once():
    system = User.objects.command_line()

    def plan_and_open() -> int:
        plan_quarter("2020-21-q3", by=system)
        return open_quarter("2020-21-q3", by=system)

    results = together(*[plan_and_open] * MANY)
    assert sorted(results) == [0] * (MANY - 1) + [len(all_areas()) + 1]
    assert Assessment.objects.count() == len(all_areas()) + 1
    assert Event.objects.filter(verb="quarter.open").count() == 1


def test_the_systems_own_account_is_made_once():
    results = together(*[User.objects.command_line] * MANY)
    assert errors(results) == []
    assert User.objects.count() == 1
