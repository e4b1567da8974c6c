"""Requests to one calendar on a CalDAV server, and what its answers hold (RFC 4791, 4918, 6578)."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from winternship_connectors.contract import Context
from winternship_connectors.errors import Retry
from winternship_connectors.http import Answer

D: Final = "{DAV:}"
C: Final = "{urn:ietf:params:xml:ns:caldav}"
_AT_ONCE: Final = 100  # events in one request
_TOKEN_REFUSED: Final = {400, 403, 404, 405, 409, 410, 412, 415, 422, 501}  # each by some server
_NAMESPACES: Final = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_PROPS: Final = "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
_QUERY: Final = (
    f"<C:calendar-query {_NAMESPACES}>{_PROPS}<C:filter>"
    '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>'
)
_ABOUT: Final = (
    f"<D:propfind {_NAMESPACES}><D:prop><D:resourcetype/><D:sync-token/><D:current-user-privilege-set/>"
    "<C:supported-calendar-component-set/></D:prop></D:propfind>"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One event in a listing: the last part of its address, its version, its bytes; ``gone`` when it was deleted."""

    name: str
    etag: str = ""
    data: bytes = b""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar, with the access of its connection."""

    context: Context

    @property
    def url(self) -> str:
        """The address, which ends with a slash [RFC 4918 5.2]."""
        return f"{str(self.context.settings.config['url']).rstrip('/')}/"

    def send(
        self,
        method: str,
        name: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        expect: Collection[int] = (),
    ) -> Answer:
        """One request to the calendar, or to the event of this name in it. Raises DeliveryError."""
        told = f"{self.context.settings.config['user']}:{self.context.secrets.get('password', '')}"
        access = {"Authorization": f"Basic {base64.b64encode(told.encode()).decode()}"}  # [RFC 7617]
        url = f"{self.url}{quote(name, safe='@')}"
        return self.context.http.send(
            method, url, headers={**access, **(headers or {})}, body=body, expect=expect
        )

    def ask(self, method: str, body: str, depth: str, expect: Collection[int] = ()) -> Answer:
        """A PROPFIND or REPORT on the calendar."""
        headers = {"Content-Type": "application/xml; charset=utf-8", "Depth": depth}
        told = f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode()
        return self.send(method, headers=headers, body=told, expect=expect)

    def about(self, expect: Collection[int] = ()) -> Answer:
        """What kind of thing is at the address, and what may be done there."""
        return self.ask("PROPFIND", _ABOUT, "0", expect)

    def all_events(self) -> tuple[list[Item], str]:
        """Every event, and the token of a moment before, so that nothing is missed in between."""
        about = multistatus(self.about())
        found = multistatus(self.ask("REPORT", _QUERY, "1"))
        return list(self._items(found)), _text(about, f".//{D}sync-token")

    def changes(self, token: str) -> tuple[list[Item], str] | None:
        """What changed since the token, and the next one; None when the server does not know it [RFC 6578 3.2]."""
        changed: dict[str, Item] = {}
        while True:
            body = (
                f"<D:sync-collection {_NAMESPACES}><D:sync-token>{_escaped(token)}</D:sync-token>"
                "<D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
            )
            # Where it is 403 because access was lost, the full look says so again.
            answer = self.ask("REPORT", body, "0", _TOKEN_REFUSED)
            if answer.status != 207:
                return None
            root = multistatus(answer)
            changed |= {one.name: one for one in self._items(root)}
            before, token = token, _text(root, f"{D}sync-token")
            # 507 for the calendar itself: there is more than fits in one answer [RFC 6578 3.6].
            if not token or token == before or not any("507" in one.text for one in root.iter(f"{D}status")):
                break
        kept = [one for one in changed.values() if one.gone]
        kept += self._read([one.name for one in changed.values() if not one.gone])
        return kept, token

    def _read(self, names: Sequence[str]) -> Iterator[Item]:
        base = urlsplit(self.url).path
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            hrefs = "".join(f"<D:href>{_escaped(base + quote(one, safe='@'))}</D:href>" for one in some)
            body = f"<C:calendar-multiget {_NAMESPACES}>{_PROPS}{hrefs}</C:calendar-multiget>"
            yield from self._items(multistatus(self.ask("REPORT", body, "1")))

    def _items(self, root: Any) -> Iterator[Item]:
        for response in root.iter(f"{D}response"):
            path = urlsplit(_text(response, f"{D}href")).path
            name = unquote(path.rpartition("/")[2])
            if name in {"", ".", ".."}:
                continue
            status = _text(response, f"{D}status")
            data = _text(response, f".//{C}calendar-data").encode()
            yield Item(name, _text(response, f".//{D}getetag"), data, gone=" 404" in status)


def multistatus(answer: Answer) -> Any:
    """The root of an answer 207. Raises Retry for anything else: a proxy may have answered, or half of it is lost."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(answer.body, parser)
    except etree.XMLSyntaxError:
        root = None
    if answer.status != 207 or root is None or root.tag != f"{D}multistatus":
        raise Retry("the answer is no list of a CalDAV server", status=answer.status)
    return root


def _text(element: Any, path: str) -> str:
    return str(element.findtext(path) or "").strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
