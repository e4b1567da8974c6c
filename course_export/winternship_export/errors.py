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


class ExportError(Exception):
    """Root of all errors of this package; its text is made to be shown."""


class UnknownFormat(ExportError):
    """No such format."""

    def __init__(self, received: str, allowed: Iterable[str]) -> None:
        super().__init__(f"there is no format {received!r}; choose from {', '.join(allowed)}")


class UnknownModule(ExportError):
    """The work has no such module."""

    def __init__(self, received: str, work: str, allowed: Iterable[str]) -> None:
        super().__init__(f"{work} has no module {received!r}; choose from {', '.join(allowed)}")


class OptionError(ExportError):
    """Options that contradict each other or the format."""


class UnwritableText(ExportError):
    """A text holds what no file of this format can hold."""


class PackageError(ExportError):
    """A file that was to be read is no package of ours, or a broken one."""
