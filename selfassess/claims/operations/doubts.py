"""What the performance analyst answers to “the record is wrong”."""

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations import lifecycle
from selfassess.claims.models import Decision, Verdict
from selfassess.errors import Refused

from .deciding import decide, find, require_version


@transaction.atomic
def stand_by_record(
    assessment: Assessment, key: str, *, reason: str, by: User, version: int
) -> Decision:
    """Answer an author who says that the record is wrong: it is right, so the number in the text is
    open again. What is approved stays as its director decided. Raises Stale."""
    require(by, Permission.IMPORT)
    assessment = lifecycle.lock(assessment)
    if assessment.quarter.is_issued:
        raise Refused(f"{assessment.quarter.name} is issued. Its figures stand as they are.")
    if assessment.is_approved:
        raise Refused(f"{assessment.name} is approved, so what it says is decided.")
    standing = find(assessment, key)
    if not standing.doubts_the_record:
        raise Refused("Nobody says that the record is wrong here any longer.")
    require_version(standing, version)
    if not reason:
        raise Refused("Say why the record is right. The author of the text reads it.")
    return decide(assessment, standing, Verdict.RECORD_RIGHT, reason=reason, by=by)
