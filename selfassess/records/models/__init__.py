"""What an assessment lists besides its narrative: evidence, strengths and actions.

Every record has a version, like an answer: it is saved only over the version its author had seen.
"""

from .action import (
    FINISHED,
    Action,
    ActionQuerySet,
    ActionSource,
    ActionStatus,
    ActionUpdate,
    ApprovedOwner,
)
from .evidence import GRADES, Audit, Fact, Unit, Voice, grade
from .record import LONG, SHORT, Record, Versioned, first_of_month, plain
from .strength import Strength

__all__ = [
    "FINISHED",
    "GRADES",
    "LONG",
    "SHORT",
    "Action",
    "ActionQuerySet",
    "ActionSource",
    "ActionStatus",
    "ActionUpdate",
    "ApprovedOwner",
    "Audit",
    "Fact",
    "Record",
    "Strength",
    "Unit",
    "Versioned",
    "Voice",
    "first_of_month",
    "grade",
    "plain",
]
