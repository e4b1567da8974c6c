"""What one of our blocks tells another about the same person, through the scope that hosts have for it.

Each block declares the field with the same name and ``Scope.user_info``. A host may refuse that scope: then the
blocks know less of each other, and nothing breaks.
"""

from __future__ import annotations

import logging
from typing import Any

from xblock.exceptions import InvalidScopeError, KeyValueMultiSaveError, XBlockSaveError

log = logging.getLogger(__name__)
REFUSED = (InvalidScopeError, KeyValueMultiSaveError, XBlockSaveError, NotImplementedError)


def share(block: Any, name: str, value: object) -> None:
    """Keep the value for our other blocks, where the host can."""
    try:
        setattr(block, name, value)
        block.force_save_fields([name])
    except REFUSED as error:
        # A field that stays dirty would make the host's own save fail, and the person's answers with it.
        block._dirty_fields.pop(block.fields[name], None)
        log.info("host keeps no user_info field=%s reason=%s", name, type(error).__name__)


def shared(block: Any, name: str) -> Any:
    """What was kept under this name, or its default."""
    try:
        return getattr(block, name)
    except (*REFUSED, KeyError):
        return block.fields[name].default
