"""A Moodle backup read back, as our writer or Moodle itself left it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from winternship_export.pack import Files
from winternship_export.reading.contents import Contents, Entry, of_bytes
from winternship_export.xmlkit import Element, parse

# What people read or what a grade rests on. Moodle's own backups hold far more: ids, dates, settings at their defaults.
CONTENT: Final = frozenset(
    {
        *("name", "summary", "intro", "content", "externalurl", "toolurl", "instructorcustomparameters"),
        *("grade", "maxmark", "attempts_number", "timeopen", "timeclose"),
        *("qtype", "questiontext", "generalfeedback", "defaultmark", "answertext", "fraction", "feedback"),
    }
)
_LINK: Final = re.compile(r"\*(\d+)@\$")  # an activity, in the code of a backup


def read_mbz(files: Files) -> Contents:
    """Every section, activity and question; activities are known by their idnumber, which survives a restore."""
    root = parse(files["moodle_backup.xml"])
    numbers, keys = _numbers(root, files), _keys(root, files)
    entries: dict[str, Entry] = {}
    mistakes: list[str] = []
    for index, activity in enumerate(root.iterfind(".//contents/activities/activity")):
        folder = activity.findtext("directory", "")
        kind = activity.findtext("modulename", "")
        own, module = files.get(f"{folder}/{kind}.xml"), files.get(f"{folder}/module.xml")
        if own is None or module is None:
            mistakes.append(f"{folder}: {kind}.xml or module.xml is missing")
            continue
        settings = parse(module)
        key = settings.findtext("idnumber") or activity.findtext("moduleid") or folder
        body = parse(own)
        entries[key] = Entry(
            key=key,
            kind=kind,
            title=activity.findtext("title", ""),
            digest=_digest(body, keys),
            parent=numbers.get(activity.findtext("sectionid", ""), ""),
            index=index,
            points=_points(files.get(f"{folder}/grades.xml")),
        )
    entries |= _sections(root, files)
    entries |= _questions(files.get("questions.xml", b""))
    return Contents("mbz", files, entries, tuple(mistakes))


def _keys(root: Element, files: Files) -> dict[str, str]:
    """The ID number of each activity by its id."""
    found = {}
    for activity in root.iterfind(".//contents/activities/activity"):
        module = files.get(f"{activity.findtext('directory', '')}/module.xml")
        number = activity.findtext("moduleid", "")
        found[number] = (parse(module).findtext("idnumber") if module else "") or number
    return found


def _numbers(root: Element, files: Files) -> dict[str, str]:
    """The name of each section by its id: its number, which a restore keeps."""
    found = {}
    for section in root.iterfind(".//contents/sections/section"):
        body = parse(files[f"{section.findtext('directory', '')}/section.xml"])
        found[section.findtext("sectionid", "")] = f"section {body.findtext('number', '')}"
    return found


def _sections(root: Element, files: Files) -> dict[str, Entry]:
    found = {}
    for index, section in enumerate(root.iterfind(".//contents/sections/section")):
        folder = section.findtext("directory", "")
        body = parse(files[f"{folder}/section.xml"])
        key = f"section {body.findtext('number', '')}"
        found[key] = Entry(
            key,
            "section",
            body.findtext("name", "").strip(),
            _digest(body),
            index=index,
        )
    return found


def _questions(data: bytes) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for index, entry in enumerate(parse(data).iterfind(".//question_bank_entry") if data else ()):
        question = entry.find(".//question")
        if question is None:
            continue
        key = f"question {entry.findtext('idnumber') or question.findtext('name', '')}"
        points = float(question.findtext("defaultmark", "1"))
        title = question.findtext("name", "")
        found[key] = Entry(key, "question", title, _digest(question), index=index, points=points)
    return found


def _points(data: bytes | None) -> float | None:
    most = parse(data).findtext(".//grade_item/grademax") if data else None
    return float(most) if most else None


def _digest(element: Element, keys: Mapping[str, str] = MappingProxyType({})) -> str:
    """A digest of the content, with the key of each activity that is linked to instead of its number."""
    told = [
        f"{one.tag}={_LINK.sub(lambda found: f'*{keys.get(found[1], found[1])}@$', one.text or '')}"
        for one in element.iter(etree.Element)
        if one.tag in CONTENT and (one.text or "").strip() not in ("", "$@NULL@$")
    ]
    return of_bytes("\0".join(told).encode())
