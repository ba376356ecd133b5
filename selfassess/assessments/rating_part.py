"""The rating as a part of its section."""

from collections.abc import Iterator

from selfassess.seen import Said
from services.base import Problem

from .forms.rating import RatingForm
from .models import Assessment, Rating
from .parts import Part, Words, register


class RatingPart(Part):
    read_template = "assessments/read_rating.html"
    write_template = "assessments/write_rating.html"
    first = True
    form = RatingForm
    verbs = ("rating.",)

    def content(self, assessment: Assessment) -> Rating | None:
        return assessment.rating_or_none

    def count(self, content: Rating | None) -> int:
        return int(content is not None and (content.value is not None or content.not_rated))

    def hint(self, content: Rating | None) -> str:
        if content is None or not self.count(content):
            return "best given last"
        return "not rated this quarter" if content.value is None else f"rated {content.shown}"

    def in_words(self, content: Rating | None, words: Words) -> dict[str, Said]:
        told: dict[str, Said] = {"The rating": content.shown if content else "Not rated"}
        if content and content.why_apart:
            told["Why it is apart from what the evidence suggests"] = content.why_apart
        return told

    def problems(self, assessment: Assessment, content: Rating | None) -> Iterator[Problem]:
        if not self.count(content):
            yield Problem("rating", "rating", "Give a rating, or choose “Not rated this quarter”.")

    def missing(self, assessment: Assessment) -> str:
        if self.count(assessment.rating_or_none):
            return ""
        return "Give a rating, or choose “Not rated this quarter” in the section Rating."


register("rating", RatingPart())
