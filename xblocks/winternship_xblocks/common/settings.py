"""What authors of any block may set, checked once for Studio's form and for OLX files."""

from __future__ import annotations

from typing import Any

from winternship_xblocks.common.viewer import may_author
from winternship_xblocks.errors import BadRequest, NotAllowed, SettingError

LONGEST_TITLE = 120


def check_weight(node: Any) -> None:
    """:class:`SettingError` for a weight in an OLX node that is no number above 0."""
    weight = node.get("weight")
    if weight is None:
        return
    try:
        number = float(weight)
    except ValueError:
        number = -1.0
    if not 0 < number < float("inf"):
        raise SettingError(f'Attribute "weight": received {weight!r}. Allowed: a number above 0.')


def require_author(block: Any) -> None:
    """:class:`NotAllowed` for everyone who may not change the settings."""
    if not may_author(block):
        raise NotAllowed("not_author")


def parse_title(title: object) -> str:
    """The title in a form, without the space around it. Raises :class:`BadRequest`."""
    if not isinstance(title, str) or not 1 <= len(title.strip()) <= LONGEST_TITLE:
        raise BadRequest("title", allowed=LONGEST_TITLE)
    return title.strip()
