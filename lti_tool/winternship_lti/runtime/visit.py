"""What one request may do at one link, free of HTTP and of the database: the runtime's whole view of a launch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .keys import UsageId


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at a link. `base_path` starts and ends with a slash; `person` is None for someone unknown.

    A preview is for an author who has not placed the block yet: link 0, nobody's state, and nothing is kept.
    """

    base_path: str
    link: int
    block_type: str
    person: int | None
    pseudonym: str
    is_instructor: bool = False
    language: str = "en"
    field_defaults: Mapping[str, Any] = field(default_factory=dict)
    is_preview: bool = False

    @property
    def root(self) -> UsageId:
        """The block that the link shows."""
        return UsageId.root(self.link, self.block_type)

    def owns(self, usage: UsageId) -> bool:
        """Say whether a usage belongs to this visit's link; every other one is a stranger's."""
        return usage.link == self.link
