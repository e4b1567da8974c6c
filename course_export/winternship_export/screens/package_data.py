"""Which scripts a package of each standard needs; they are loaded in this order."""

from __future__ import annotations

from typing import Final

from winternship_export.pack import Files
from winternship_export.runtime_files import runtime_file

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
    return {f"{FOLDER}/{name}": runtime_file(name) for name in (STYLESHEET, *SCRIPTS[standard])}
