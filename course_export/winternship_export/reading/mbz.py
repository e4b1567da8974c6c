"""A Moodle backup read back, as our writer or Moodle itself left it."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from winternship_export.pack import Files
from winternship_export.reading.contents import Contents, Entry, canonical
from winternship_export.xmlkit import Element, parse

# What Moodle numbers and dates anew at each restore is no content.
VOLATILE: Final = frozenset(
    {
        *("id", "moduleid", "contextid", "sectionid", "questionbankentryid", "sectionnumber"),
        *("timemodified", "timecreated", "added", "sortorder", "stamp", "version"),
    }
)


def read_mbz(files: Files) -> Contents:
    """Every section, activity and question; activities are known by their idnumber, which survives a restore."""
    root = parse(files["moodle_backup.xml"])
    numbers = _numbers(root, files)
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
            digest=canonical(_kept(body)),
            parent=numbers.get(activity.findtext("sectionid", ""), ""),
            index=index,
            points=_points(files.get(f"{folder}/grades.xml")),
        )
    entries |= _sections(root, files)
    entries |= _questions(files.get("questions.xml", b""))
    return Contents("mbz", files, entries, tuple(mistakes))


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
            canonical(_kept(body, ("sequence",))),
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
        found[key] = Entry(key, "question", title, canonical(_kept(question)), index=index, points=points)
    return found


def _points(data: bytes | None) -> float | None:
    most = parse(data).findtext(".//grade_item/grademax") if data else None
    return float(most) if most else None


def _kept(element: Element, more: Iterable[str] = ()) -> Element:
    copy = deepcopy(element)
    dropped = VOLATILE.union(more)
    for one in [kid for kid in copy.iter() if isinstance(kid.tag, str)]:
        for name in dropped & set(one.attrib):
            del one.attrib[name]
        for kid in [kid for kid in one if kid.tag in dropped]:
            one.remove(kid)
    copy.tail = None
    return copy
