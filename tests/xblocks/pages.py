"""What must hold for the HTML and the words of every block."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

from winternship_xblocks import common

VOID = {"input", "meta", "link", "br", "img", "rect", "hr"}


class Nesting(HTMLParser):
    """Fails on tags that cross or stay open, double ids, and on anything a strict content policy refuses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        assert "style" not in names
        assert not [name for name in names if name.startswith("on")]
        if names.get("id"):
            assert names["id"] not in self.ids
            self.ids.add(str(names["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A self-closed SVG shape."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(html: str) -> None:
    parser = Nesting()
    parser.feed(html)
    assert parser.open == []


def check_texts(folder: Path, made: str = "(?!)", sources: Path | None = None) -> None:
    """Every text has both languages with the same blanks, and is used.

    ``made``: keys that code puts together; ``sources``: where to look for uses, else the folder and ``common``.
    """
    places = {sources} if sources else {folder, Path(common.__file__).parent}
    code = "".join(
        path.read_text(encoding="utf-8")
        for place in places
        for path in place.rglob("*")
        if path.suffix in {".py", ".html", ".js"}
    )
    for key, pair in json.loads((folder / "texts" / "ui.json").read_text(encoding="utf-8")).items():
        assert pair["nl"].strip(), key
        assert pair["en"].strip(), key
        assert sorted(re.findall(r"{\w+}", pair["nl"])) == sorted(re.findall(r"{\w+}", pair["en"])), key
        used = re.search(rf"\bt\.{key}\b|[\"']{key}[\"']|texts\.{key}\b", code)
        assert used or re.match(made, key), f"{key} is never shown"
        if key.startswith("error_"):
            assert re.search(rf"\"{key.removeprefix('error_')}\"", code), f"{key} is never said"
