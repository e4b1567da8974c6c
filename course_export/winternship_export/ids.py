"""Ids come from authors' keys, never from content: an edited lesson stays the same lesson in every LMS.

The language is no part of an id, so that the Dutch and the English course share their ids.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha1
from typing import Final, Generic, TypeVar
from uuid import UUID, uuid5

from winternship_export.errors import ExportError

T = TypeVar("T")
_SPACE: Final = UUID("5f0c0a6e-52c1-5c5e-9a2b-6e1b5a3f0c11")


def hex_id(work: str, *path: str) -> str:
    """32 hexadecimal characters for the thing with these keys; a letter or digit may come first."""
    return _digest(work, *path)[:32]


def xml_id(work: str, *path: str) -> str:
    """The same as an ``xs:ID``, which may not begin with a digit."""
    return f"i{hex_id(work, *path)}"


def int_id(work: str, *path: str) -> int:
    """A positive 48-bit number: what Moodle's restore takes (its temporary tables hold BIGINT)."""
    return int(_digest(work, *path)[:12], 16) + 1


def guid(work: str, *path: str) -> str:
    """A name-based UUID."""
    return str(uuid5(_SPACE, "\0".join((work, *path))))


class Distinct(Generic[T]):
    """Ids of one space, made on demand; two different things with one id stop the export."""

    def __init__(self, make: Callable[..., T], work: str) -> None:
        self._make, self._work = make, work
        self._owners: dict[T, tuple[str, ...]] = {}

    def __call__(self, *path: str) -> T:
        """The id of the thing with these keys."""
        made = self._make(self._work, *path)
        if self._owners.setdefault(made, path) != path:
            other = "/".join(self._owners[made])
            raise ExportError(f"{'/'.join(path)} and {other} would get the same id; rename one of them")
        return made


def _digest(*path: str) -> str:
    return sha1("\0".join(("winternship", *path)).encode(), usedforsecurity=False).hexdigest()
