from services import common
from services.base import Anchors, Chart, Judgement, ServiceConfig, reword

from .checks import CHECKS, OUTCOMES


class Mash(ServiceConfig):
    name = "services.mash"
    verbose_name = "MASH & Assessment"
    slug = "mash"
    order = 20
    judgement = Judgement.HELP_AND_PROTECTION
    also_called = (
        "mash",
        "front door",
        "multi agency safeguarding hub",
        "assessment service",
        "referral and assessment",
        "contact and referral",
        "contact and assessment",
        "duty and assessment",
        "assessment team",
        "assessment teams",
        "first response",
        "first contact",
        "single point of access",
        "initial response",
    )
    guidance = (
        "This area runs from the first contact to the end of a child and family assessment, and "
        "includes children in need held by the assessment teams. Follow a child through it: how "
        "soon is a decision made, how soon is the child seen, and how good is the assessment?"
    )
    anchors = Anchors(
        ten="The front door and assessment are as good as we want them to be: decisions are prompt "
        "and right, children are seen at once, and we are proud of how everyone works.",
        zero="The front door and assessment have come adrift: children wait or are missed, and we "
        "are unhappy with how everyone works.",
    )
    sections = reword(
        common.SECTIONS,
        know={
            "text": "What do you know about how good decisions and assessments are, and what "
            "difference they make?",
            "hint": "Include thresholds and decisions, how soon children are seen, the quality of "
            "assessments, domestic abuse, out-of-hours work, and what was learned this quarter "
            "and its impact.",
            "guide_words": 500,
            "good": "Judges decisions and assessments by their quality, not only by their speed. "
            "Says what a missed timescale meant for children and what is being done about it. "
            "Tells what audits taught the teams and whether practice has changed since.",
        },
        evidence={
            "text": "How do you know it, from the first contact to the finished assessment?",
            "hint": "Include contacts, conversion to referral, timeliness, supervision, joint "
            "audits with partners, thematic audits with their grades, and what families and "
            "referrers say.",
            "guide_words": 400,
            "good": "Gives the number behind every percentage and says from when the clock runs. "
            "Reports each audit with its date, its cases and all its grades, the poor ones too, "
            "and what was done about them. Says what families and referrers told you.",
        },
    )
    checks = (*common.CHECKS, *CHECKS)
    sets = (OUTCOMES,)
    charts = (
        Chart(
            key="front-door",
            title="From the contact to the assessment",
            kind="funnel",
            steps=(
                ("Contacts", "MA01"),
                ("Referrals", "MA02.numerator"),
                ("Assessments completed", "MA08.denominator"),
            ),
        ),
        Chart(
            key="in-time",
            title="Decisions, visits and assessments in time",
            kind="targets",
            kpis=("MA03", "MA09", "MA08", "MA10", "MA12", "MA13"),
        ),
    )
