"""What Moodle's restore drops without a word or dies of: held against a backup before anyone uploads it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1
from typing import Final

from winternship_export.pack import Files
from winternship_export.xmlkit import parse

DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>'
SNIFFED: Final = 200  # bytes in which the restore looks for its marks
NEEDED: Final = (
    *("course/course.xml", "course/roles.xml", "roles.xml", "groups.xml", "scales.xml", "outcomes.xml"),
    *("questions.xml", "files.xml"),
)
OF_ACTIVITY: Final = ("module.xml", "grades.xml", "roles.xml")


def moodle_mistakes(files: Files) -> list[str]:
    """Everything in a backup that a restore would miss."""
    return [*_head(files["moodle_backup.xml"]), *_folders(files), *_blobs(files), *_slots(files)]


def _head(data: bytes) -> Iterator[str]:
    start = data[:SNIFFED]
    for mark in (DECLARATION, b"<moodle_backup", b"<information>"):
        if mark not in start:
            yield f"moodle_backup.xml must have {mark.decode()} within its first {SNIFFED} bytes"


def _folders(files: Files) -> Iterator[str]:
    yield from (f"{name} is missing" for name in NEEDED if name not in files)
    root = parse(files["moodle_backup.xml"])
    for section in root.iterfind(".//contents/sections/section"):
        path = f"{section.findtext('directory', '')}/section.xml"
        if path not in files:
            yield f"{path} is missing"
    for activity in root.iterfind(".//contents/activities/activity"):
        folder = activity.findtext("directory", "")
        yield from (f"{folder}/{name} is missing" for name in OF_ACTIVITY if f"{folder}/{name}" not in files)


def _blobs(files: Files) -> Iterator[str]:
    referred = {
        one.text
        for name, data in files.items()
        if name.endswith("inforef.xml")
        for one in parse(data).iterfind(".//fileref/file/id")
    }
    for row in parse(files["files.xml"]).iterfind("file"):
        digest, name = row.findtext("contenthash", ""), row.findtext("filename", "")
        if name == ".":
            continue
        blob = files.get(f"files/{digest[:2]}/{digest}")
        if blob is None:
            yield f"file {name} is listed, but its content {digest} is missing"
        elif sha1(blob, usedforsecurity=False).hexdigest() != digest:
            yield f"file {name}: its content is not what its name {digest} says"
        if row.get("id") not in referred:
            yield f"file {name} is in no inforef.xml, so a restore would drop it"


def _slots(files: Files) -> Iterator[str]:
    bank = {one.get("id") for one in parse(files["questions.xml"]).iterfind(".//question_bank_entry")}
    for name, data in files.items():
        if name.endswith("/quiz.xml"):
            for one in parse(data).iterfind(".//questionbankentryid"):
                if one.text not in bank:
                    yield f"{name}: question {one.text} is not in questions.xml"
