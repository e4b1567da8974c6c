"""Reads the learners of a course from the platform, page by page; names stay in memory only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.cache import cache

from ..access.calling import PlatformService
from ..protocol import names
from ..protocol.services import nrps
from ..registry import KnownPlatform

KEPT_SECONDS = 300
SCOPES = (names.SCOPE_MEMBERSHIP,)


@dataclass(frozen=True, slots=True)
class Learner:
    """Someone who takes the course. Personal data; `name` is "" when the platform shares none."""

    user_id: str = field(repr=False)
    name: str = field(repr=False)


def learners(platform: KnownPlatform, url: str) -> Iterator[Learner]:
    """Yield the active learners of the course behind `url` (the NRPS claim), as the platform has them now.

    Raises as `Service.call`, possibly in the middle. When the list is complete, its ids (no names) are kept for
    `known` for some minutes.
    """
    ids: list[str] = []
    service = PlatformService(platform, SCOPES)
    for member in nrps.members(service, url):
        if member.is_active and member.roles.is_learner and not member.roles.is_instructor:
            ids.append(member.user_id)
            yield Learner(member.user_id, member.name)
    cache.set(_key(platform, url), ids, KEPT_SECONDS)


def known(platform: KnownPlatform, url: str) -> list[Learner] | None:
    """Return the learners of some minutes ago, without names, for when the platform does not answer; or None."""
    ids = cache.get(_key(platform, url))
    return [Learner(user_id, "") for user_id in ids] if isinstance(ids, list) else None


def _key(platform: KnownPlatform, url: str) -> str:
    return f"winternship:roster:{platform.pk}:{sha256(url.encode()).hexdigest()}"
