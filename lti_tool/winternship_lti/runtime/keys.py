"""Names of blocks: `<link>.<block type>.<slug>`, so that an id alone tells its type, and no table is needed for it."""

from __future__ import annotations

import re
import uuid
from typing import Any

from xblock.runtime import IdGenerator, IdReader

ROOT = "root"
PATTERN = re.compile(r"(?P<link>\d+)\.(?P<block_type>[A-Za-z0-9_-]+)\.(?P<slug>[A-Za-z0-9_-]+)\Z")
ASIDE_MARK = "--"


class UsageId(str):
    """A usage id that also answers what blocks written for Open edX ask of an opaque key."""

    __slots__ = ()

    @property
    def link(self) -> int:
        """The key of the ResourceLink the block is shown at."""
        return int(self._match["link"])

    @property
    def block_type(self) -> str:
        return self._match["block_type"]

    @property
    def block_id(self) -> str:
        return self._match["slug"]

    @property
    def course_key(self) -> str:
        """The nearest thing to a course that every LMS has: the link."""
        return f"link-{self.link}"

    context_key = course_key

    def html_id(self) -> str:
        return self.replace(".", "-")

    @property
    def _match(self) -> re.Match[str]:
        match = PATTERN.match(self)
        if match is None:
            raise ValueError(f"{self[:100]!r} is no usage id; expected <link>.<block type>.<slug>")
        return match

    @classmethod
    def root(cls, link: int, block_type: str) -> UsageId:
        """Return the id of the block that a link shows."""
        return cls(f"{link}.{block_type}.{ROOT}")

    @classmethod
    def parse(cls, text: str) -> UsageId:
        """Return the id written in `text`; raises ValueError naming it."""
        usage = cls(text)
        _ = usage._match
        return usage


class Ids(IdReader, IdGenerator):
    """Reads and makes ids at one link. A usage and its definition have the same id: nothing is shared between links."""

    def __init__(self, link: int) -> None:
        self.link = link

    def get_usage_id_from_aside(self, aside_id: str) -> UsageId:
        return UsageId(aside_id.partition(ASIDE_MARK)[0])

    def get_definition_id_from_aside(self, aside_id: str) -> UsageId:
        return self.get_usage_id_from_aside(aside_id)

    def get_aside_type_from_usage(self, aside_id: str) -> str:
        return aside_id.partition(ASIDE_MARK)[2]

    get_aside_type_from_definition = get_aside_type_from_usage

    def get_definition_id(self, usage_id: str) -> UsageId:
        return UsageId.parse(usage_id)

    def get_block_type(self, def_id: str) -> str:
        return UsageId.parse(def_id).block_type

    def create_aside(self, definition_id: str, usage_id: str, aside_type: str) -> tuple[str, str]:
        return f"{definition_id}{ASIDE_MARK}{aside_type}", f"{usage_id}{ASIDE_MARK}{aside_type}"

    def create_usage(self, def_id: Any) -> UsageId:
        return UsageId(def_id)

    def create_definition(self, block_type: str, slug: str | None = None) -> UsageId:
        """Make an id; the first one at a link without a slug is not the root, which is made by UsageId.root."""
        clean = re.sub(r"[^A-Za-z0-9_-]", "_", slug or uuid.uuid4().hex)[:100]
        return UsageId(f"{self.link}.{block_type}.{clean}")
