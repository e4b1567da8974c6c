"""Secrets that leave us are stored as digests only, so that a read of the database opens nothing."""

from __future__ import annotations

import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac


def new_secret() -> str:
    """Return 256 random bits, fit for a URL or a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return the SHA-256 of a random secret, in hex. Not for passwords: the input must be random."""
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(secret: str, expected: str) -> bool:
    """Compare a presented secret with a stored digest, in constant time."""
    return constant_time_compare(digest(secret), expected)


def pseudonym(*parts: object) -> str:
    """Return a stable name for a person that tells nothing without our secret key."""
    return salted_hmac("winternship.pseudonym", "\x1f".join(map(str, parts)), algorithm="sha256").hexdigest()[
        :32
    ]
