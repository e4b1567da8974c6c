"""What Moodle's importer would break, and what is written instead; other readers of edition 1.1 lose little by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from winternship_export.xmlkit import Element

# A name in its database has 255 characters, and the importer puts more around it: "Quiz Bank '...'", "copy 2".
LONGEST: Final = 240
# It takes escapes off once too often: <name> would become a tag, which stops the import in a title and is taken
# out of a text.
SIGN: Final = "<"
INSTEAD: Final = "‹"
# What its filter takes out, leaving a box without its border and a caption glued to its drawing.
_PLAIN: Final = {"section": "div", "figure": "div", "figcaption": "p"}


def shortened(title: str) -> str:
    """As much of the title as fits, with an ellipsis if it was cut."""
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def make_plain(root: Element) -> bool:
    """Leave only what the importer keeps; whether a sign had to be replaced."""
    rename(root, _PLAIN)
    for word in root.iter("span"):
        if word.get("class") == "wx-term" and "style" in word.attrib:
            del word.attrib["style"]  # a word that looks like a link should be one
    replaced = False
    for element in root.iter(etree.Element):
        for part in ("text", "tail"):
            said = getattr(element, part) or ""
            if SIGN in said:
                setattr(element, part, said.replace(SIGN, INSTEAD))
                replaced = True
    return replaced


def rename(root: Element, names: Mapping[str, str]) -> None:
    """Give the elements with these names another."""
    for element in list(root.iter(*names)):
        element.tag = names[str(element.tag)]
