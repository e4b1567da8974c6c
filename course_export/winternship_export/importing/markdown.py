"""From a page that an LMS's editor saved to the author's Markdown: the inverse of how the core renders a lesson.

Marks that our pages carry (``data-fact``, ``data-term`` …) become references again. What has no place in a lesson is
left out and named in ``notes``; words are never lost.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Final

from winternship_core.curriculum import load_glossary, load_works
from winternship_export.xmlkit import Element

WIDTH: Final = 120
LEVELS: Final = {"h3": 2, "h4": 3, "h5": 4, "h6": 5}  # the export shows an author's ## as an h3
OWN_LINE: Final = ("fact", "slot", "picture", "activity")
NOT_TEXT: Final = ("img", "iframe", "video", "audio", "object", "script", "style")
INLINE_BLOCKS: Final = ("div", "section", "article", "figure", "center")
_HELD: Final = "\ue000"  # stands for a space that no line may be broken at


def to_markdown(root: Element, language: str, notes: list[str]) -> list[str]:
    """The blocks of the text in an element as Markdown, as they stand between blank lines in a lesson."""
    return list(_Writer(language, notes).blocks(root))


class _Writer:
    def __init__(self, language: str, notes: list[str]) -> None:
        self._language, self._notes = language, notes

    def blocks(self, parent: Element) -> Iterator[str]:
        """The blocks in an element; stray text becomes a paragraph."""
        yield from _paragraph(parent.text or "")
        for element in parent:
            if isinstance(element.tag, str):
                yield from self._block(element)
            yield from _paragraph(element.tail or "")

    def _block(self, element: Element) -> Iterator[str]:
        reference = next((kind for kind in OWN_LINE if element.get(f"data-{kind}")), None)
        if reference:
            yield f"{{{reference} {element.get(f'data-{reference}')}}}"
            return
        makers: dict[str, Callable[[Element], Iterator[str]]] = {
            "p": self._text,
            "ul": self._list,
            "ol": self._list,
            "blockquote": self._quote,
            "table": self._table,
            "hr": lambda _: iter(()),
            "br": lambda _: iter(()),
            **dict.fromkeys(LEVELS, self._heading),
            **dict.fromkeys(INLINE_BLOCKS, self.blocks),
        }
        tag = str(element.tag)
        if tag in makers:
            yield from makers[tag](element)
        elif tag in ("h1", "h2"):
            yield f"## {self.inline(element)}"
        elif tag in NOT_TEXT:
            self._notes.append(
                f"<{tag}> cannot be part of a lesson and was left out: {element.get('src', '')}".strip()
            )
        else:
            yield from self._text(element)

    def _text(self, element: Element) -> Iterator[str]:
        yield from _paragraph(self.inline(element))

    def _heading(self, element: Element) -> Iterator[str]:
        yield f"{'#' * LEVELS[str(element.tag)]} {' '.join(self.inline(element).split())}"

    def _quote(self, element: Element) -> Iterator[str]:
        lines = "\n\n".join(self.blocks(element)).split("\n")
        yield "\n".join(f"> {line}".rstrip() for line in lines)

    def _list(self, element: Element) -> Iterator[str]:
        items = []
        for number, item in enumerate((one for one in element if one.tag == "li"), 1):
            mark = f"{number}. " if element.tag == "ol" else "- "
            inside = list(self._item(item))
            joined = ("\n\n" if item.find("p") is not None and len(inside) > 1 else "\n").join(inside)
            items.append(textwrap.indent(joined, " " * len(mark)).replace(" " * len(mark), mark, 1))
        if items:
            yield "\n".join(items)

    def _item(self, item: Element) -> Iterator[str]:
        """The text of an item, then the lists in it."""
        lists = [one for one in item if one.tag in ("ul", "ol")]
        for one in lists:
            _take_out(one)
        if item.find("p") is not None:
            yield from self.blocks(item)
        else:
            yield from _paragraph(self.inline(item), WIDTH - 3)
        for one in lists:
            yield from self._list(one)

    def _table(self, element: Element) -> Iterator[str]:
        rows = [
            [_cell(self.inline(cell)) for cell in row if cell.tag in ("td", "th")]
            for row in element.iter("tr")
        ]
        if not rows:
            return
        lines = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows]
        yield "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])

    def inline(self, element: Element) -> str:
        """The text in an element with what is bold, linked or a term."""
        parts = [_plain(element.text or "")]
        for kid in element:
            if isinstance(kid.tag, str):
                parts.append(self._mark(kid))
            parts.append(_plain(kid.tail or ""))
        return "".join(parts)

    def _mark(self, element: Element) -> str:
        inside = self.inline(element)
        for kind in ("term", "lesson"):
            if key := element.get(f"data-{kind}"):
                return self._reference(kind, key, " ".join(inside.split())).replace(" ", _HELD)
        if element.tag in NOT_TEXT:
            self._notes.append(f"<{element.tag}> cannot be part of a sentence and was left out")
            return ""
        if element.tag == "br" or not inside.strip():
            return inside or " "
        return _emphasised(element, inside)

    def _reference(self, kind: str, key: str, words: str) -> str:
        """The reference, without the words where they are the usual ones."""
        usual = usual_words(kind, key, self._language)
        return f"{{{kind} {key}}}" if words == usual else f"{{{kind} {key}|{words}}}"


def _emphasised(element: Element, inside: str) -> str:
    after = " " if inside[-1:].isspace() else ""
    if element.tag in ("strong", "b"):
        return f"**{inside.strip()}**{after}"
    if element.tag in ("em", "i"):
        return f"*{inside.strip()}*{after}"
    if element.tag == "a" and element.get("href", "").startswith("http"):
        return f"[{inside}]({element.get('href')})"
    return inside


def usual_words(kind: str, key: str, language: str) -> str:
    """What a reference shows when the author gave no words."""
    if kind == "term":
        term = load_glossary().get(key)
        return term.word.in_language(language) if term else ""
    titles = {lesson.key: lesson.title for work in load_works() for lesson in work.lessons()}
    return f"{key} {titles[key].in_language(language)}" if key in titles else ""


def _paragraph(text: str, width: int = WIDTH) -> Iterator[str]:
    words = " ".join(text.split())
    if words:
        yield textwrap.fill(words, width, break_long_words=False, break_on_hyphens=False).replace(_HELD, " ")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace(_HELD, " ").replace("|", "\\|")


def _plain(text: str) -> str:
    """Text whose characters mean nothing to Markdown."""
    return re.sub(r"([\\`*{}]|\](?=\())", r"\\\1", text.replace("\xa0", " "))


def _take_out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        before = element.getprevious()
        tail = element.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)
