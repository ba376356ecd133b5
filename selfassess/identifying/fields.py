"""Every field that holds people's words: whose it is, who may change it, and on which page.

A test compares this with the models, so that no text field is forgotten.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from performance.models import Choice, Kpi, KpiDefinition, Measure, Remark, Target
from selfassess.access import Permission
from selfassess.assessments.addresses import answer_page, indicators_page
from selfassess.assessments.models import Answer, Assessment, Comment, Rating
from selfassess.audit.models import Event
from selfassess.claims.models import Decision
from selfassess.records.models import Action, ActionUpdate, Audit, Fact, Strength, Voice

from .pages import (
    Page,
    in_area,
    kpi_page,
    longer_page,
    rating_page,
    section_title,
)
from .rows import (
    Rows,
    compiled,
    everywhere,
    measures,
    of_assessment,
    open_actions,
    reopened,
    reopened_quarters,
    themselves,
    updates,
)

P = Permission
Place = Assessment | None  # None: what belongs to no assessment, such as the words of a KPI


@dataclass(frozen=True)
class Holder:
    """Some text fields of a model, within one place."""

    where: str  # “a strength”, as the page says it
    model: type[Model]
    fields: tuple[str, ...]
    within: Rows
    key: str  # the field that the page's address needs
    page: Page | None  # None: they stay as they were sent
    permission: Permission = P.WRITE_WORDS
    read: Callable[[str], str] = str  # from what is stored to the words in it
    title: Page | None = None  # which one it is, where `where` says too little

    def needs(self, place: Place) -> Permission:
        """What its writer must be allowed to: the overview is written with a permission of its
        own."""
        is_words = self.permission == P.WRITE_WORDS
        return place.write_permission if place and is_words else self.permission


def left_out_reasons(after: str) -> str:
    """What an event says of the areas that a report does without."""
    return "\n".join(json.loads(after)["left_out"].values())


SOURCE_WORDS = ("source", "note", "why_adopted", "settle_owner", "settled_because")
OF_AN_ASSESSMENT = (
    Holder(
        "an answer",
        Answer,
        ("text",),
        of_assessment,
        "question",
        answer_page,
        title=section_title,
    ),
    Holder("why a rating is as it is", Rating, ("why_apart",), of_assessment, "pk", rating_page),
    Holder(
        "an audit",
        Audit,
        ("theme", "aspect", "method", "learning"),
        of_assessment,
        "pk",
        in_area("record-edit", "evidence", "audits"),
    ),
    Holder(
        "what people said",
        Voice,
        ("how", "said", "changed"),
        of_assessment,
        "pk",
        in_area("record-edit", "evidence", "voices"),
    ),
    Holder(
        "a further figure",
        Fact,
        ("label", "group", "unit", "period", "source", "earlier", "note"),
        of_assessment,
        "pk",
        in_area("record-edit", "evidence", "facts"),
    ),
    Holder(
        "a strength",
        Strength,
        ("text", "evidence"),
        of_assessment,
        "pk",
        in_area("record-edit", "strengths", "strengths"),
    ),
    Holder(
        "an action",
        Action,
        ("text", "impact", "owner"),
        open_actions,
        "pk",
        in_area("action-edit"),
    ),
    Holder(
        "an action’s update",
        ActionUpdate,
        ("progress", "reason", "difference"),
        updates,
        "action_id",
        in_area("action-update"),
    ),
    Holder(
        "a comment on an indicator",
        Remark,
        ("comment",),
        of_assessment,
        "kpi_id",
        indicators_page,
        P.WRITE_FIGURES,
    ),
    Holder(
        "an indicator’s source",
        Measure,
        SOURCE_WORDS,
        measures,
        "kpi_id",
        in_area("sources"),
        P.WRITE_FIGURES,
    ),
    Holder(
        "a comment of the director",
        Comment,
        ("text",),
        of_assessment,
        "pk",
        None,
        P.REVIEW,
    ),
    Holder(
        "a reason beside the record",
        Decision,
        ("reason",),
        of_assessment,
        "pk",
        None,
    ),
    Holder("a reply to the director", Comment, ("reply",), of_assessment, "pk", None),
    Holder(
        "the reason for more time",
        Assessment,
        ("longer_reason",),
        themselves,
        "pk",
        longer_page,
        P.ADMINISTER,
    ),
    Holder("the reason for reopening", Event, ("reason",), reopened, "pk", None, P.REVIEW),
)
OF_THE_OFFICE = (
    Holder(
        "an indicator’s words",
        KpiDefinition,
        ("name", "definition", "numerator", "denominator", "unit"),
        everywhere,
        "kpi_id",
        kpi_page,
        P.WRITE_TARGETS,
    ),
    Holder(
        "an indicator’s words",
        Kpi,
        ("source", "annex_a_list", "outcome", "also_called"),
        everywhere,
        "code",
        kpi_page,
        P.WRITE_TARGETS,
    ),
    Holder(
        "the reason for reporting an indicator or not",
        Choice,
        ("reason",),
        everywhere,
        "kpi_id",
        None,
        P.WRITE_TARGETS,
    ),
    Holder(
        "the reason for a target",
        Target,
        ("reason",),
        everywhere,
        "kpi_id",
        None,
        P.WRITE_TARGETS,
    ),
    Holder(
        "the reason for reopening a quarter",
        Event,
        ("reason",),
        reopened_quarters,
        "pk",
        None,
        P.ADMINISTER,
    ),
    Holder(
        "the reason for leaving an area out of a report",
        Event,
        ("after",),
        compiled,
        "pk",
        None,
        P.COMPILE,
        left_out_reasons,
    ),
)


def holders(place: Place) -> tuple[Holder, ...]:
    return OF_AN_ASSESSMENT if place else OF_THE_OFFICE
