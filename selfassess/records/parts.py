"""The lists that this app gives to sections: evidence, strengths, areas for development."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import Truncator

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.parts import Part, Words, register
from selfassess.seen import Said
from services.base import Problem

from . import seen
from .action_state import ActionState
from .models import Audit, Fact, Strength, Voice
from .operations.approved_actions import forget_owners, keep_owners
from .reading import action_states


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


@dataclass
class Evidence:
    audits: list[Audit]
    voices: list[Voice]
    facts: list[Fact]


class EvidencePart(Part):
    read_template = "records/read_evidence.html"
    write_template = "records/write_evidence.html"

    def content(self, assessment: Assessment) -> Evidence:
        return Evidence(
            list(assessment.audits.all()),
            list(assessment.voices.all()),
            list(assessment.facts.all()),
        )

    def count(self, content: Evidence) -> int:
        return len(content.audits) + len(content.voices) + len(content.facts)

    def hint(self, content: Evidence) -> str:
        return ", ".join(
            [
                counted(len(content.audits), "audit"),
                counted(len(content.voices), "voice"),
                counted(len(content.facts), "further figure"),
            ]
        )

    def in_words(self, content: Evidence, words: Words) -> dict[str, Said]:
        return {
            "Audits": seen.of_records(content.audits, words),
            "What people said": seen.of_records(content.voices, words),
            "Further figures": seen.of_records(content.facts, words),
        }

    def problems(self, assessment: Assessment, content: Evidence) -> Iterator[Problem]:
        for audit in content.audits:
            if audit.inconsistency:
                yield Problem("evidence", f"audit-{audit.pk}", f"{audit}: {audit.inconsistency}")


class StrengthsPart(Part):
    read_template = "records/read_strengths.html"
    write_template = "records/write_strengths.html"

    def content(self, assessment: Assessment) -> list[Strength]:
        return list(assessment.strengths.all())

    def count(self, content: list[Strength]) -> int:
        return len(content)

    def hint(self, content: list[Strength]) -> str:
        bare = sum(not strength.evidence for strength in content)
        said = counted(len(content), "strength")
        return f"{said}, {bare} without evidence" if bare else said

    def texts(self, content: list[Strength]) -> Iterator[str]:
        for one in content:
            yield from (one.text, one.evidence)

    def in_words(self, content: list[Strength], words: Words) -> dict[str, Said]:
        return {"Strengths": seen.of_records(content, words)}

    def problems(self, assessment: Assessment, content: list[Strength]) -> Iterator[Problem]:
        if not content:
            yield Problem("strengths", "strengths", "Add at least one strength, or say why not.")


class DevelopmentPart(Part):
    read_template = "records/read_actions.html"
    write_template = "records/write_actions.html"
    first_sight_template = "records/overdue.html"
    verbs = ("action.",)

    def content(self, assessment: Assessment) -> list[ActionState]:
        return action_states([assessment.area], assessment.quarter)[assessment.area]

    def count(self, content: list[ActionState]) -> int:
        return len(content)

    def hint(self, content: list[ActionState]) -> str:
        parts = [counted(sum(not s.is_finished for s in content), "open action")]
        overdue = sum(s.overdue for s in content)
        silent = sum(s.needs_update for s in content)
        if overdue:
            parts.append(f"{overdue} overdue")
        if silent:
            parts.append(f"{silent} without an update this quarter")
        return ", ".join(parts)

    def at_first_sight(self, content: list[ActionState]) -> list[ActionState]:
        return [state for state in content if state.overdue]

    def in_words(self, content: list[ActionState], words: Words) -> dict[str, Said]:
        return {"Actions": [seen.of_action(state) for state in content]}

    def keep_as_approved(self, assessment: Assessment, *, by: User) -> None:
        keep_owners(assessment, self.content(assessment), by=by)

    def take_back_approval(self, assessment: Assessment, *, by: User) -> None:
        forget_owners(assessment, by=by)

    def problems(self, assessment: Assessment, content: list[ActionState]) -> Iterator[Problem]:
        for one, many, has in (
            ("has no owner", "have no owner", lambda s: not s.owner_name),
            ("has no date", "have no date", lambda s: not s.due),
            (
                "has no update this quarter",
                "have no update this quarter",
                lambda s: s.needs_update,
            ),
            ("is overdue", "are overdue", lambda s: s.overdue),
        ):
            found = [s for s in content if has(s) and not s.is_finished]
            if found:
                yield Problem(
                    "development",
                    "development",
                    f"{counted(len(found), f'action {one}', f'actions {many}')}: {named(found)}",
                )


def named(found: list[ActionState], most: int = 3) -> str:
    """The first of them by name, each as short as a line, and how many more there are."""
    titles = (str(s.action).rstrip(".") for s in found[:most])
    names = [f"“{Truncator(title).words(8, ' …')}”" for title in titles]
    rest = len(found) - len(names)
    return ", ".join(names) + (f" and {rest} more" if rest else "")


register("evidence", EvidencePart())
register("strengths", StrengthsPart())
register("development", DevelopmentPart())
