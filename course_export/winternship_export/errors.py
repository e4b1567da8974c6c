"""Every error of the export in one tree; each message names what was received and what is allowed.

::

    ExportError
    ├── UnknownFormat         no such format
    ├── UnknownModule         the work has no such module
    ├── OptionError           options that contradict each other or the format
    ├── UnwritableText        a text holds what no file of this format can hold
    └── PackageError          a file that was to be read is no package of ours, or a broken one
"""

from __future__ import annotations

from collections.abc import Iterable

from winternship_core.text import Text


class ExportError(Exception):
    """Root of all errors of this package; ``text`` is made to be shown (in English where few people come)."""

    def __init__(self, english: str, dutch: str = "") -> None:
        super().__init__(english)
        self.text = Text(dutch or english, english)


class UnknownFormat(ExportError):
    """No such format."""

    def __init__(self, received: str, allowed: Iterable[str]) -> None:
        names = ", ".join(allowed)
        super().__init__(
            f"there is no format {received!r}; choose from {names}",
            f"de vorm {received!r} bestaat niet; kies uit {names}",
        )


class UnknownModule(ExportError):
    """The work has no such module."""

    def __init__(self, received: str, work: str, allowed: Iterable[str]) -> None:
        names = ", ".join(allowed)
        super().__init__(
            f"{work} has no module {received!r}; choose from {names}",
            f"{work} heeft geen module {received!r}; kies uit {names}",
        )


class OptionError(ExportError):
    """Options that contradict each other or the format."""


class UnwritableText(ExportError):
    """A text holds what no file of this format can hold."""


class PackageError(ExportError):
    """A file that was to be read is no package of ours, or a broken one."""
