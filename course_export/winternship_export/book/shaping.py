"""Turns a fragment of the export into elements that stand in a whole XHTML document."""

from __future__ import annotations

from typing import Final

from lxml import etree

from winternship_export.xmlkit import XHTML, Element, checked

HEADINGS: Final = {f"{{{XHTML}}}h{level}": level for level in range(1, 7)}


def elements(fragment: str, shift: int = 0) -> Element:
    """The fragment in a ``div`` in the XHTML namespace; ``shift`` is added to the level of its headings (1 to 6)."""
    root = etree.fromstring(f'<div xmlns="{XHTML}">{checked(fragment)}</div>')
    if shift:
        for element in root.iter(*HEADINGS):
            level = min(6, max(1, HEADINGS[str(element.tag)] + shift))
            element.tag = f"{{{XHTML}}}h{level}"
    return root


def document(root: Element) -> bytes:
    """The file of a whole XHTML document, which HTML parsers read alike: no ``<p/>``, but ``<br/>``."""
    for element in root.iter(etree.Element):
        if not len(element) and element.text is None and etree.QName(element).localname not in _EMPTY:
            element.text = ""
    etree.cleanup_namespaces(root)
    whole = etree.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + whole.encode() + b"\n"


_EMPTY: Final = frozenset({"br", "col", "hr", "img", "link", "meta"})
