"""What a decision is about is all that readers see: whatever changes, the fingerprint does too."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, models
from django.db.transaction import atomic

from performance.models import Kpi, KpiDefinition, Measure, Remark, Target
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from performance.operations.targets import set_target
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Comment, Rating
from selfassess.assessments.operations.commenting import comment
from selfassess.assessments.operations.lifecycle import approve
from selfassess.assessments.reading import shown_now
from selfassess.records.models import Action, ActionUpdate, Audit, Fact, Strength, Voice
from selfassess.records.operations import add, raise_action, update_action
from selfassess.seen import differences, fingerprint
from tests.factories import make_quarter, make_sent
from tests.pages import words_on

# What says who saved a thing and when, or where it hangs; and what readers do not see of it
NOT_SHOWN: dict[type[models.Model], set[str]] = {
    Answer: {"asked", "section", "position", "question"},  # kept as asked; never changed alone
    Rating: {"not_rated"},  # shown as no rating
    Comment: {"question", "reply"},  # a reply needs somebody who gives it
    Action: {"area"},
    Measure: {"adopted", "settled_because"},
    Target: {"from_quarter", "reason", "low", "high"},  # of a value, no band
    Kpi: {
        *("area", "core", "source", "notes", "annex_a_list", "outcome", "lait_code"),
        "also_called",
        *("suggested_value", "suggested_low", "suggested_high", "suggested_because"),
    },
    KpiDefinition: {
        *("definition", "numerator", "denominator", "frequency", "smallest_denominator"),
        "from_quarter",
    },
}
NEVER = {"id", "code", "version", "save_id", "position"}


@pytest.fixture
def sent(mash, cast):
    """MASH with the director, with one of everything."""
    by = User.objects.command_line()
    load_catalogue(by=by)
    kpi = Kpi.objects.get(code="MA01")
    parts = {"numerator": Decimal(7), "denominator": Decimal(20), "as_at": date(2020, 9, 30)}
    add_measure(mash, kpi, value=Decimal(7), source="A list", by=by, **parts)
    add_measure(
        mash, kpi, value=Decimal(9), source="B", as_at=date(2020, 9, 29), note="Odd.", by=by
    )
    set_target(kpi, from_quarter="2020-21-q2", value=Decimal(9), by=by)
    Remark.objects.create(assessment=mash, kpi=kpi, comment="Counted.", saved_by=by)
    for record, section in (
        (Audit(theme="Referrals", month=date(2020, 9, 1), cases=4, good=4), "evidence"),
        (Voice(whose="children", how="Asked", said="Kind."), "evidence"),
        (Fact(label="Calls", value=3, period="September"), "evidence"),
        (Strength(text="We ask."), "strengths"),
    ):
        record.assessment = mash
        add(record, section=section, by=by)
    action = raise_action(mash, {"text": "Ask sooner.", "first_due": date(2030, 1, 1)}, by=by)
    values = {"status": "under_way", "due": date(2030, 2, 1), "reason": "Ill."}
    update_action(action, mash, values, version=0, by=by)
    sent = make_sent(mash.quarter, by=cast.head)
    comment(sent, question="know", kind="note", text="Well put.", by=cast.director)
    return sent


def other(field: models.Field, value: Any) -> Any:
    """A value that may stand there instead."""
    if field.choices:
        return next(choice for choice, _ in field.flatchoices if choice not in (value, ""))
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateField):
        return date(2031, 3, 1)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return (value or 0) + 2
    return f"{value or ''} other"


MODELS = [
    *(Answer, Rating, Comment, Audit, Voice, Fact, Strength, Action, ActionUpdate),
    *(Measure, Remark, Target, Kpi, KpiDefinition),
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_whatever_readers_see_changes_the_fingerprint(sent, model):
    before = fingerprint(shown_now(sent))
    rows = model._default_manager
    of_kpi = {Kpi: {"pk": "MA01"}, KpiDefinition: {"kpi": "MA01"}}
    row = rows.get(**of_kpi[model]) if model in of_kpi else rows.first()
    if model is Measure:
        row = rows.get(quarter="2020-21-q2", adopted=True)
    unseen = set()
    for field in model._meta.concrete_fields:
        if field.name in NEVER or field.is_relation or isinstance(field, models.DateTimeField):
            continue
        was = getattr(row, field.name)
        with suppress(DatabaseError), atomic():  # what cannot change alone must be excused, too
            rows.filter(pk=row.pk).update(**{field.name: other(field, was)})
        if fingerprint(shown_now(sent)) == before:
            unseen.add(field.name)
        rows.filter(pk=row.pk).update(**{field.name: was})
    assert unseen <= NOT_SHOWN.get(model, set())


def test_approving_changes_nothing_of_it_and_reading_it_again_neither(sent, cast):
    before = shown_now(sent)
    approve(sent, by=cast.director)
    assert shown_now(sent) == before
    assert list(differences(before, shown_now(sent))) == []


def test_a_record_that_goes_is_told_last(sent):
    before = shown_now(sent)
    Strength.objects.all().delete()
    Answer.objects.filter(question="know").update(text="Other.")
    told = [difference.title for difference in differences(before, shown_now(sent))]
    assert told[-1] == "Strengths"


def test_a_figure_of_a_year_before_changes_what_is_said_of_the_trend(mash, cast):
    """It stands on no page; the sentence on the trend rests on it."""
    load_catalogue(by=User.objects.command_line())
    kpi, day = Kpi.objects.get(code="MA03"), date(2020, 1, 1)
    years = ("2019-20-q1", "2019-20-q2", "2019-20-q3", "2019-20-q4", "2020-21-q1", "2020-21-q2")
    for number, code in enumerate(years):
        make_quarter(code)
        value = 40 + 5 * number
        Measure.objects.create(
            kpi=kpi, quarter_id=code, value=value, as_at=day, saved_by=cast.analyst
        )
    before = shown_now(mash)
    Measure.objects.filter(quarter="2019-20-q2").update(value=99)
    (told,) = differences(before, shown_now(mash))
    assert told.title.startswith("MA03")


def test_labels_typed_into_a_text_are_no_labels(mash, cast):
    """Two strengths, and one whose text looks like both of them."""
    names = {field.name: str(field.verbose_name).capitalize() for field in Strength._meta.fields}
    for text, evidence in (("A", "B"), ("C", "")):
        one = Strength(assessment=mash, text=text, evidence=evidence)
        add(one, section="strengths", by=cast.head)
    before = fingerprint(shown_now(mash))
    Strength.objects.all().delete()
    forged = f"A\n{names['evidence']}: B\n\n{names['text']}: C"
    add(Strength(assessment=mash, text=forged), section="strengths", by=cast.head)
    assert fingerprint(shown_now(mash)) != before


def test_the_page_to_approve_shows_where_figures_come_from_and_who_settles_them(
    sent, cast, sign_in
):
    Measure.objects.filter(source="A list", quarter="2020-21-q2").update(
        note="From the day book.",
        why_adopted="It is signed.",
        settle_owner="The performance board",
        settle_by=date(2020, 12, 24),
    )
    page = words_on(sign_in(cast.director).get("/2020-21-q2/mash/review/approve/"))
    for said in (
        *("7 of 20", "A list, as at 30 September 2020", "From the day book.", "It is signed."),
        *("B, as at 29 September 2020", "Odd."),
        "The performance board settles it by 24 December 2020.",
    ):
        assert said in page
