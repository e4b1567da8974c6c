"""A lesson is Markdown with references in braces; here it becomes a short list of blocks.

CommonMark with tables, without raw HTML, so that no lesson can break a page or carry a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BlockReference = Literal["fact", "slot", "activity", "picture"]
OWN_LINE: Final = re.compile(r"\{(fact|slot|activity|picture) ([^\s{}|]+)\}")
INLINE: Final = re.compile(r"\{(term|lesson) ([^\s{}|]+)(?:\|([^{}]+))?\}")
FRONT: Final = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text: the parsed tokens of a few top-level elements; ``line`` counts from 1 in the file."""

    tokens: tuple[Token, ...] = field(compare=False, repr=False)
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact, slot, activity or picture in its own place."""

    kind: BlockReference
    key: str
    line: int


Block = Prose | Reference


@dataclass(frozen=True, slots=True)
class Mention:
    """A term or a lesson named inside a sentence; ``words`` is empty for its usual name."""

    kind: Literal["term", "lesson"]
    key: str
    words: str


def split_front(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts; an absent front matter is empty."""
    found = FRONT.match(text)
    if not found:
        return "", text, 1
    return found.group(1), text[found.end() :], found.group(0).count("\n") + 1


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """The blocks of a Markdown text that starts on ``first_line`` of its file."""
    blocks: list[Block] = []
    for element in elements(parser().parse(text)):
        line = first_line + (element[0].map or [0, 0])[0]
        references = _references(element, line)
        if references:
            blocks += references
        elif blocks and isinstance(blocks[-1], Prose):
            blocks[-1] = Prose((*blocks[-1].tokens, *element), blocks[-1].line)
        else:
            blocks.append(Prose(tuple(element), line))
    return tuple(blocks)


def elements(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The top-level elements: each a heading, paragraph, list, table or quote with all that is in it."""
    element: list[Token] = []
    for token in tokens:
        element.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield element
            element = []


def mentions(tokens: Sequence[Token]) -> list[Mention]:
    """The terms and lessons named in these tokens, in order."""
    found = []
    for token in tokens:
        for child in token.children or ():
            if child.type == "mention":
                found.append(child.meta["mention"])
    return found


def plain(tokens: Sequence[Token]) -> str:
    """The words alone, an element a line; a mention without words of its own is left out."""
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append("".join(map(_plain, token.children or ())))
    return "\n".join(lines)


def _plain(token: Token) -> str:
    if token.type == "mention":
        return str(token.meta["mention"].words)
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _references(element: list[Token], line: int) -> list[Block]:
    if len(element) != 3 or element[0].type != "paragraph_open":
        return []
    lines = element[1].content.split("\n")
    found = [OWN_LINE.fullmatch(text.strip()) for text in lines]
    if not all(found):
        return []
    return [
        Reference(match.group(1), match.group(2), line + offset)  # type: ignore[arg-type]
        for offset, match in enumerate(found)
        if match
    ]


@cache
def parser() -> MarkdownIt:
    """CommonMark and tables, straight quotes kept, HTML refused, with mentions."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["html_block", "html_inline", "image"])
    reader.inline.ruler.before("text", "mention", _mention)
    return reader


def _mention(state: StateInline, silent: bool) -> bool:
    found = INLINE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        kind, key, words = found.groups()
        token.meta = {"mention": Mention(kind, key, (words or "").strip())}  # type: ignore[arg-type]
    state.pos = found.end()
    return True
