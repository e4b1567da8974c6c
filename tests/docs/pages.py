"""Reads the project's Markdown once, so that each test asks one question of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("build", "dist", "var", "node_modules")
SHELL = ("sh", "bash", "shell", "console")


@dataclass(frozen=True)
class Page:
    """One Markdown file: its text, and what its markup says."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """The path from the top folder, as a person would write it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def tokens(self) -> list[Token]:
        return _tokens(self.text)

    @property
    def links(self) -> list[str]:
        """The addresses of all links and images."""
        found = [token.attrGet("href") or token.attrGet("src") for token in _inside(self.tokens)]
        return [str(address) for address in found if address]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """(level, words) of each heading, in order."""
        tokens = self.tokens
        return [
            (int(token.tag[1]), _words(tokens[place + 1]))
            for place, token in enumerate(tokens)
            if token.type == "heading_open"
        ]

    @property
    def anchors(self) -> set[str]:
        """What a link to a part of this page may end in, as code forges make it of headings."""
        seen: Counter[str] = Counter()
        anchors = set()
        for _, words in self.headings:
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
        return anchors

    @property
    def code(self) -> list[str]:
        """All code: each piece between backticks, and each line of a block, with continued lines joined."""
        pieces = [token.content for token in _inside(self.tokens) if token.type == "code_inline"]
        for token in self.tokens:
            if token.type == "fence":
                pieces += token.content.replace("\\\n", " ").splitlines()
        return [" ".join(piece.split()) for piece in pieces]

    @property
    def shell(self) -> list[str]:
        """The lines of the shell blocks."""
        blocks = [token.content for token in self.tokens if token.type == "fence" and token.info in SHELL]
        return [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip()]

    def rows(self) -> Iterator[list[str]]:
        """The cells of each table row, as text without its markup."""
        row: list[str] = []
        for token in self.tokens:
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                row.append(_words(token))
            elif token.type == "tr_close":
                yield row


@cache
def pages() -> tuple[Page, ...]:
    """Every Markdown file of the project."""
    return tuple(Page(path, path.read_text(encoding="utf-8")) for path in sorted(_files(ROOT)))


def page(name: str) -> Page:
    """The page with this path from the top folder."""
    found = next((page for page in pages() if page.name == name), None)
    assert found is not None, f"there is no {name}"
    return found


def folders() -> list[Path]:
    """The top-level folders that people see."""
    return [path for path in sorted(ROOT.iterdir()) if path.is_dir() and _is_ours(path)]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and _is_ours(path):
            yield from _files(path)
        elif path.suffix == ".md":
            yield path


def _is_ours(folder: Path) -> bool:
    name = folder.name
    return not (name.startswith((".", "__")) or name in NOT_OURS or name.endswith(".egg-info"))


@cache
def _tokens(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def _inside(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or []


def _words(inline: Token) -> str:
    return "".join(token.content for token in inline.children or [] if token.type in {"text", "code_inline"})
