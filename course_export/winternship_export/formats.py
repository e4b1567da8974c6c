"""The formats in one table: what writes each, how its files are packed, and whom it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Final, Literal, cast

from winternship_core.curriculum import WORKS
from winternship_core.text import Text
from winternship_export.course import Course
from winternship_export.errors import UnknownFormat
from winternship_export.losses import Losses
from winternship_export.options import Activities, Options
from winternship_export.pack import Files, tar_gzipped, zipped

Writer = Callable[[Course, Options, Losses], Files]
BOOKS: Final = ("handbook", "blueprint")


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``each``: what a package holds; ``activities``: the ways it knows, default first."""

    name: str
    suffix: str
    media_type: str
    title: Text
    pack: Callable[[Files], bytes]
    each: Literal["work", "module"] = "work"
    activities: tuple[Activities, ...] = ("paper",)
    works: tuple[str, ...] = WORKS
    writer: str = ""
    function: str = "write"

    def write(self, course: Course, options: Options, losses: Losses) -> Files:
        """The files of a package; loads its writer only now, for some need large libraries."""
        module = import_module(f"winternship_export.writers.{self.writer or self.name}")
        return cast(Writer, getattr(module, self.function))(course, options, losses)


def _single(files: Files) -> bytes:
    (data,) = files.values()
    return data


_MANIFEST_FIRST: Final = partial(zipped, first=("imsmanifest.xml",))
_ALL: Final = (
    Format(
        "olx",
        ".tar.gz",
        "application/gzip",
        Text("Open edX (OLX)", "Open edX (OLX)"),
        tar_gzipped,
        activities=("blocks", "lti", "paper"),
    ),
    Format(
        "mbz",
        ".mbz",
        "application/vnd.moodle.backup",
        Text("Moodle-back-up", "Moodle backup"),
        tar_gzipped,
        activities=("paper", "lti"),
    ),
    Format(
        "imscc",
        ".imscc",
        "application/zip",
        Text("Common Cartridge 1.1 (Moodle)", "Common Cartridge 1.1 (Moodle)"),
        _MANIFEST_FIRST,
        activities=("paper", "lti"),
        writer="cartridge",
        function="write_1p1",
    ),
    Format(
        "imscc13",
        ".imscc",
        "application/zip",
        Text("Common Cartridge 1.3 (Canvas, Brightspace)", "Common Cartridge 1.3 (Canvas, Brightspace)"),
        _MANIFEST_FIRST,
        activities=("paper", "lti"),
        writer="cartridge",
        function="write_1p3",
    ),
    Format(
        "thincc",
        ".imscc",
        "application/zip",
        Text("Thin Common Cartridge 1.3 (alleen koppelingen)", "Thin Common Cartridge 1.3 (links only)"),
        _MANIFEST_FIRST,
        activities=("lti",),
        writer="cartridge",
        function="write_thin",
    ),
    Format(
        "scorm12",
        ".zip",
        "application/zip",
        Text("SCORM 1.2, per module", "SCORM 1.2, a package a module"),
        _MANIFEST_FIRST,
        each="module",
        writer="scorm",
        function="write_1p2",
    ),
    Format(
        "scorm2004",
        ".zip",
        "application/zip",
        Text("SCORM 2004, per module", "SCORM 2004, a package a module"),
        _MANIFEST_FIRST,
        each="module",
        writer="scorm",
        function="write_2004",
    ),
    Format(
        "cmi5",
        ".zip",
        "application/zip",
        Text("cmi5 (xAPI), per module", "cmi5 (xAPI), a package a module"),
        partial(zipped, first=("cmi5.xml",)),
        each="module",
    ),
    Format(
        "qti3",
        ".zip",
        "application/zip",
        Text("QTI 3.0 (alleen vragen)", "QTI 3.0 (questions only)"),
        _MANIFEST_FIRST,
        works=("win", "broker"),
    ),
    Format(
        "epub",
        ".epub",
        "application/epub+zip",
        Text("E-boek (EPUB 3)", "E-book (EPUB 3)"),
        partial(zipped, first=("mimetype",), stored=("mimetype",)),
    ),
    Format("pdf", ".pdf", "application/pdf", Text("Pdf", "PDF"), _single, works=BOOKS),
    Format("web", ".zip", "application/zip", Text("Webpagina's", "Web pages"), zipped),
)
FORMATS: Final[dict[str, Format]] = {one.name: one for one in _ALL}


def format_named(name: str) -> Format:
    """The format with this name. Raises :class:`UnknownFormat`."""
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownFormat(name, FORMATS) from None
