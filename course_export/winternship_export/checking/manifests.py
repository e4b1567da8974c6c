"""Manifests: an IMS one (cartridge, SCORM, QTI), cmi5's, EPUB's. All they list must be there, and the reverse."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from winternship_export.pack import Files
from winternship_export.xmlkit import Element, parse

UNLISTED: Final = ("imsmanifest.xml", "cmi5.xml", "mimetype")


def manifest_mistakes(files: Files) -> list[str]:
    """What is wrong in the manifest of a package; nothing for a package without one."""
    if "imsmanifest.xml" in files:
        return list(_of_ims(parse(files["imsmanifest.xml"]), files))
    if "META-INF/container.xml" in files:
        return list(_of_epub(files))
    if "cmi5.xml" in files:
        return list(_of_cmi5(parse(files["cmi5.xml"]), files))
    return []


def _of_ims(root: Element, files: Files) -> Iterator[str]:
    identifiers = Counter(
        one.get("identifier", "") for one in root.iter(etree.Element) if one.get("identifier")
    )
    yield from (f"identifier {name} is used {n} times" for name, n in identifiers.items() if n > 1)
    resources = {one.get("identifier", "") for one in _named(root, "resource")}
    for one in root.iter(etree.Element):
        wanted = one.get("identifierref")
        if wanted and wanted not in resources:
            yield f"{etree.QName(one).localname} refers to {wanted}, which is no resource"
    listed = [unquote(one.get("href", "")) for one in _named(root, "file")]
    yield from _lists(listed, files)
    for one in _named(root, "resource"):
        href = unquote(urlsplit(one.get("href", "")).path)
        if href and href not in files:
            yield f"resource {one.get('identifier')} begins at {href}, which is not in the package"


def _of_cmi5(root: Element, files: Files) -> Iterator[str]:
    units = list(_named(root, "au"))
    if not units:
        yield "cmi5.xml has no assignable unit"
    for unit in units:
        url = next((one.text or "" for one in _named(unit, "url")), "")
        if not urlsplit(url).scheme and urlsplit(url).path not in files:
            yield f"unit {unit.get('id')} begins at {url}, which is not in the package"


def _of_epub(files: Files) -> Iterator[str]:
    if files.get("mimetype") != b"application/epub+zip":
        yield "the file mimetype must hold application/epub+zip and nothing else"
    for rootfile in _named(parse(files["META-INF/container.xml"]), "rootfile"):
        path = rootfile.get("full-path", "")
        if path not in files:
            yield f"container.xml names {path}, which is not in the package"
            continue
        folder = posixpath.dirname(path)
        listed = [
            posixpath.join(folder, unquote(one.get("href", ""))) for one in _named(parse(files[path]), "item")
        ]
        yield from _lists(
            listed, {name: b"" for name in files if name not in (path, "META-INF/container.xml")}
        )


def _lists(listed: list[str], files: Files) -> Iterator[str]:
    counted = Counter(listed)
    yield from (f"{name} is listed but not in the package" for name in counted if name not in files)
    yield from (f"{name} is listed {n} times" for name, n in counted.items() if n > 1)
    yield from (
        f"{name} is in the package but not listed"
        for name in files
        if name not in counted and name not in UNLISTED
    )


def _named(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter(etree.Element) if etree.QName(one).localname == name)
