"""Our own signing keys: next, active, retired; stored encrypted, loaded once by each process.

A key is published before it signs and for a week after it stopped, so that no platform ever meets a signature whose
key it cannot fetch: not with a key set cached for an hour, and not with an assertion still on its way.
"""

from __future__ import annotations

import base64
import datetime as dt
import threading
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .errors import KeyTooYoung
from .models import ToolKey
from .protocol import jose

CACHED = dt.timedelta(hours=1)  # how long platforms may keep our key set; `views.files.jwks` says so
KEPT = dt.timedelta(days=7)
_lock = threading.Lock()
_loaded: dict[str, jose.ToolKey] = {}


def prepare() -> ToolKey:
    """Return the next key, made and published now if there is none. Takes a tenth of a second."""
    return _of(ToolKey.State.NEXT) or _make(ToolKey.State.NEXT)


def rotate(*, now: bool = False) -> ToolKey:
    """Let the next key sign, and return it; the one before stays published.

    Raises KeyTooYoung for a next key that platforms may not have seen yet, unless it must be `now`.
    """
    prepared = prepare()
    age = timezone.now() - prepared.created_at
    if age < CACHED and not now:
        raise KeyTooYoung(
            f"The next key is {age.seconds // 60} minutes old; platforms may know it after {CACHED.seconds // 60}. "
            "Wait that long, or add --now if the active key has leaked or cannot be opened."
        )
    with transaction.atomic():
        before = ToolKey.objects.filter(state=ToolKey.State.ACTIVE).exclude(pk=prepared.pk)
        before.update(state=ToolKey.State.RETIRED, retired_at=timezone.now())
        ToolKey.objects.filter(pk=prepared.pk).update(state=ToolKey.State.ACTIVE)
    return ToolKey.objects.get(pk=prepared.pk)


def retire(*, now: bool = False) -> int:
    """Delete the keys that stopped signing a week ago (`now`: all that stopped), and say how many."""
    retired = ToolKey.objects.filter(state=ToolKey.State.RETIRED)
    over = retired if now else retired.filter(retired_at__lte=timezone.now() - KEPT)
    return over.delete()[0]


def signing_key() -> jose.ToolKey:
    """Return the key that signs now; made when there is none yet."""
    return _load(_of(ToolKey.State.ACTIVE) or _make(ToolKey.State.ACTIVE))


def public_keys() -> dict[str, Any]:
    """Return the key set to publish [Sec 6.3]: every key, newest first. Nothing is opened for it."""
    if _of(ToolKey.State.ACTIVE) is None:
        _make(ToolKey.State.ACTIVE)
    return {"keys": list(ToolKey.objects.order_by("-created_at", "-pk").values_list("public", flat=True))}


def opens(row: ToolKey) -> bool:
    """Whether the key can be opened with today's secret."""
    try:
        _load(row)
    except ImproperlyConfigured:
        return False
    return True


def _of(state: str) -> ToolKey | None:
    return ToolKey.objects.filter(state=state).first()


def _make(state: str) -> ToolKey:
    key = jose.generate_tool_key()
    sealed = _fernet().encrypt(jose.dump_tool_key(key).encode()).decode()
    row = ToolKey(kid=key.kid, sealed=sealed, public=jose.public_jwk(key), state=state)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another process was first; there is one key of each state
        return ToolKey.objects.get(state=state)
    return row


def _load(row: ToolKey) -> jose.ToolKey:
    """Return the key of a row; decrypting takes a while, so each process does it once."""
    with _lock:
        if row.kid not in _loaded:
            _loaded[row.kid] = jose.load_tool_key(_open(row))
        return _loaded[row.kid]


def _open(row: ToolKey) -> str:
    try:
        return _fernet().decrypt(row.sealed.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            f"The signing key {row.kid} was sealed with another WINTERNSHIP_SECRET_KEY. Give that one back, "
            "or sign with a new key: `winternship keys rotate --now`."
        ) from error


def _fernet() -> Fernet:
    digest = salted_hmac("winternship.keyring", settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
