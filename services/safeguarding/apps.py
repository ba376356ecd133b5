from services import common
from services.base import Anchors, Chart, Judgement, ServiceConfig, reword

from .checks import CHECKS


class Safeguarding(ServiceConfig):
    name = "services.safeguarding"
    verbose_name = "Safeguarding & Review"
    slug = "safeguarding"
    order = 30
    judgement = Judgement.HELP_AND_PROTECTION
    also_called = (
        "safeguarding and review",
        "safeguarding and reviewing",
        "quality assurance and safeguarding",
        "safeguarding and quality assurance",
        "independent reviewing",
        "reviewing service",
        "reviewing officers",
        "conference and review",
        "conferencing and reviewing",
        "safeguarding unit",
        "iro service",
        "quality assurance",
        "review and conference",
    )
    guidance = (
        "Conference chairs and independent reviewing officers (IROs) see every child protection "
        "plan and every care plan. Say what that independent view shows, about your own "
        "conferences and reviews and about the practice of the other services."
    )
    anchors = Anchors(
        ten="Conferences, reviews and challenge are as good as we want them to be: children and "
        "parents take part, challenge changes plans, and we are proud of how everyone works.",
        zero="Conferences, reviews and challenge have become a routine: plans drift unseen, and we "
        "are unhappy with how everyone works.",
    )
    sections = reword(
        common.SECTIONS,
        know={
            "text": "What do you know about how good conferences, reviews and challenge are, and "
            "what they change for children?",
            "hint": "Include how children and parents take part, where challenge changed a "
            "child's plan, and what chairs and reviewing officers learned this quarter.",
            "guide_words": 400,
            "good": "Shows where an IRO or a chair made a difference to a child's plan. Says who "
            "finds it hard to take part and what is done for them. Names drift openly, with the "
            "number of children it concerns.",
        },
        evidence={
            "text": "How do you know that conferences and reviews are timely and make a "
            "difference?",
            "hint": "Include conferences, plans and minutes in time, IRO oversight, dispute "
            "resolutions, audits of plans and minutes, and children's and parents' views. When "
            "two reports disagree, say which is right and how you know.",
            "good": "Every figure has its period and its source. A poor figure is explained "
            "by looking at the cases behind it, and two sources that disagree are both given. "
            "Says what became of the disputes that were raised.",
        },
    )
    checks = (*common.CHECKS, *CHECKS)
    charts = (
        Chart(
            key="in-time",
            title="Conferences, plans and reviews in time",
            kind="targets",
            kpis=("SR01", "SR02", "SR07", "SR08", "SR09", "SR10", "SR11"),
        ),
    )
