from services import common
from services.base import Anchors, Judgement, Question, ServiceConfig, ask_also, reword

IMPACT = Question(
    key="know-impact",
    text="Impact: what difference does the performance team's work make to practice and to "
    "children?",
    hint="Include decisions that were taken, and improvements that were made, because of what the "
    "figures showed. Include what the team learned this quarter.",
    guide_words=200,
    good="Names a decision that a report led to, and what came of it for children. Says which "
    "services use their figures and which do not yet.",
)
EVIDENCE_OF_IMPACT = Question(
    key="evidence-impact",
    text="Impact: how do you know that the figures are used?",
    hint="Include what managers say, requests for information, performance meetings and "
    "improvements that can be traced to a report.",
    guide_words=200,
    good="Counts something: requests, meetings, readers, improvements. Says what users of the "
    "reports were asked, how many answered, and what they would rather have.",
)


class Performance(ServiceConfig):
    name = "performance"
    verbose_name = "Performance"
    slug = "performance"
    order = 80
    judgement = Judgement.LEADERS
    also_called = (
        "performance",
        "performance team",
        "performance and insight",
        "performance and data",
        "data and performance",
        "business intelligence",
        "data and insight",
        "management information",
    )
    guidance = (
        "The performance team judges its own work here: whether its figures are right and on time, "
        "and whether anybody acts on them. The figures of the other services belong to "
        "those services."
    )
    anchors = Anchors(
        ten="Performance information is as good as we want it to be: right, on time, trusted and "
        "acted on, and we are proud of how the team works.",
        zero="Performance information is no help to anybody: it is late, doubted or ignored, and "
        "we are unhappy with how the team works.",
    )
    sections = ask_also(
        ask_also(
            reword(
                common.SECTIONS,
                know={
                    "text": "Quality: how good is the information that the performance team "
                    "provides?",
                    "hint": "Include whether it is accurate, on time and easy to understand, and "
                    "where it is not yet.",
                    "guide_words": 200,
                    "good": "Says which reports can be relied on and which cannot yet. Names every "
                    "figure for which two sources disagree, and who is settling it.",
                },
                evidence={
                    "text": "Quality: how do you know that the information is right?",
                    "hint": "Include checks before a report goes out, queries and corrections, "
                    "comparisons of sources, and what readers say.",
                    "guide_words": 200,
                    "good": "Counts reports issued on time, queries raised and errors put right. "
                    "Describes a check that somebody else could repeat.",
                },
            ),
            "know",
            IMPACT,
        ),
        "evidence",
        EVIDENCE_OF_IMPACT,
    )
    checks = (*common.CHECKS, common.there_is_a_figure)
    hears_children = False

    def ready(self) -> None:
        from . import live_figures, parts  # noqa: F401 (what words may take; the indicators' part)

    shows_ratings = True
