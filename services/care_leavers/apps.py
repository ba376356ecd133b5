from services import common
from services.base import Anchors, Chart, Judgement, ServiceConfig, reword

from .checks import CHECKS


class CareLeavers(ServiceConfig):
    name = "services.care_leavers"
    verbose_name = "Care Leavers"
    slug = "care-leavers"
    order = 60
    judgement = Judgement.CARE_LEAVERS
    also_called = (
        "care leavers",
        "leaving care",
        "care experienced",
        "care leaving",
        "16+",
        "18+",
        "aftercare",
        "throughcare",
        "through care",
        "preparing for adulthood",
    )
    guidance = (
        "This area covers young people in care from 16 and care leavers up to 25. Start from their "
        "lives: a home, something to do, people to turn to, and keeping safe. Then say what the "
        "service does towards that."
    )
    anchors = Anchors(
        ten="Work with care leavers is as good as we want it to be: we are in touch with everyone, "
        "they have a home and a future, and we are proud of how everyone works.",
        zero="Work with care leavers has lost hold of them: young people are out of touch or "
        "unsafe, and we are unhappy with how everyone works.",
    )
    sections = reword(
        common.SECTIONS,
        know={
            "text": "What do you know about how good work with care leavers is, and the "
            "difference it makes to their lives?",
            "hint": "Include pathway plans, staying in touch, homes, education and work, "
            "exploitation, staffing, and what the team learned this quarter and its impact.",
            "guide_words": 300,
            "good": "Says how young people live, and for whom it is not going well. Pathway plans "
            "are judged by their quality as well as their dates. When staffing has affected young "
            "people, it says how.",
        },
        evidence={
            "text": "How do you know how care leavers are doing?",
            "hint": "Include figures for staying in touch, homes, and education, employment or "
            "training, audits with their grades, and what young people say. Leave out names and "
            "anything that could tell who a young person is.",
            "good": "A comparison names the year, the source and the figures on both sides. Young "
            "people's views are gathered on purpose, and not only when they send thanks. Each "
            "audit has its date, cases and grades.",
        },
    )
    checks = (*common.CHECKS, *CHECKS)
    charts = (
        Chart(
            key="neighbours",
            title="Care leavers here and in neighbouring authorities, official figures",
            kind="official",
            kpis=("CL01", "CL02", "CL03"),
        ),
    )
