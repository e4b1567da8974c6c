"""Keyed digests of single fields: they tell who changed a field, and nothing of what is in it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping

from django.conf import settings

from winternship_connectors.contract import Fields, Value


def mark(value: Value) -> str:
    """16 hexadecimal digits of HMAC-SHA-256 over one value."""
    told = json.dumps(value, ensure_ascii=False).encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()[:16]


def marks(fields: Fields) -> Mapping[str, str]:
    """The mark of each field by its name."""
    return {name: mark(value) for name, value in fields.items()}
