"""The public edition that would go out now, beside the one that is out."""

from functools import cached_property

from selfassess.reporting.editions import Printed
from selfassess.reporting.editions.suppression import RULES
from selfassess.reporting.models import Release, Report
from selfassess.reporting.models.release import as_released, digest_of

from .standing import words_of


class NextEdition:
    """What the director's decisions up to now make of a version."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = words_of(report)
        self.releases = [one for words in self.words for one in words.decided.values()]
        self.out = report.public_edition

    @property
    def number(self) -> int:
        return (self.out.number if self.out else 0) + 1

    @cached_property
    def has_changes(self) -> bool:
        """Does it say anything that the last one does not?"""
        if self.out is None or self.has_other_rules:
            return True
        return digest_of(self.releases) != digest_of(self.out.releases)

    @property
    def has_other_rules(self) -> bool:
        """Has another release of the program held back other figures of the one that is out? That
        keeps its bytes; only the next can hold back what it tells."""
        return self.out is not None and self.out.rules != RULES

    @cached_property
    def marked_anew(self) -> list[Release]:
        """Released texts in which another release of the program marks something else. They do not
        count until somebody has looked at them again."""
        counts = {release.pk for release in self.releases}
        in_force = Release.objects.filter(report=self.report).in_force()
        return [one for one in in_force if one.sentences and one.pk not in counts]

    @cached_property
    def content(self) -> Printed:
        return self.report.public_content(as_released(self.releases), self.number)
