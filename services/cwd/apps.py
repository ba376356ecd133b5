from services import common
from services.base import Anchors, Judgement, ServiceConfig, reword


class Cwd(ServiceConfig):
    name = "services.cwd"
    verbose_name = "Children with Disabilities"
    slug = "cwd"
    order = 70
    judgement = Judgement.HELP_AND_PROTECTION
    also_called = (
        "cwd",
        "children with disabilities",
        "disabled children",
        "children's disability",
        "disability service",
        "disability team",
        "disabilities",
        "send",
        "additional needs",
        "0 25 service",
    )
    guidance = (
        "This area covers social work with disabled children, short breaks and direct payments, "
        "and the team's part in education, health and care plans. Show that the usual standards of "
        "safeguarding hold, and that support comes before a family reaches breaking point."
    )
    anchors = Anchors(
        ten="Work with disabled children is as good as we want it to be: they are heard and safe, "
        "families get help in time, and we are proud of how everyone works.",
        zero="Work with disabled children no longer meets their needs: they go unheard, families "
        "break down, and we are unhappy with how everyone works.",
    )
    sections = reword(
        common.SECTIONS,
        know={
            "text": "What do you know about how good work with disabled children is, and what it "
            "changes for them and their families?",
            "hint": "Include safeguarding, how children who do not use words are heard, short "
            "breaks, joint work on education, health and care plans, the move to adult services, "
            "and what the team learned this quarter and its impact.",
            "guide_words": 350,
            "good": "Shows how each child's view was found out, whatever way the child "
            "communicates. Rests on this year's practice more than on an old inspection. Says "
            "which families do not get enough, or wait.",
        },
        evidence={
            "text": "How do you know that disabled children are safe and well supported?",
            "hint": "Include visits and reviews in time, timeliness of care advice, audits, "
            "complaints and ombudsman findings, and what children, parents and the parent carer "
            "forum say.",
            "good": "Has the team's own figures, not only those of the whole service. Says "
            "what was learned from each complaint or court case and what changed. "
            "Gives the number of families behind every piece of feedback.",
        },
    )
    checks = (*common.CHECKS, common.there_is_a_figure)
