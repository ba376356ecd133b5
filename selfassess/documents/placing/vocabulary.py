"""How councils call sections, columns and guidance. Patterns for words in lower case."""

import re

from .pieces import ACTIONS, FIGURES, SCORE, STRENGTHS, AreaWords

# In this order: “Areas of strength, evidence” is about strengths
SECTIONS = {
    SCORE: r"scale of (0|zero|1|one)\b|\b(overall |self.?assess\w* |our )?(score|rating)\b"
    r"|out of (10|ten)\b|where are you on (a|the) scale|\bself.?grad|\bjudgement\b"
    r"|^((overall|our) )?(grade|grading)$",
    "evidence": r"^how (do|did|have) (you|we) know|^how we know|(^|[–:-] )evidence( base)?\b"
    r"|^(sources|what is the) (of )?evidence|^what (the|our) evidence|^quality assurance activity$",
    "know": r"^what (do|did) (you|we) (already )?know|^what we know|quality and impact of"
    r"|(^|[–:-] )(narrative|where are we now|current position|practice summary|summary of practice"
    r"|quality of practice|practice and impact|impact of practice)\b",
    STRENGTHS: r"\bstrengths?\b|\b(going|working|works?|done) well\b|\bproud of\b",
    ACTIONS: r"\b(areas?|things|priorities|plans?|actions?) (for|to) (develop|improve|further)"
    r"|\bdevelopment (areas?|needs|priorities)\b|\bareas? of development\b|\bimprovement"
    r"|\bworried about\b|\beven better if\b|\bneeds? to (improve|change|happen|develop|be better)"
    r"|^(our |planned |key |agreed )?(action plan|actions|next steps|priorities)\b"
    r"|\bwhat (we|will we|are we going to|you) (will |plan to )?do\b|\bto do better\b",
    FIGURES: r"\bindicators?\b|\bkpis?\b|\bscorecard\b|\bdashboard\b|\bkey figures\b"
    r"|^(key )?(performance )?(data|measures|figures)\b|^performance (data|table|information)",
}
QUESTION = re.compile(r"scale of (0|zero)|^(what|how) (do|did) (you|we) know|where are you on")
OTHER_CHAPTERS = re.compile(
    r"^(overview|introduction|executive summary|foreword|conclusions?|appendi|glossary|context"
    r"|purpose|version (control|history)|document control|summary of changes|contents"
    r"|table of contents|background|sign.?off|governance)\b"
)
COLUMNS = {  # the columns of a table of actions
    "impact": r"\bimpact|\boutcome|\bdifference|\bbenefit|\bso what|\bsuccess",
    "owner": r"\blead\b|\bowner|\bwho\b|\bresponsib|\bby whom|\baccountable|\bofficer",
    "due": r"\btimescales?|\bdue\b|\bby when|\bwhen\b|\bdeadline|\btarget date|\bdate\b|\bcomplet",
    "progress": r"\brag\b|\bprogress|\bstatus|\bupdate|\bcomment",
    "text": r"\bactions?\b|\bdevelopment|\bwhat (we )?(will|needs)|\bpriorit|\bissue|\btask"
    r"|\barea\b|\bobjective",
}
LABELS = {
    "impact": r"(?:intended |expected )?(?:impact|outcome|difference)",
    "owner": r"(?:lead|owner|who|responsible|by whom|lead officer|action owner)",
    "due": r"(?:timescales?|by when|when|due(?: date)?|deadline|target date|date)",
}
EVIDENCE = re.compile(r"\bevidence|\bhow (do )?(we|you) know|\bimpact")
GUIDANCE_STYLE = re.compile(r"guid|instruct|hint|prompt|help text|placeholder")
GUIDANCE = re.compile(
    r"(guidance|guide|note|notes|instructions?|prompts?|help|tip)"
    r"( (note|for|to) [^:]{0,40})?\s*[:–-]"
    r"|please (describe|write|include|complete|use|list|give|provide|refer|add|delete|keep|set)\b"
    r"|(click|tap) (or tap )?here to enter|enter text here|\[(insert|add|enter|delete)\b"
    r"|insert text\b|<insert|max(imum)?\.? \d+ words|no more than \d+ words"
)
CONTENTS = re.compile(r".{3,}?(\t|\.{3,}|…|·{3,}| {4,})\s*\d{1,3}")
NUMBER = re.compile(
    r"\s*(?:section |part |chapter )?\(?(\d{1,2}(\.\d{1,2})*|[a-z]|[ivx]{1,5})[.):]\s+"
    r"|\s*\d{1,2}(\.\d{1,2})+\s+",
    re.I,
)


def plain(text: str) -> str:
    """Lower case, one space, without a number in front and punctuation behind."""
    text = NUMBER.sub("", text, count=1) if NUMBER.match(text) else text
    text = text.replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", text).strip(" :.–-•*\t\n").lower()


def section_of(text: str) -> str:
    """The section that a heading or a column's title is about; empty for none."""
    said = plain(text)
    return next((key for key, known in SECTIONS.items() if re.search(known, said)), "")


def column_of(text: str) -> str:
    said = plain(text)
    return next((key for key, known in COLUMNS.items() if re.search(known, said)), "")


def area_of(text: str, areas: list[AreaWords]) -> tuple[str, float]:
    """The area whose name stands first in a heading, and how much of the heading that name is.

    What stands in brackets is skipped: it names who wrote it, whose title names areas too.
    """
    said = plain(re.sub(r"\([^)]*\)?", " ", text))
    said = re.sub(r"[^a-z0-9+']+", " ", said.replace("&", " and ")).strip()
    best = ("", 0.0)
    rank = (len(said) + 1, 0)
    for area in areas:
        for name in area.names:
            found = re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", said)
            if found and (found.start(), -len(name)) < rank:
                rank = (found.start(), -len(name))
                rest = re.sub(
                    r"\b(summary|service|services|team|teams|the|and|area|of|self|assessment|section|for)\b",
                    " ",
                    said.replace(name, " "),
                )
                best = (area.slug, len(name.split()) / (len(name.split()) + len(rest.split())))
    return best
