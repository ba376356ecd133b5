"""The kinds of record, by the word that stands in their address."""

from dataclasses import dataclass

from .forms import AuditForm, FactForm, RecordForm, StrengthForm, VoiceForm
from .models import Audit, Fact, Record, Strength, Voice


@dataclass(frozen=True)
class Kind:
    slug: str
    section: str
    model: type[Record]
    form: type[RecordForm]
    one: str  # “an audit”
    lede: str


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "audits",
            "evidence",
            Audit,
            AuditForm,
            "an audit",
            "Give the grades as they were reported, also when they do not add up.",
        ),
        Kind(
            "voices",
            "evidence",
            Voice,
            VoiceForm,
            "what people said",
            "No names, and nothing by which a child or family could be recognised.",
        ),
        Kind(
            "facts",
            "evidence",
            Fact,
            FactForm,
            "a further figure",
            "For figures that are not among your indicators.",
        ),
        Kind(
            "strengths",
            "strengths",
            Strength,
            StrengthForm,
            "a strength",
            "One strength, and how you know.",
        ),
    )
}
