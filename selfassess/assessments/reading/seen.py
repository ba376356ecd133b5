"""Everything that an assessment's readers see, as plain text: what is sent, approved, returned."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from selfassess.assessments.models import Assessment, Comment
from selfassess.seen import Said, Shown

from .assessment import sections_of
from .section import SectionView


def shown_of(sections: list[SectionView]) -> Shown:
    """Words, lists, figures, targets, statuses and comments, by section.

    Approving resolves requests and changes nothing of this, so that approving twice stays one
    thing: whether a request is resolved is left out, what was replied to it is not.
    """
    return {section.title: _texts(section) for section in sections}


def shown_now(assessment: Assessment) -> Shown:
    """The same, read anew. Under `lifecycle.lock` it cannot change before the transaction ends."""
    fresh = Assessment.objects.with_words().with_comments().get(pk=assessment.pk)
    return shown_of(sections_of(fresh))


def status_of(assessment: Assessment) -> Shown:
    """Where it stands, for those who decide about that alone: reopen it, give it longer."""
    people = {"Sent": "sent", "Approved": "approved"}
    told = {"Status": assessment.get_state_display(), "Due": f"{assessment.due:%-d %B %Y}"}
    for title, name in people.items():
        at, by = getattr(assessment, f"{name}_at"), getattr(assessment, f"{name}_by")
        told[title] = f"{date_format(localtime(at), 'j F Y, H:i:s')} by {by}" if at else "no"
    told[assessment.quarter.name] = assessment.quarter.get_state_display()
    return {assessment.name: told}


def status_now(assessment: Assessment) -> Shown:
    return status_of(Assessment.objects.with_people().get(pk=assessment.pk))


def _texts(section: SectionView) -> dict[str, Said]:
    texts: dict[str, Said] = {}
    for row in section.rows:
        title = row.asked if row.asked not in texts else f"{row.asked} ({row.key})"
        texts[title] = row.text
        if row.comments:
            texts[f"Comments: {title}"] = _said(row.comments)
    if section.part:
        texts |= section.part.in_words(section.content, section.assessment.words)
    if section.comments:
        texts["Comments"] = _said(section.comments)
    return texts


def _said(comments: list[Comment]) -> list[Said]:
    return [_comment(comment) for comment in comments]


def _comment(comment: Comment) -> dict[str, str]:
    told = {f"{comment.get_kind_display()}, {comment.by}": comment.text}
    return told | ({"Not changed": comment.reply} if comment.reply else {})
