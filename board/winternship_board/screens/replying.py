"""What a screen answers with: something to show, somewhere to go after a change, or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A template under ``templates/`` and what it shows. ``title`` is the heading; empty takes the screen's own."""

    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """The post that takes a change back: of which screen, which ``do``, with which values."""

    screen: str
    do: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Go:
    """After a change: the screen to show next, and what happened in a sentence; ``undo`` when it can be taken back."""

    screen: str
    params: Mapping[str, object] = field(default_factory=dict)
    said: Text | None = None
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to a browser: the part of the page to show, its address for "back", and what to read aloud."""

    html: str
    title: str
    address: str
    said: str = ""
    acting_as: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file for this person alone."""

    body: bytes
    name: str
    content_type: str
