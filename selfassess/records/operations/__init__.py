"""Every change of a record or an action, by its name."""

from .actions import change_action, raise_action, remove_action, update_action
from .hand_over_actions import hand_over
from .records import add, change, remove, shift

__all__ = [
    "add",
    "change",
    "change_action",
    "hand_over",
    "raise_action",
    "remove",
    "remove_action",
    "shift",
    "update_action",
]
