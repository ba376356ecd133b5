"""Releasing words, taking them back, and letting the public edition of a version go out."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.operations import lock_quarter
from selfassess.reporting.editions import SCRUTINY
from selfassess.reporting.editions.released_words import Stretch
from selfassess.reporting.editions.suppression import RULES
from selfassess.reporting.models import PublicEdition, Release, Report
from selfassess.reporting.models.release import digest_of
from selfassess.reporting.seen import of_content
from selfassess.reporting.tasks import queue_editions
from selfassess.seen import require_seen

from .marking import MarkedText
from .next_edition import NextEdition
from .seen import of_words
from .standing import AreaWords, words_of

Wanted = tuple[MarkedText, list[Stretch]]  # a text, and what of it the public shall read


@transaction.atomic
def release(
    report: Report,
    area: str,
    *,
    ticked: Collection[str],
    by: User,
    seen: str | None = None,
) -> None:
    """Let the public read the words of an area: all sentences without a mark, and of the marked
    those that are ticked (`Offered.value`). `seen`: the fingerprint of what her page showed; None
    where there is no page. What is decided just so already is decided once (a double click)."""
    words = _locked(report, area, by)
    chosen = {one.value for one in words.marked if one.value in ticked}
    wanted = [
        (
            text,
            [s.stretch for s in text.sentences if not s.is_marked or f"{at}-{s.start}" in chosen],
        )
        for at, text in enumerate(words.texts)
    ]
    _require_seen(words, wanted, seen)
    held = [one for one in words.marked if one.value in chosen and not one.sentence.can_be_released]
    if held:
        raise Refused(
            f"{held[0].sentence.tells} is held back in the tables, so a sentence that tells it "
            "cannot be released."
        )
    _decide("report.release", report, words, wanted, by)


@transaction.atomic
def take_back(report: Report, area: str, *, by: User, seen: str | None = None) -> None:
    """Hold the words of an area back again: what is out is out, the next number is without them."""
    words = _locked(report, area, by)
    wanted: list[Wanted] = [(text, []) for text in words.texts]
    _require_seen(words, wanted, seen)
    _decide("report.take_back", report, words, wanted, by)


def _locked(report: Report, area: str, by: User) -> AreaWords:
    require(by, Permission.RELEASE)
    lock_quarter(report.quarter_id)
    if not report.is_issued:
        raise Refused(f"Words are released from an issued version. Issue {report.name} first.")
    words = next((one for one in words_of(report) if one.slug == area), None)
    if words is None:
        raise Refused("This version has no words of this area.")
    return words


def _require_seen(words: AreaWords, wanted: Iterable[Wanted], seen: str | None) -> None:
    """Raise Stale where a page showed other words, marks or decisions than there are now, unless
    just this is decided already (a double click)."""
    if seen is not None and _others(words, wanted):
        require_seen(of_words(words), seen)


def _others(words: AreaWords, wanted: Iterable[Wanted]) -> list[Wanted]:
    """The texts about which something else is decided so far, or nothing."""
    return [
        (text, stretches)
        for text, stretches in wanted
        if text.identity not in words.decided or set(stretches) != words.released_of(text)
    ]


def _decide(
    verb: str, report: Report, words: AreaWords, wanted: Iterable[Wanted], by: User
) -> None:
    """Store a decision for each text whose decision is another one, and one event for all."""
    earlier = Release.objects.filter(report=report, area=words.slug)
    decisions = Counter((area, field, text) for area, field, text in earlier.identities())
    made = [
        Release(
            **dict(zip(("area", "field", "text"), text.identity, strict=True)),
            report=report,
            marks=text.marks,
            number=decisions[text.identity] + 1,
            sentences=[list(stretch) for stretch in stretches],
            by=by,
        )
        for text, stretches in _others(words, wanted)
    ]
    if not made:
        return
    Release.objects.bulk_create(made)
    log_event(
        verb,
        by=by,
        quarter=report.quarter_id,
        area=words.slug,
        subject=report.key,
        after={
            "texts": len(made),
            "sentences": sum(len(one.sentences) for one in made),
            "digest": digest_of(made),
        },
    )


@transaction.atomic
def carry_over(report: Report, *, by: User) -> None:
    """What was released of an earlier version of the quarter stays so in this one, where a text
    and its marks are the same."""
    earlier = Report.objects.final().filter(quarter=report.quarter_id, number__lt=report.number)
    latest = earlier.filter(releases__isnull=False).order_by("-number").first()
    if latest is None:
        return
    decided = {one.identity: one for one in Release.objects.filter(report=latest).in_force()}
    for words in words_of(report):
        alike = [
            (text, [(start, end) for start, end in before.sentences])
            for text in words.texts
            if (before := decided.get(text.identity)) and before.marks == text.marks
        ]
        _decide("report.carry_over", report, words, alike, by)


@transaction.atomic
def let_out(report: Report, *, by: User, seen: str | None = None) -> PublicEdition:
    """Let the public edition go out: a person has read what a program made. It has the next number.

    Asked again with nothing released since, under the same rules, it is the one that is out; but
    not by a page that showed another one, of which a word has been held back meanwhile."""
    require(by, Permission.RELEASE)
    lock_quarter(report.quarter_id)
    if not report.is_issued:
        raise Refused(
            f"The public edition goes out of an issued version. Issue {report.name} first."
        )
    report = Report.objects.get(pk=report.pk)  # as it is under the lock
    following = NextEdition(report)
    if following.out and not following.has_changes:
        if seen is not None:
            require_seen(of_content(report.edition(SCRUTINY)), seen)
        return following.out
    if seen is not None:
        require_seen(of_content(following.content), seen)
    if following.marked_anew:
        raise Refused(
            f"{len(following.marked_anew)} released texts are marked otherwise by now. "
            "Look at them again, then let the edition go out."
        )
    last = Release.objects.filter(report=report).order_by("pk").last()
    edition = PublicEdition.objects.create(
        report=report, number=following.number, up_to=last, rules=RULES, by=by
    )
    log_event(
        "report.publish",
        by=by,
        quarter=report.quarter_id,
        subject=report.key,
        after={"number": edition.number, "digest": digest_of(edition.releases)},
    )
    queue_editions(Report.objects.get(pk=report.pk), by=by)  # what it was fetched with is old
    return edition
