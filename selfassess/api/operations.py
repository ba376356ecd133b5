"""Tokens are made and revoked here; nothing else of them changes."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.clock import now, today

from .models import READERS, Scope, Token, digest

PREFIX = "selfassess_"  # by which people, and programs that look for secrets, know what it is
LONGEST = timedelta(days=365)
BYTES = 32


@transaction.atomic
def make_token(
    *,
    name: str,
    account: User | None = None,
    role: str = "",
    scopes: Collection[str],
    expires_on: date,
    by: User,
) -> tuple[Token, str]:
    """Make a token, and return its secret, which is told this once: only its digest is stored."""
    require(by, Permission.ADMINISTER)
    _refuse_unclear(account, role, scopes, expires_on)
    account = _lock_open(account) if account else None
    secret = f"{PREFIX}{secrets.token_urlsafe(BYTES)}"
    token = Token(
        name=name,
        account=account,
        role=role,
        scopes=sorted(scopes),
        digest=digest(secret),
        ends_in=secret[-4:],
        expires_on=expires_on,
        made_by=by,
    )
    try:
        with transaction.atomic():
            token.save()
    except IntegrityError as error:
        raise Refused(f"There is a token “{name}” already. Revoke it first.") from error
    log_event(
        "token.make",
        by=by,
        subject=name,
        after={
            "reads_as": account.email if account else role,
            "scopes": sorted(scopes),
            "expires_on": expires_on,
        },
    )
    return token, secret


def _lock_open(account: User) -> User:
    """So that nobody closes it meanwhile."""
    account = User.objects.locked(account)
    if not account.is_active:
        raise Refused(f"The account of {account} is closed.")
    return account


def _refuse_unclear(
    account: User | None, role: str, scopes: Collection[str], expires_on: date
) -> None:
    if (account is None) == (role == "") or (role and role not in READERS):
        raise Refused("A token reads as an account, or as an analyst or a viewer.")
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Refused(f"Choose what it reads: {', '.join(Scope.values)}.")
    if not today() <= expires_on <= today() + LONGEST:
        raise Refused("A token expires within a year.")


@transaction.atomic
def revoke_token(token: Token, *, by: User) -> None:
    """From the next request on it opens nothing. One that is revoked already stays so."""
    require(by, Permission.ADMINISTER)
    token = Token.objects.select_for_update(no_key=True).get(pk=token.pk)
    if token.revoked_at:
        return
    token.revoked_at, token.revoked_by = now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    log_event("token.revoke", by=by, subject=token.name)


@transaction.atomic
def revoke_tokens_of(account: User, *, by: User) -> None:
    """When somebody leaves: what she read with does not come back with her."""
    require(by, Permission.ADMINISTER)
    for token in Token.objects.not_revoked().filter(account=account):
        revoke_token(token, by=by)
