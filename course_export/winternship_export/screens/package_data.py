"""Scripts and stylesheet that travel in a package, as they lie in ``runtime/``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from winternship_export.pack import Files

FOLDER: Final = "runtime"
STYLESHEET: Final = "course.css"
_COMMON: Final = ("early.js", "questions.js", "forms.js", "terms.js", "print.js")
_SINGLE: Final = ("reader.js", "memory.js", "without.js")
SCRIPTS: Final[dict[str, tuple[str, ...]]] = {
    "scorm12": (*_COMMON, *_SINGLE, "scorm.js", "scorm12.js", "start.js"),
    "scorm2004": (*_COMMON, *_SINGLE, "scorm.js", "scorm2004.js", "start.js"),
    "cmi5": (*_COMMON, *_SINGLE, "cmi5.js", "start.js"),
    "web": (*_COMMON, "site.js"),
}


def runtime_files(standard: str) -> Files:
    """The files that a package of this standard needs, under the names its pages use."""
    return _read((STYLESHEET, *SCRIPTS[standard]))


def _read(names: Iterable[str]) -> Files:
    return {f"{FOLDER}/{name}": _bytes(name) for name in names}


@cache
def _bytes(name: str) -> bytes:
    return files("winternship_export").joinpath(FOLDER, name).read_bytes()
