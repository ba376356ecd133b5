"""How seals are linked to one another."""

from datetime import UTC

from .models import Seal
from .sealing_key import digest


def head_of(seal: Seal, key: str) -> str:
    """Made of all that a seal says, and of the head before it."""
    at = seal.at.astimezone(UTC).isoformat()
    about = [seal.number, at, seal.of, seal.first, seal.last, seal.rows, seal.key, seal.previous]
    return digest(key, about)


def told(seal: Seal) -> str:
    """The line of a seal that is logged. `verify_records --heads` reads it."""
    covered = f"{seal.of} {seal.first} to {seal.last}, {len(seal.rows)} rows"
    return f"Seal {seal.number} covers {covered}. Head {seal.head}"
