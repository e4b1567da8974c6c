"""What this host can vouch for, in the words of the board: who is there, in which course, with which settings."""

from __future__ import annotations

from typing import Any, Final

from winternship_board.screens import Host
from winternship_xblocks.common.identity import uid_of
from winternship_xblocks.common.sharing import shared
from winternship_xblocks.common.viewer import language_of, viewer_of
from winternship_xblocks.errors import NotAllowed

ISSUER: Final = "host"
CLOSED: Final = {"visitor": "signed_out", "author": "preview", "impersonator": "impersonator"}


def host_of(block: Any) -> Host:
    """The host of this request; raises :class:`NotAllowed` when nobody can be told apart.

    A person is the host's own number for them, the same in all of its courses. A member of staff who looks as
    somebody else gets nothing to see: the board would show them another person's placement.
    """
    viewer = viewer_of(block)
    if viewer in CLOSED:
        raise NotAllowed(CLOSED[viewer])
    site = site_settings(block)
    place = shared(block, "winternship_learning_place")
    return Host(
        issuer=str(site.get("issuer", ISSUER)),
        subject=str(block.scope_ids.user_id),
        url=str(block.runtime.handler_url(block, "board")).rstrip("?&"),
        uid=uid_of(block, "wb"),
        language=language_of(block),
        title=block.display_name,
        is_staff=viewer == "teacher",
        context_key=context_of(block),
        region=block.region,
        roles=frozenset(block.roles),
        by_code=block.by_code,
        acting_as=block.acting_as,
        learning_place=place if isinstance(place, dict) else {},
        links_at=str(site.get("links_at", "")),
    )


def site_settings(block: Any) -> dict[str, object]:
    """The administrator's settings for this kind of block; none where the host has no such service."""
    service = block.runtime.service(block, "settings")
    return dict(service.get_settings_bucket(block)) if service is not None else {}


def context_of(block: Any) -> str:
    """The course as the host names it, opaque to us; "" where it has none."""
    usage = block.scope_ids.usage_id
    return str(getattr(usage, "context_key", "") or getattr(usage, "course_key", "") or "")
