"""What the evidence suggests as a rating, beside the scale and on the director's review."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django import template

from performance.number_format import with_unit
from selfassess.assessments.rating import SCALE
from selfassess.assessments.reading import SectionView
from selfassess.claims.rating_evidence import evidence_of, rule
from selfassess.claims.suggested_rating import Reason, Suggested, suggest

register = template.Library()

SECTIONS = {
    "indicators": "indicators",
    "improved": "indicators",
    "audits": "evidence",
    "actions": "development",
}


@dataclass(frozen=True)
class BesideTheScale:
    suggested: Suggested
    apart: frozenset[str]  # steps of the scale for which a sentence is asked

    @property
    def reasons(self) -> list[tuple[Reason, str]]:
        """Each with the section in which its evidence stands."""
        return [(reason, SECTIONS[reason.key]) for reason in self.suggested.reasons]


@register.simple_tag
def suggested_rating(sections: Iterable[SectionView]) -> BesideTheScale:
    """From what the sections hold: a page that shows them asks nothing more."""
    held = {section.key: section.content for section in sections}
    evidence, by = held.get("evidence"), rule()
    suggested = suggest(
        evidence_of(
            held.get("indicators") or [],
            evidence.audits if evidence else [],
            held.get("development") or [],
        ),
        by,
    )
    return BesideTheScale(
        suggested,
        frozenset(f"{step:g}" for step in SCALE if abs(suggested.apart(step)) >= by.gap),
    )


@register.filter
def how_far(rating: Decimal | None, suggested: Suggested) -> str:
    """“2.5 above” what is suggested; empty inside the band."""
    apart = suggested.apart(rating)
    return f"{with_unit(abs(apart), '')} {'above' if apart > 0 else 'below'}" if apart else ""


@register.simple_tag
def rating_rule() -> object:
    """How the band is worked out here, for the page of help."""
    return rule()
