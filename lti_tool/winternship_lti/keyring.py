"""Our own signing keys: made by a command, stored encrypted, loaded once by each process."""

from __future__ import annotations

import base64
import threading
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac

from .models import ToolKey
from .protocol import jose

_lock = threading.Lock()
_loaded: dict[str, jose.ToolKey] = {}


def make_key() -> str:
    """Make and store a new signing key; the others only stay published. Takes a tenth of a second. Returns its kid."""
    key = jose.generate_tool_key()
    pem = _fernet().encrypt(jose.dump_tool_key(key).encode()).decode()
    ToolKey.objects.filter(state=ToolKey.State.ACTIVE).update(state=ToolKey.State.RETIRED)
    ToolKey.objects.create(kid=key.kid, sealed=pem)
    return key.kid


def signing_key() -> jose.ToolKey:
    """Return the key that signs now; made when there is none yet."""
    row = ToolKey.objects.filter(state=ToolKey.State.ACTIVE).order_by("-created_at").first()
    if row is None:
        return signing_key_of(ToolKey.objects.get(kid=make_key()))
    return signing_key_of(row)


def signing_key_of(row: ToolKey) -> jose.ToolKey:
    """Return the loaded key of a row; decrypting takes a while, so each process does it once."""
    with _lock:
        if row.kid not in _loaded:
            _loaded[row.kid] = jose.load_tool_key(_open(row))
        return _loaded[row.kid]


def public_keys() -> dict[str, Any]:
    """Return the key set to publish: all keys, without their private parts."""
    signing_key()
    return jose.public_jwks([signing_key_of(row) for row in ToolKey.objects.order_by("-created_at")])


def _open(row: ToolKey) -> str:
    try:
        return _fernet().decrypt(row.sealed.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            f"The signing key {row.kid} was sealed with another WINTERNSHIP_SECRET_KEY. Give that one back, "
            "or make a new signing key with `winternship make_key --replace`."
        ) from error


def _fernet() -> Fernet:
    digest = salted_hmac("winternship.keyring", settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
