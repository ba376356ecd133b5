from services import common
from services.base import Anchors, Chart, Judgement, Question, ServiceConfig, ask_also, reword

from .checks import CHECKS

CORPORATE_PARENTING = Question(
    key="know-corporate-parenting",
    text="Corporate parenting: what do the council and its partners do as parents, and what "
    "difference does it make?",
    hint="Include the corporate parenting panel and strategy, elected members, and the part that "
    "the children in care council plays.",
    guide_words=200,
    good="Says what changed because children in care asked for it. Shows members and partners "
    "doing something, not only meeting. Is open about where young people still have little say.",
)
VIRTUAL_SCHOOL = Question(
    key="know-virtual-school",
    text="Virtual school: how well are children in care supported to learn and to stay in school?",
    hint="Include personal education plans (PEPs), attendance and exclusions, school stability, "
    "and how social workers and schools work together.",
    guide_words=250,
    good="Says how children are doing at school, and not only what was offered. Tells how good the "
    "education plans are and who takes part in them. Names the groups that do less well.",
)


class Lac(ServiceConfig):
    name = "services.lac"
    verbose_name = "Looked After Children"
    slug = "lac"
    order = 50
    judgement = Judgement.IN_CARE
    also_called = (
        "looked after children",
        "looked after",
        "children looked after",
        "children in care",
        "children we look after",
        "children we care for",
        "cared for children",
        "our children in care",
        "in our care",
        "lac",
        "cla",
        "permanence",
    )
    guidance = (
        "This area covers children in the council's care until permanence or their 16th year, the "
        "council as their corporate parent, and the virtual school. Ask of every paragraph whether "
        "it would be good enough for your own child."
    )
    anchors = Anchors(
        ten="Our care for children is as good as we want it to be: settled homes, lasting ties, "
        "plans that move, and we are proud of how everyone works.",
        zero="Our care for children no longer carries them: homes break down, plans wait, and we "
        "are unhappy with how everyone works.",
    )
    sections = ask_also(
        reword(
            common.SECTIONS,
            know={
                "text": "What do you know about how good our care for children is, and how their "
                "lives are better for it?",
                "hint": "Include how many children are in care, permanence, stability, family "
                "time, life story work, and what was learned this quarter and its impact. "
                "Corporate parenting and the virtual school have their own questions.",
                "guide_words": 400,
                "good": "Says whether the right children are in care and how soon they reach a "
                "permanent home. Tells what children's days are like, not only their plans. "
                "Compares with other councils only for the same year and names the source.",
            },
            evidence={
                "text": "How do you know that children in care are well looked after?",
                "hint": "Include visits, supervision, health, stability, audits with their "
                "grades, and what children, carers and parents say. Leave out names and anything "
                "that could tell who a child is.",
                "good": "Puts children's own views first and says how many were asked. Gives each "
                "audit with its theme, date, cases and grades. “The target was met” comes with "
                "the target and the figure.",
            },
        ),
        "know",
        CORPORATE_PARENTING,
        VIRTUAL_SCHOOL,
    )
    checks = (*common.CHECKS, *CHECKS)
    charts = (
        Chart(
            key="rate",
            title="Children looked after per 10,000, here and elsewhere",
            kind="compared",
            kpis=("LC02",),
        ),
    )
