"""The two languages of a lesson must be the same lesson: the same build, numbers, references and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from markdown_it.token import Token

from winternship_core.curriculum.markdown import Block, Prose, elements, mentions, plain

NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Element:
    """One heading, paragraph, list, table, quote or reference, as far as it must agree; ``line`` need not."""

    build: str
    numbers: tuple[str, ...]
    links: tuple[str, ...]
    line: int


def differences(dutch: tuple[Block, ...], english: tuple[Block, ...]) -> Iterator[str]:
    """What the Dutch and the English text do not share, each with the line in both."""
    for left, right in zip_longest(outline(dutch), outline(english)):
        if left is None or right is None:
            more, one = ("nl", left) if right is None else ("en", right)
            yield f"{more} goes on at line {one.line} with {one.build}, where the other language has ended"
            return
        where = f"nl line {left.line}, en line {right.line}"
        if left.build != right.build:
            yield f"{where}: nl has {left.build}, en has {right.build}"
            return  # what follows is shifted, and would only repeat this
        if left.numbers != right.numbers:
            yield f"{where}: numbers {_only(left.numbers, right.numbers)}"
        if left.links != right.links:
            yield f"{where}: links {_only(left.links, right.links)}"


def outline(blocks: tuple[Block, ...]) -> list[Element]:
    """The elements of a text, in order."""
    found = []
    for block in blocks:
        if isinstance(block, Prose):
            # Lines in a token count from the first line of the whole text, so the block's own line anchors them.
            start = (block.tokens[0].map or [0, 0])[0] if block.tokens else 0
            for tokens in elements(block.tokens):
                line = block.line - start + (tokens[0].map or [0, 0])[0]
                found.append(Element(_build(tokens), numbers(plain(tokens)), _links(tokens), line))
        else:
            found.append(Element(f"{{{block.kind} {block.key}}}", (), (), block.line))
    return found


def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a text, sorted; 1.000 and 1,000 are the same, and so are 4,5 and 4.5."""
    return tuple(sorted(re.sub(r"[.,]", "", number) for number in NUMBER.findall(text)))


def _build(tokens: list[Token]) -> str:
    first = tokens[0]
    counts = Counter(token.type for token in tokens)
    if first.type == "heading_open":
        return f"a heading {first.tag}"
    if first.type.endswith("list_open"):
        kind = "bullets" if first.type.startswith("bullet") else "a numbered list"
        return f"{kind} of {counts['list_item_open']} items"
    if first.type == "table_open":
        return f"a table of {counts['tr_open']} rows and {counts['th_open']} columns"
    return {"blockquote_open": f"a quote of {counts['paragraph_open']} paragraphs", "hr": "a rule"}.get(
        first.type, "a paragraph"
    )


def _links(tokens: list[Token]) -> tuple[str, ...]:
    named = [f"{{{mention.kind} {mention.key}}}" for mention in mentions(tokens)]
    outside = [
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    return tuple(sorted(named + outside))


def _only(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    mine, yours = Counter(left), Counter(right)
    more, less = sorted((mine - yours).elements()), sorted((yours - mine).elements())
    return f"only in nl: {', '.join(more) or 'none'}; only in en: {', '.join(less) or 'none'}"
