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
    assessment: Assessment, key: str, *, reason: str, by: User, version: int | None = None
) -> Decision:
    """Say that the record is right, so that the number in the text is open again. Raises Stale."""
    require(by, Permission.IMPORT)
    assessment = lifecycle.lock(assessment)
    if assessment.quarter.is_issued:
        raise Refused(f"{assessment.quarter.name} is issued. Its figures stand as they are.")
    standing = find(assessment, key)
    require_version(standing, version)
    if not reason:
        raise Refused("Say why the record is right. The author of the text reads it.")
    return decide(assessment, standing, Verdict.RECORD_RIGHT, reason=reason, by=by)
