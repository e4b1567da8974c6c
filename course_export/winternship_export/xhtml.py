"""The one place that turns the references in running text into addresses, and classes into styles.

Running text refers to ``lesson:KEY`` (a link), ``term:KEY`` (a link to the words below the lesson) and
``picture:KEY`` (an image). A writer says what each becomes; ``None`` leaves the words without a link.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree, html

from winternship_export.xmlkit import Element, checked

Address = Callable[[str], "str | None"]
# Where the LMS shows our text on its own pages no stylesheet of ours can come along.
STYLES: Final = {
    "wx-fact": "border-left:4px solid #1f6f78;background:#f2f7f7;padding:0.5em 1em;margin:1em 0",
    "wx-slot": "border:1px solid #9bb8bb;border-radius:6px;padding:0.5em 1em;margin:1em 0",
    "wx-goal": "border-left:4px solid #b4540a;padding:0.25em 1em;margin:0 0 1em",
    "wx-monday": "background:#fdf3e7;border-radius:6px;padding:0.5em 1em;margin:1.5em 0 1em",
    "wx-small": "font-size:0.9em;color:#454545",
    "wx-picture": "margin:1em 0",
    "wx-activity": "border:1px solid #6b6b6b;border-radius:6px;padding:0.5em 1em;margin:1.5em 0",
    "wx-options": "list-style:none;padding-left:0",
    "wx-line": "border-bottom:1px solid #6b6b6b;min-height:1.6em",
    "wx-lines": "min-height:5em",
    "wx-table": "overflow-x:auto",
    "table": "overflow-x:auto",
    "wx-term": "text-decoration:underline dotted",
}


def fragment(xhtml: str) -> Element:
    """The fragment inside a ``div`` of no namespace."""
    return etree.fromstring(f"<div>{checked(xhtml)}</div>")


def serialised(wrapper: Element) -> str:
    """The inside of the wrapper as XHTML: every element closed, ``<br/>`` for an empty one."""
    inside = etree.tostring(wrapper, encoding="unicode", method="xml")
    return inside.removeprefix("<div>").removesuffix("</div>") if inside != "<div/>" else ""


def addressed(xhtml: str, *, lesson: Address, picture: Address, term: Address, styles: bool = False) -> str:
    """The fragment with every reference turned into an address; ``styles``: with our classes as styles.

    The result is XHTML that HTML parsers read alike: empty elements that HTML cannot close are kept open.
    """
    root = fragment(xhtml)
    makers = {"lesson": lesson, "term": term}
    for link in list(root.iter("a")):
        kind, _, key = link.get("href", "").partition(":")
        if kind in makers:
            _point(link, "href", makers[kind](key))
    for image in root.iter("img"):
        kind, _, key = image.get("src", "").partition(":")
        if kind == "picture":
            _point(image, "src", picture(key))
    if styles:
        _style(root)
    return html_safe(root)


def html_safe(root: Element) -> str:
    """The inside of the wrapper so that XML and HTML parsers build the same tree: no ``<p/>``, but ``<br/>``."""
    for element in root.iter(etree.Element):
        if not len(element) and element.text is None and element.tag not in _VOID:
            element.text = ""
    return serialised(root)


def plain(xhtml: str) -> str:
    """The words of a fragment."""
    return " ".join("".join(map(str, fragment(xhtml).itertext())).split())


_VOID: Final = html.defs.empty_tags


def _point(element: Element, attribute: str, address: str | None) -> None:
    if address is not None:
        element.set(attribute, address)
        return
    del element.attrib[attribute]
    if element.tag == "a":
        element.tag = "span"


def _style(root: Element) -> None:
    for element in root.iter(etree.Element):
        wanted = [STYLES[name] for name in element.get("class", "").split() if name in STYLES]
        if wanted:
            element.set("style", ";".join(wanted))
