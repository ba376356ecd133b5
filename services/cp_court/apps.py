from services import common
from services.base import Anchors, Judgement, ServiceConfig, reword


class CpCourt(ServiceConfig):
    name = "services.cp_court"
    verbose_name = "Child Protection & Court"
    slug = "cp-court"
    order = 40
    judgement = Judgement.HELP_AND_PROTECTION
    also_called = (
        "child protection and court",
        "cp and court",
        "court team",
        "court service",
        "care proceedings",
        "child protection",
        "children in need and child protection",
        "child in need and child protection",
        "family safeguarding",
        "help and protection",
        "safeguarding teams",
        "public law",
        "family support and protection",
        "children's social work teams",
    )
    guidance = (
        "These teams hold children in need and child protection plans, work under the Public Law "
        "Outline (PLO) and take cases through care proceedings. Say whether keeping to timescales "
        "is becoming good practice, and whether children are safer and settled sooner for it."
    )
    anchors = Anchors(
        ten="Child protection and court work is as good as we want it to be: children are safe, "
        "permanence comes without delay, and we are proud of how everyone works.",
        zero="Child protection and court work no longer holds: plans drift, children wait, and we "
        "are unhappy with how everyone works.",
    )
    sections = reword(
        common.SECTIONS,
        know={
            "text": "What do you know about how good work with children in need of protection is, "
            "in and out of court, and what difference it makes?",
            "hint": "Include direct work with children, planning, pre-proceedings and court, "
            "caseloads and the workforce, and what the teams learned this quarter and its impact.",
            "guide_words": 350,
            "good": "Separates doing things in time from doing them well, and says what each is "
            "like now. Shows how caseloads and supervision reach the child. Says where change is "
            "too slow, and why.",
        },
        evidence={
            "text": "How do you know that children are visited, heard and protected?",
            "hint": "Include visits, supervision, case summaries, strategy meetings and section 47 "
            "enquiries, caseloads, audits and audit actions, and what families say.",
            "good": "Gives figures for each kind of visit and plan, with numbers where they are "
            "small enough to swing. Says what has not improved beside what has. Shows that "
            "audit actions were finished and what they changed.",
        },
    )
    checks = (*common.CHECKS, common.one_population("open cases", "CP04", "CP06"))
