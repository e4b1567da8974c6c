"""The plan for one part, as every connector makes it: nothing when it is in step."""

from __future__ import annotations

from winternship_connectors.contract import Action, Fields, Link, Verb
from winternship_connectors.digesting import digest


def brought(object_id: str, part: str, fields: Fields, link: Link | None, rev: int = 0) -> list[Action]:
    """What gives a part these fields; nothing when its link says that it has them."""
    if link is not None and link.digest == digest(fields):
        return []
    return [Action(Verb.CREATE if link is None else Verb.UPDATE, object_id, part, fields, link, rev)]


def taken(object_id: str, part: str, link: Link | None, rev: int = 0) -> list[Action]:
    """What takes a part away; nothing when it is not there."""
    return [] if link is None else [Action(Verb.DELETE, object_id, part, link=link, rev=rev)]
