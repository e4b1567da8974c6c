"""So that a list of many pages is read to its end, and never further: not to another host, and not in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final
from urllib.parse import urlencode, urljoin

from winternship_net.urls import origin

from ..errors import ServiceUnavailable
from ..http import Answer
from .service import Service

PAGES_MOST: Final = 1000
# One link of the header: the address, then its parameters, of which quoted ones may hold anything [RFC 8288 3].
_PARAMETER: Final = r'\s*;\s*([\w!#$&+.^`|~*-]+)\s*(?:=\s*(?:"([^"]*)"|([^,;"\s]*)))?'
_LINK: Final = re.compile(rf"<([^>]*)>((?:{_PARAMETER})*)")
_PARAMETERS: Final = re.compile(_PARAMETER)
# Moodle 4.5 writes curly quotes around `rel` in its list of line items, and HTML's & in those addresses.
_CURLY: Final = str.maketrans({"“": '"', "”": '"'})


def pages(service: Service, url: str, *, accept: str) -> Iterator[Answer]:
    """Every page of the list at `url`, one at a time. Raises as `Service.call`.

    Ends quietly at the last page; raises ServiceUnavailable when the next page is at another origin, was read
    before, or is one too many: half a list must not look like a whole one.
    """
    seen: set[str] = set()
    next_page: str | None = url
    while next_page is not None:
        if len(seen) >= PAGES_MOST:
            raise ServiceUnavailable(f"received more than {PAGES_MOST} pages")
        seen.add(next_page)
        answer = service.call("GET", next_page, headers={"Accept": accept})
        yield answer
        next_page = next_url(answer, asked=next_page)
        if next_page in seen:
            raise ServiceUnavailable("received a next page that was read before")


def next_url(answer: Answer, *, asked: str) -> str | None:
    """The address of the next page, exactly as the platform wrote it; None at the last one.

    Raises ServiceUnavailable unless it is of the same origin as `asked`: our token goes nowhere else.
    """
    link = _links(answer.headers).get("next")
    if not link:
        return None
    found = link if "://" in link else urljoin(asked, link)
    if origin(found) is None or origin(found) != origin(asked):
        raise ServiceUnavailable(f"received a next page at {origin(found)}, allowed is {origin(asked)}")
    return found


def with_query(url: str, **parameters: str) -> str:
    """`url` with parameters added after those it has; the rest stays as it is."""
    added = urlencode({name: value for name, value in parameters.items() if value})
    return f"{url}{'&' if '?' in url else '?'}{added}" if added else url


def _links(headers: Mapping[str, str]) -> dict[str, str]:
    """Addresses by relation; the first of a kind counts."""
    header = headers.get("link", "")
    # requests reads header bytes as Latin-1; curly quotes are three bytes of UTF-8.
    text = header.encode("latin-1", "replace").decode("utf-8", "replace") if "â" in header else header
    curly = "“" in text or "”" in text
    found: dict[str, str] = {}
    for link in _LINK.finditer(text.translate(_CURLY)):
        for name, quoted, plain in _PARAMETERS.findall(link[2]):
            for relation in (quoted or plain).lower().split() if name.lower() == "rel" else ():
                found.setdefault(relation, unescape(link[1]) if curly else link[1])
    return found
