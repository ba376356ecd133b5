"""The key of seals, which is kept outside the database: who can change rows cannot seal anew."""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.conf import settings

from selfassess.errors import Refused


def key_id(key: str) -> str:
    """Tell one key from another, and nothing about it."""
    return sha256(f"selfassess seal {key}".encode()).hexdigest()[:8]


def sealing_key() -> str:
    if not settings.AUDIT_SEAL_KEY:
        raise Refused(
            "AUDIT_SEAL_KEY is not set, so nothing can be sealed or verified. "
            "docs/deploy.md says where the key stands."
        )
    return str(settings.AUDIT_SEAL_KEY)


def known_keys() -> dict[str, str]:
    """The key of today and those of before, by their ids."""
    return {key_id(key): key for key in (sealing_key(), *settings.AUDIT_SEAL_OLD_KEYS)}


def digest(key: str, data: Any) -> str:
    """HMAC-SHA256, so that nobody without the key learns from a digest what a row had said."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hmac.new(key.encode(), text.encode(), "sha256").hexdigest()
