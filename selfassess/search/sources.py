"""What can be searched: which texts, who may read them, and where each one stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from performance.models import Remark
from selfassess.access import Permission, areas_where, can, has_any
from selfassess.accounts.models import User
from selfassess.assessments.addresses import answer_page, indicators_page
from selfassess.assessments.models import PART_OF_ITS_REPORT, Answer, Assessment, Comment, Rating
from selfassess.quarters.models import QuarterState
from selfassess.records.models import Action, ActionUpdate, Audit, Fact, Strength, Voice

Rows = QuerySet[Any]
Address = Callable[[Any, User], str]


@dataclass(frozen=True)
class Source:
    """Texts of one model. `fields` are searched together, and the first that has what is looked for
    is shown. `quarter` and `area` say by which look-ups these are found."""

    kind: str
    title: str
    model: type[Model]
    fields: tuple[str, ...]
    visible_to: Callable[[User], Rows]
    address: Address
    quarter: str = "assessment__quarter_id"
    area: str = "assessment__area"
    related: tuple[str, ...] = ("assessment__quarter",)
    is_named: bool = False  # by its first field, which is told where another one is shown

    def place(self, row: Any) -> Assessment | None:
        """The assessment whose figures are meant where a text has live ones."""
        return getattr(row, "assessment", None)


def _in_words(model: type[Any]) -> Callable[[User], Rows]:
    def visible_to(user: User) -> Rows:
        return model.objects.filter(assessment__in=Assessment.objects.visible_to(user))

    return visible_to


def _comments(user: User) -> Rows:
    """For those who work on the words: readers of an issued quarter do not meet them either."""
    begun = ~Q(assessment__quarter__state=QuarterState.PLANNED)
    areas = areas_where(user, Permission.READ_WORDS)
    return Comment.objects.filter(begun, assessment__area__in=areas)


def _remarks(user: User) -> Rows:
    """As `performance.scope` shows figures."""
    mine = Q(area__in=areas_where(user, Permission.READ_FIGURES))
    mine &= ~Q(quarter__state=QuarterState.PLANNED)
    if has_any(user, [Permission.READ_ISSUED]):
        mine |= PART_OF_ITS_REPORT
    return Remark.objects.filter(assessment__in=Assessment.objects.filter(mine))


def _actions(user: User) -> Rows:
    return Action.objects.in_areas(areas_where(user, Permission.READ_ACTIONS))


def _updates(user: User) -> Rows:
    return ActionUpdate.objects.filter(action__in=_actions(user))


def _section(key: str) -> Address:
    def address(row: Any, user: User) -> str:
        place = row.assessment
        return reverse("section", args=[place.quarter_id, place.area, key])

    return address


def _comment_page(row: Comment, user: User) -> str:
    place = row.assessment
    if place.is_overview:
        return place.get_absolute_url()
    page = "review" if can(user, Permission.REVIEW, place.area) else "history"
    return reverse(page, args=[place.quarter_id, place.area])


EVIDENCE = "evidence"
SOURCES = (
    Source(
        "answers",
        "Answer",
        Answer,
        ("text",),
        _in_words(Answer),
        lambda row, user: answer_page(row.assessment, row.question),
    ),
    Source("answers", "Rating", Rating, ("why_apart",), _in_words(Rating), _section("rating")),
    Source(
        "strengths",
        "Strength",
        Strength,
        ("text", "evidence"),
        _in_words(Strength),
        _section("strengths"),
    ),
    Source(
        EVIDENCE,
        "Audit",
        Audit,
        ("theme", "aspect", "method", "learning"),
        _in_words(Audit),
        _section(EVIDENCE),
        is_named=True,
    ),
    Source(
        EVIDENCE,
        "What people said",
        Voice,
        ("said", "changed", "how"),
        _in_words(Voice),
        _section(EVIDENCE),
    ),
    Source(
        EVIDENCE,
        "Further figure",
        Fact,
        ("label", "group", "note"),
        _in_words(Fact),
        _section(EVIDENCE),
        is_named=True,
    ),
    Source(
        "actions",
        "Action",
        Action,
        ("text", "impact"),
        _actions,
        lambda row, user: reverse("action", args=[row.pk]),
        quarter="raised_in_id",
        area="area",
        related=(),
    ),
    Source(
        "actions",
        "Update of an action",
        ActionUpdate,
        ("progress", "difference", "reason"),
        _updates,
        lambda row, user: reverse("action", args=[row.action_id]),
        quarter="quarter_id",
        area="action__area",
        related=("action",),
    ),
    Source("comments", "Comment", Comment, ("text", "reply"), _comments, _comment_page),
    Source(
        "figures",
        "Comment on an indicator",
        Remark,
        ("comment",),
        _remarks,
        lambda row, user: indicators_page(row.assessment, row.kpi_id),
    ),
)
KINDS = {
    "answers": "Answers",
    "strengths": "Strengths",
    EVIDENCE: "Evidence",
    "actions": "Actions",
    "comments": "Comments",
    "figures": "Comments on indicators",
    "kpis": "KPIs",
    "quarters": "Quarters",
    "reports": "Reports",
}


def objects(source: Source, numbers: Iterable[int]) -> dict[int, Any]:
    found = source.model._default_manager.filter(pk__in=numbers)
    if source.related:
        found = found.select_related(*source.related)
    return {row.pk: row for row in found}
