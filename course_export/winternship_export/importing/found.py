"""What an edited package says, by authors' keys: the texts that can come home, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from winternship_export.importing.markdown import to_markdown
from winternship_export.xmlkit import Element

GOAL: Final = "wx-goal"
MONDAY: Final = "wx-monday"


@dataclass(frozen=True, slots=True)
class FoundLesson:
    """A lesson's texts; ``blocks`` is its Markdown."""

    title: str
    goal: str
    monday: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question's texts, its choices by name in their order."""

    text: str
    choices: Mapping[str, str]
    feedback: Mapping[str, str]


@dataclass(slots=True)
class Found:
    """All texts of one package. ``notes``: what was seen and cannot come home, in words for the author."""

    work: str
    language: str
    titles: dict[str, str] = field(default_factory=dict)
    lessons: dict[str, FoundLesson] = field(default_factory=dict)
    questions: dict[str, FoundQuestion] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_page(xhtml: str, title: str, language: str, notes: list[str]) -> FoundLesson:
    """A lesson's page taken apart again: its goal, what to do on Monday, and the text between."""
    root = html.fragment_fromstring(xhtml, create_parent="div")
    goal = _boxed(root, GOAL)
    monday = _boxed(root, MONDAY)
    for glossary in root.findall("dl"):
        heading = glossary.getprevious()
        if heading is not None and heading.tag in ("h2", "h3", "h4"):
            root.remove(heading)
        root.remove(glossary)
    return FoundLesson(title, goal, monday, tuple(to_markdown(root, language, notes)))


def words_of(element: Element) -> str:
    """The words in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def _boxed(root: Element, name: str) -> str:
    """The text of the box with this class, which is taken out of the page."""
    for box in root.iter(etree.Element):
        if name in box.get("class", "").split():
            text = _without_label(box.find("p"))
            parent = box.getparent()
            if parent is not None:
                parent.remove(box)
            return text
    return ""


def _without_label(paragraph: Element | None) -> str:
    if paragraph is None:
        return ""
    label = paragraph.find("strong")
    whole = words_of(paragraph)
    return whole.removeprefix(words_of(label)).strip() if label is not None and not paragraph.text else whole
