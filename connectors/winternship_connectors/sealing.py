"""Secrets of connections: sealed with a key that is not in the database, and never shown again."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac


class Secrets(Mapping[str, str]):
    """Opened secrets; what is printed of them are their names."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Secrets({', '.join(sorted(self._values))})"


def seal(secrets: Mapping[str, str]) -> str:
    """Text for the database; empty for no secrets."""
    return _fernet().encrypt(json.dumps(dict(secrets)).encode()).decode() if secrets else ""


def unseal(sealed: str) -> Secrets:
    """The secrets again. Raises ImproperlyConfigured when they were sealed with another key."""
    if not sealed:
        return Secrets({})
    try:
        return Secrets(json.loads(_fernet().decrypt(sealed.encode())))
    except InvalidToken:
        raise ImproperlyConfigured(
            "The secrets of this connection were sealed with another WINTERNSHIP_CONNECTOR_KEY. "
            "Give that key back, or fill in the secrets again."
        ) from None


def _fernet() -> Fernet:
    """The key of the setting, or one that follows from the service's own secret."""
    source = getattr(settings, "WINTERNSHIP_CONNECTOR_KEY", "") or settings.SECRET_KEY
    digest = salted_hmac("winternship.connectors", "secrets", secret=source, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
