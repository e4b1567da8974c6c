"""A short fingerprint of fields, so that what was sent can be compared without being kept."""

from __future__ import annotations

import hashlib
import json

from winternship_connectors.contract import Fields


def digest(fields: Fields) -> str:
    """64 hexadecimal digits of SHA-256 over the fields in canonical JSON, the same whatever their order."""
    told = json.dumps(dict(fields), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
