"""Keys with which a system of one school may read its rosters: made, seen, revoked, and recognised at the door."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Final

from django.utils.crypto import constant_time_compare

from winternship_board import api as board
from winternship_connectors import clock
from winternship_connectors.models import RosterKey

_MARK_EVERY: Final = dt.timedelta(minutes=1)  # reading must not mean writing


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key. ``secret`` is told here and never again."""

    id: int
    client_id: str
    secret: str = field(repr=False)


def make_key(actor: board.Actor, school: int, name: str, *, companies: bool = False) -> MadeKey:
    """Make a key for one school; with ``companies`` it opens companies and their trainers too. Raises NotAllowed."""
    board.require_connecting(actor, school)
    secret = secrets.token_urlsafe(32)
    row = RosterKey.objects.create(
        school=school,
        name=name[:100],
        companies=companies,
        client_id=secrets.token_hex(12),
        secret_hash=_digest(secret),
        created_at=clock.now(),
    )
    return MadeKey(row.pk, row.client_id, secret)


def revoke_key(actor: board.Actor, pk: int) -> None:
    """End a key; tokens that were given on it are worth nothing from now on. Raises NotFound."""
    row = RosterKey.objects.filter(pk=pk).first()
    if row is None:
        raise board.NotFound("roster key")
    try:
        board.require_connecting(actor, row.school)
    except board.NotAllowed:
        raise board.NotFound("roster key") from None
    RosterKey.objects.filter(pk=pk, revoked_at=None).update(revoked_at=clock.now())


def any_key() -> bool:
    """Whether anybody may read rosters here; where nobody may, there is nothing to find."""
    return RosterKey.objects.filter(revoked_at=None).exists()


def admitted(client_id: str, secret: str) -> RosterKey | None:
    """The living key with this id and secret. A secret has 256 random bits, so that guessing it is hopeless."""
    # PostgreSQL takes no NUL in a text, and no id of ours has more than letters and digits.
    known = RosterKey.objects.filter(client_id=client_id, revoked_at=None)
    row = known.first() if client_id.isalnum() else None
    return row if row and constant_time_compare(_digest(secret), row.secret_hash) else None


def living(pk: int) -> RosterKey | None:
    """The key with this number, unless it was revoked."""
    return RosterKey.objects.filter(pk=pk, revoked_at=None).first()


def mark_used(row: RosterKey) -> None:
    """Note that a key is in use, to the minute."""
    now = clock.now()
    if row.used_at is None or now - row.used_at >= _MARK_EVERY:
        RosterKey.objects.filter(pk=row.pk).update(used_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
