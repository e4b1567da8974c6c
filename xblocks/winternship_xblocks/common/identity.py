"""Names for a block on a page and in a browser's storage that tell neither person nor place."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils.crypto import salted_hmac

from winternship_xblocks.common.texts import LANGUAGES, NAMES, Language


def uid_of(block: Any, prefix: str) -> str:
    """An id for the block's elements: two blocks may share a page, and a usage id may hold what ids may not."""
    return f"{prefix}-{hashlib.sha256(str(block.scope_ids.usage_id).encode()).hexdigest()[:8]}"


def draft_key(block: Any, salt: str) -> str:
    """Names the drafts in the browser's storage without telling whose or which they are."""
    keys = block.scope_ids
    return salted_hmac(salt, f"{keys.user_id}\n{keys.usage_id}").hexdigest()[:32]


def language_choices(language: Language) -> list[dict[str, Any]]:
    """The language buttons in a block's head."""
    return [{"code": code, "name": NAMES[code], "chosen": code == language} for code in LANGUAGES]
