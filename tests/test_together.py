"""`together` gives what each query would give alone: the same objects, in the same order."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from selfassess.assessments.models import Answer, Assessment, Comment
from selfassess.audit.models import Event
from selfassess.demo.sample.load import load_sample
from selfassess.records.models import Action, Audit
from selfassess.together import attach, together

from .demo.conftest import loaded

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _full(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker, lambda: load_sample(quarters=1, say=str)):
        yield


def holds_bytes(model: type[models.Model]) -> bool:
    return any(isinstance(field, models.BinaryField) for field in model._meta.concrete_fields)


def ours() -> list[type[models.Model]]:
    """Every model of the project that can go through JSON, with as much as the sample has."""
    labels = ("accounts", "assessments", "audit", "quarters", "records", "performance")
    found = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return [model for model in found if not holds_bytes(model)]


def facts(row: models.Model) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_every_table_comes_back_as_it_is():
    asked = [model._default_manager.order_by("pk") for model in ours()]
    found = together(*asked)
    assert sum(map(len, found)) > 500
    for rows, alone in zip(found, asked, strict=True):
        assert [facts(row) for row in rows] == [facts(row) for row in alone]


def test_types_survive_the_way():
    (event, *_), (audit, *_) = together(Event.objects.all(), Audit.objects.exclude(good=None))
    assert event.at.tzinfo is not None
    assert type(event.after) is dict
    assert str(audit.good) == str(Audit.objects.get(pk=audit.pk).good)


def test_it_is_one_query():
    with CaptureQueriesContext(connection) as queries:
        together(Answer.objects.all(), Comment.objects.all(), Action.objects.all())
    assert len(queries) == 1


def test_nothing_asked_is_nothing_found(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert together() == []


def test_each_list_keeps_its_own_order():
    orders = [["-saved_at", "id"], ["question", "-id"]]
    found = together(*(Answer.objects.order_by(*order) for order in orders))
    for order, rows in zip(orders, found, strict=True):
        assert [row.pk for row in rows] == list(
            Answer.objects.order_by(*order).values_list("pk", flat=True)
        )


def test_without_a_wish_the_model_says_the_order():
    (found,) = together(Assessment.objects.all())
    assert [a.pk for a in found] == [a.pk for a in Assessment.objects.all()]


def test_related_rows_come_with_it(django_assert_num_queries):
    (found,) = together(Assessment.objects.select_related("quarter", "approved_by"))
    with django_assert_num_queries(0):
        assert {a.quarter.name for a in found} == {"Q2 2020/21"}
        assert {bool(a.approved_by) for a in found} == {True, False}
        assert all(a.approved_by.name for a in found if a.approved_by)


def test_annotations_come_with_it():
    (found,) = together(Assessment.objects.annotate(twice=models.F("id") * 2))
    assert len(found) == Assessment.objects.count()
    assert all(a.twice == 2 * a.pk for a in found)


def test_children_are_handed_to_their_parents(django_assert_num_queries):
    assessments, answers = together(Assessment.objects.all(), Answer.objects.order_by("-pk"))
    attach(assessments, "answers", answers)
    with django_assert_num_queries(0):
        given = [answer for one in assessments for answer in one.answers.all()]
        assert sorted(a.pk for a in given) == sorted(a.pk for a in answers)
        assert all(a.assessment is one for one in assessments for a in one.answers.all())
    assert [a.pk for a in assessments[0].answers.all()] == list(
        assessments[0].answers.order_by("-pk").values_list("pk", flat=True)
    )


def test_a_parent_without_children_has_none(django_assert_num_queries):
    assessments, _ = together(Assessment.objects.all(), Answer.objects.all())
    attach(assessments, "answers", [])
    with django_assert_num_queries(0):
        assert not any(one.answers.all() for one in assessments)


ODD = ["", "  a\tb\n\n- c", "ünï – “x” 😀 עברית", '{"a": [1, 2.50]}', "\\u0041"]


@pytest.mark.parametrize("text", ODD)
def test_any_text_survives(text):
    answer = Answer.objects.first()
    Answer.objects.filter(pk=answer.pk).update(text=text)
    ((found,),) = together(Answer.objects.filter(pk=answer.pk))
    assert found.text == text
