"""Signatures of Standard Webhooks, so that a receiver knows who sent a message and that nobody changed it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

from winternship_connectors.errors import Rejected

PREFIX: Final = "whsec_"


def secret_bytes(secret: str) -> bytes:
    """The 24 to 64 bytes behind ``whsec_``. Raises Rejected, without the secret, when it is no such secret."""
    try:
        raw = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not secret.startswith(PREFIX) or not 24 <= len(raw) <= 64:
        raise Rejected("secret: allowed is whsec_ followed by 24 to 64 bytes in base64")
    return raw


def headers(secrets: Sequence[str], key: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers; one signature for each secret, so that a receiver may change from old to new."""
    told = f"{key}.{timestamp}.".encode() + body
    signatures = (hmac.new(secret_bytes(one), told, hashlib.sha256).digest() for one in secrets)
    return {
        "webhook-id": key,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }
