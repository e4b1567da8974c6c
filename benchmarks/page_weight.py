"""What a phone must download to see the block: its own script and style, and everything on its page."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from django.test import Client

from benchmarks.asking import ask
from benchmarks.block_page import block_of
from benchmarks.results import Row
from benchmarks.tool.start import running_tool

# Any quoted address of a file, wherever it stands: a tag, the block's arguments, an import, a style's url().
FILE = re.compile(r"""["'(]((?:/|\.{1,2}/)[\w./-]+\.(?:m?js|css|svg|png|webp|woff2))["')]""")
OWN = "/blocks/"
MOST_OWN = 40_000  # bytes, uncompressed


def measure(*, quick: bool = False) -> list[Row]:
    """Rows of bytes; nothing is timed, so `quick` changes nothing."""
    with running_tool() as platform:
        block = block_of(platform)
        html = block.html()
        files = _files(block.client, block.path, html)
    own = {url: size for url, size in files.items() if url.startswith(OWN)}
    whole = len(html.encode()) + sum(files.values())
    return [
        Row("the block's own script and style", sum(own.values()), "bytes", at_most=MOST_OWN),
        Row(f"the whole page: HTML and {len(files)} files", whole, "bytes"),
    ]


def _files(client: Client, page: str, html: str) -> dict[str, int]:
    """The size of each file that the page needs, and of those that these files need."""
    sizes: dict[str, int] = {}
    texts = [(page, html)]
    while texts:
        base, text = texts.pop()
        for url in {urljoin(base, found) for found in FILE.findall(text)} - sizes.keys():
            content = b"".join(ask(lambda url=url: client.get(url)).answer)  # type: ignore[misc]
            sizes[url] = len(content)
            texts.append((url, content.decode("utf-8", "replace")))
    return sizes
