"""XML is made of elements, never of pasted strings, so that no title can break a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from lxml import etree

from winternship_export.errors import UnwritableText

Element: TypeAlias = etree._Element
Kid: TypeAlias = "Element | str | Mapping[str, str] | Iterable[Kid] | None"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XHTML: Final = "http://www.w3.org/1999/xhtml"
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0, 2.2 Char; surrogates and the rest cannot stand in any XML file, not even escaped.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Maker:
    """Makes elements of one namespace; more prefixes may be given for attributes and other elements."""

    def __init__(self, namespace: str = "", **prefixes: str) -> None:
        self._namespace = namespace
        self._prefixes = {"xml": XML, **prefixes}
        self._nsmap: dict[Any, str] = {None: namespace, **prefixes} if namespace else {**prefixes}

    def __call__(self, tag: str, *kids: Kid, **attributes: object) -> Element:
        """An element with these kids: elements, strings, mappings of attributes, lists of them; ``None`` is nothing.

        Attributes that are ``None`` are left out; ``class_`` stands for ``class``, ``adlcp__scormtype`` for
        ``adlcp:scormtype``; so may a tag be prefixed: ``adlcp:masteryscore``.
        """
        element = etree.Element(self._name(tag, own=self._namespace), nsmap=self._nsmap)
        for name, value in attributes.items():
            if value is not None:
                element.set(self._name(name.rstrip("_").replace("__", ":")), checked(str(value)))
        _fill(element, kids, self)
        return element

    def attribute(self, element: Element, name: str, value: str) -> None:
        """Set an attribute whose name no keyword can be."""
        element.set(self._name(name), checked(value))

    def _name(self, name: str, own: str = "") -> str:
        prefix, colon, local = name.rpartition(":")
        if colon:
            return f"{{{self._prefixes[prefix]}}}{local}"
        return f"{{{own}}}{local}" if own else name


def dump(element: Element) -> bytes:
    """The file of an element, with a declaration in double quotes (Moodle reads it byte by byte)."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=[prefix for prefix in element.nsmap if prefix])
    return DECLARATION + etree.tostring(element, encoding="unicode").encode() + b"\n"


def checked(text: str) -> str:
    """The text itself. Raises :class:`UnwritableText` for a character that XML cannot hold."""
    found = _FORBIDDEN.search(text)
    if found:
        shown = text[:60].encode("unicode_escape").decode()
        raise UnwritableText(
            f"character U+{ord(found.group()):04X} cannot be written to any package; take it out of: {shown}"
        )
    return text


def parse(data: bytes) -> Element:
    """The root of a file made by others: no entities, no network, no huge trees."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _fill(element: Element, kids: Iterable[Kid], maker: Maker) -> None:
    for kid in kids:
        if kid is None:
            continue
        if isinstance(kid, str):
            _text(element, checked(kid))
        elif isinstance(kid, etree._Element):
            element.append(kid)
        elif isinstance(kid, Mapping):
            for name, value in kid.items():
                maker.attribute(element, name, value)
        else:
            _fill(element, kid, maker)


def _text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
