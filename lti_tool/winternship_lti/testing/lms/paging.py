"""So that long lists come in pages, with `Link` headers right and wrong as platforms send them [NRPS 2.4.2]."""

from __future__ import annotations

import html
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..errors import Refused
from .calls import Call
from .profiles import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is asked for, and how the next part is named in an address."""

    start: int
    limit: int | None
    style: Page

    def of(self, items: Sequence[T]) -> list[T]:
        """This part."""
        return list(items[self.start :][: self.limit])

    def next(self, total: int) -> dict[str, str] | None:
        """The parameters of the next part; None after the last."""
        if self.limit is None or self.start + self.limit >= total:
            return None
        start = self.start + self.limit
        named = {"from": {"from": str(start)}, "page": {"page": str(start // self.limit + 1)}}
        return {"limit": str(self.limit)} | named.get(self.style, {"page": _bookmark(start)})


EVERYTHING: Final = Slice(0, None, "page")


def read_slice(call: Call, style: Page, default: int | None) -> Slice:
    """What a request asks for; without `limit` the platform's own page size. Raises Refused for a bad bookmark."""
    limit = call.number("limit") or default
    if style == "from":
        return Slice(call.number("from") or 0, limit, style)
    if style == "page":
        return Slice(((call.number("page") or 1) - 1) * (limit or 0), limit, style)
    return Slice(_start(call.query.get("page", "")), limit, style)


def _bookmark(start: int) -> str:
    # As Canvas does: capital letters count, so a client that changes the case of an address is found out.
    return "bookmark:" + urlsafe_b64encode(f"[1,{start}]".encode()).decode("ascii")


def _start(bookmark: str) -> int:
    if not bookmark:
        return 0
    try:
        decoded = urlsafe_b64decode(bookmark.removeprefix("bookmark:")).decode("ascii")
        return int(decoded.removeprefix("[1,").removesuffix("]"))
    except ValueError as error:
        raise Refused(400, "the page is not a bookmark of this platform") from error


def next_link(url: str, following: dict[str, str], *, rel: str = "next") -> str:
    """One `Link` value: this address with other parameters [RFC 8288]."""
    scheme, host, path, query, _fragment = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(query) if name not in {"page", "from", *following}]
    return f'<{urlunsplit((scheme, host, path, urlencode([*kept, *following.items()]), ""))}>; rel="{rel}"'


def broken(link: str) -> str:
    """The same `Link` as Moodle writes it for line items: curly quotes, and `&` as in HTML.

    The quotes are UTF-8, read as Latin-1 here because headers are written so.
    """
    curly = html.escape(link, quote=False).replace("&lt;", "<").replace("&gt;", ">")
    opened = curly.replace('rel="', "rel=\u201c")
    return opened.replace('"', "\u201d").encode().decode("latin-1")
