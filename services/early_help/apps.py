from services import common
from services.base import Anchors, Chart, Judgement, ServiceConfig, reword

from .checks import CHECKS, KEY_WORKERS


class EarlyHelp(ServiceConfig):
    name = "services.early_help"
    verbose_name = "Early Help"
    slug = "early-help"
    order = 10
    judgement = Judgement.HELP_AND_PROTECTION
    also_called = (
        "early help",
        "family help",
        "early intervention",
        "targeted support",
        "early help and prevention",
        "family hubs",
        "children's centres",
        "supporting families",
        "prevention",
    )
    guidance = (
        "Early help reaches families before they need a social worker, and much of it is given by "
        "schools, health visitors and voluntary groups. Judge the whole of it, your own teams and "
        "the partners who hold key worker roles, by what has changed for families."
    )
    anchors = Anchors(
        ten="Early help is as good as we want it to be: families are found early, partners lead "
        "their share, changes last, and we are proud of how everyone works.",
        zero="Early help no longer knows where it is going: families wait or are passed on, and "
        "we are unhappy with how everyone works.",
    )
    sections = reword(
        common.SECTIONS,
        know={
            "text": "What do you know about how good early help is, and what it changes for "
            "families?",
            "hint": "Include what staff and partners learned this quarter and what families "
            "noticed of it. Cover family support, children's centres and work with the front door.",
            "guide_words": 450,
            "good": "Says which families are reached and which are not, and how many make a change "
            "that lasts. Separates what council teams do from what partners do. Names one thing "
            "learned this quarter and what is now done differently.",
        },
        evidence={
            "text": "How do you know that early help makes a difference?",
            "hint": "Include numbers of assessments, outcomes that lasted, step-ups to social "
            "care, audits of family support, monitoring of commissioned services and what "
            "families say when their case closes.",
            "good": "Shows outcomes as well as numbers of families, each with its period. Says "
            "how many replies stand behind a piece of feedback and how many cases behind an "
            "audit. Does not compare figures that were counted in different ways.",
        },
    )
    checks = (*common.CHECKS, *CHECKS)
    sets = (KEY_WORKERS,)
    charts = (
        Chart(
            key="key-workers",
            title="Who leads early help: key workers by agency",
            kind="group",
            group=KEY_WORKERS.key,
        ),
    )
