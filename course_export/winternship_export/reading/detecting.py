"""Which format a file has is read from what is in it, never from its name."""

from __future__ import annotations

import zipfile
from typing import Final

from lxml import etree

from winternship_export.errors import PackageError
from winternship_export.pack import Files, unpacked
from winternship_export.reading.contents import Contents, Entry
from winternship_export.reading.files import read_files
from winternship_export.reading.mbz import read_mbz
from winternship_export.reading.olx import read_olx

KNOWN: Final = (
    "an Open edX course (.tar.gz), a Moodle backup, Common Cartridge, SCORM, cmi5, QTI, EPUB, web pages "
    "or a zip of these"
)


def read_package(data: bytes) -> Contents:
    """What stands in a package. Raises :class:`PackageError` for a file that is none."""
    if data[:5] == b"%PDF-":
        raise PackageError("a PDF cannot be read back; compare the packages it was made beside")
    try:
        files = unpacked(data)
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise PackageError(f"this is no package: {error}; expected {KNOWN}") from error
    try:
        return _contents(files)
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise PackageError(f"this package is broken: {error}") from error


def _contents(files: Files) -> Contents:
    if "moodle_backup.xml" in files:
        return read_mbz(files)
    if any(name.endswith("course.xml") and name.count("/") <= 1 for name in files):
        return read_olx(files)
    if files and all(name.endswith((".zip", ".json")) for name in files):
        return _bundle(files)
    return read_files(_name(files), files)


def _bundle(files: Files) -> Contents:
    """A zip of packages: their entries under the name of each."""
    entries: dict[str, Entry] = {}
    mistakes: list[str] = []
    inside: Files = {}
    for name, data in files.items():
        if not name.endswith(".zip"):
            continue
        one = read_package(data)
        mistakes += [f"{name}: {mistake}" for mistake in one.mistakes]
        entries |= {f"{name}: {key}": entry for key, entry in one.entries.items()}
        inside |= {f"{name}/{path}": content for path, content in one.files.items()}
    return Contents("bundle", inside, entries, tuple(mistakes))


def _name(files: Files) -> str:
    for path, mark, name in _MARKS:
        if mark in files.get(path, b"") and path in files:
            return name
    raise PackageError(f"nothing in this file says what it is; expected {KNOWN}")


# A file that is there, and what stands in it: the first that fits says what the package is.
_MARKS: Final = (
    ("cmi5.xml", b"", "cmi5"),
    ("META-INF/container.xml", b"", "epub"),
    ("imsmanifest.xml", b"imsccv1p", "imscc"),
    ("imsmanifest.xml", b"adlcp", "scorm"),
    ("imsmanifest.xml", b"qti", "qti3"),
    ("imsmanifest.xml", b"", "ims content package"),
    ("index.html", b"", "web"),
)
