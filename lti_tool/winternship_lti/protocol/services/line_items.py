"""So that an activity finds its own column in the gradebook, and makes one only when there is none [AGS 3.2]."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from winternship_net.urls import origin

from .. import strict_json
from ..errors import ServiceUnavailable
from ..http import Answer
from ..values import mapping, text
from .paging import pages, with_query
from .service import Service

LINE_ITEM: Final = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS: Final = "application/vnd.ims.lis.v2.lineitemcontainer+json"


@dataclass(frozen=True, slots=True)
class LineItem:
    """One column. `resource_link_id` is "" when the platform says it is bound to no link, None when it is silent."""

    url: str
    resource_id: str = ""
    resource_link_id: str | None = None


def line_items(service: Service, container: str, *, resource_link_id: str = "") -> Iterator[LineItem]:
    """The columns of `container` (the claim's `lineitems`) that this tool may see, page by page [AGS 3.2.4].

    `resource_link_id` asks the platform for fewer; not every platform listens. Items at another origin are left out.
    """
    asked = with_query(container, resource_link_id=resource_link_id)
    for answer in pages(service, asked, accept=LINE_ITEMS):
        for value in _list(answer):
            item = _read(value, container)
            if item is not None:
                yield item


def create_line_item(
    service: Service,
    container: str,
    *,
    label: str,
    maximum: int,
    resource_link_id: str,
    resource_id: str = "",
) -> LineItem:
    """Make a column for a link [AGS 3.2.5]; look first for one. `maximum` is whole: Open edX wants it so."""
    body: dict[str, object] = {
        "label": label,
        "scoreMaximum": maximum,
        "resourceLinkId": resource_link_id,
    }
    if resource_id:
        body["resourceId"] = resource_id
    headers = {"Content-Type": LINE_ITEM, "Accept": LINE_ITEM}
    answer = service.call("POST", container, headers=headers, body=json.dumps(body).encode())
    try:
        item = _read(strict_json.loads_object(answer.body), container)
    except ValueError:
        item = None
    if item is None:
        raise ServiceUnavailable("line item: made, but the answer does not say where")
    return item


def _list(answer: Answer) -> list[object]:
    try:
        return strict_json.loads_list(answer.body)
    except ValueError as error:
        raise ServiceUnavailable(f"line items: received what is {error}") from error


def _read(value: object, container: str) -> LineItem | None:
    found = mapping(value)
    url = found.get("id")
    # Our token goes only where the signed launch sent us.
    if not isinstance(url, str) or origin(url) is None or origin(url) != origin(container):
        return None
    bound = (text(found["resourceLinkId"]) or "") if "resourceLinkId" in found else None
    return LineItem(url, text(found.get("resourceId")) or "", bound)
