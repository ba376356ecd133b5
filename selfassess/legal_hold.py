"""While an inquiry asks that nothing be destroyed, nothing that is recorded or kept is deleted."""

from django.conf import settings

from selfassess.errors import Refused


def refuse_on_legal_hold() -> None:
    if settings.LEGAL_HOLD:
        raise Refused("LEGAL_HOLD is on: nothing is purged or taken out until it is lifted.")
