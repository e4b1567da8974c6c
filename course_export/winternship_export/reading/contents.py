"""What a package holds as a flat list of entries, so that packages can be compared and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from winternship_export.pack import Files
from winternship_export.xmlkit import Element


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with an id of its own.

    ``key`` stays the same when the content changes; ``parent`` and ``index`` say where it stands; ``points`` is what
    it counts for, ``None`` without a grade; ``digest`` is over the content in canonical form.
    """

    key: str
    kind: str
    title: str
    digest: str
    parent: str = ""
    index: int = 0
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A package that was read. ``mistakes`` is what was found to be broken on the way."""

    format: str
    files: Files
    entries: Mapping[str, Entry]
    mistakes: tuple[str, ...] = field(default=())


def canonical(element: Element) -> str:
    """A digest that does not depend on indentation, order of attributes or namespace prefixes (C14N 2.0)."""
    written = etree.canonicalize(etree.tostring(element, encoding="unicode"), strip_text=True)
    return sha256(written.encode()).hexdigest()


def of_bytes(data: bytes) -> str:
    """A digest of a file that is no XML."""
    return sha256(data).hexdigest()
