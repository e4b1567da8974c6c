"""A small student information system with OEAPI 6 over real HTTP; Prism may judge each request first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.connectors.specifications import Prism
from tests.connectors.targets import TokenTarget, json_reply
from winternship_lti.testing import Reply, Request

PATHS = {
    "organisations": "organisationId",
    "learning-component-offerings": "learningComponentOfferingId",
    "learning-component-offering-associations": "associationId",
}
CHILDREN = {
    ("organisations", "learning-component-offerings"): "organisationId",
    (
        "learning-component-offerings",
        "learning-component-offering-associations",
    ): "learningComponentOfferingId",
}
OFFERINGS = "/learning-component-offerings?"
Json = dict[str, Any]


def asked(request: Request) -> tuple[dict[str, str], list[str]]:
    """The query, each name once, and the parts of the path."""
    url = urlsplit(request.path)
    return {name: values[0] for name, values in parse_qs(url.query).items()}, url.path.strip("/").split("/")


class Sis(TokenTarget):
    """Keeps what is PUT; ``violations`` is what Prism held against requests. ``ids``: kind → the name of its id."""

    ids: ClassVar[Mapping[str, str]] = PATHS

    def __init__(self, judge: Prism | None = None) -> None:
        super().__init__()
        self.judge = judge
        self.violations: list[Any] = []
        self.things: dict[str, dict[str, Json]] = {kind: {} for kind in self.ids}
        self.page_size = 250

    def _do(self, request: Request) -> Reply:
        self.violations += self._judged(request)
        return self._done(request)

    def _judged(self, request: Request) -> list[Any]:
        path = request.path
        # For this list Prism seeks an example for many seconds and finds none; a test of its own judges it.
        if self.judge is None or OFFERINGS in path:
            return []
        status, said, found = self.judge.judge(request.method, path, dict(request.headers), request.body)
        return (
            [] if not found and status in {200, 201, 202} else [(request.method, path, status, found or said)]
        )

    def _done(self, request: Request) -> Reply:
        query, parts = asked(request)
        match request.method, parts:
            case "PUT", [kind, pk] if kind in self.ids:
                told = json.loads(request.body)
                if told.get(self.ids[kind]) != pk:
                    return Reply(400)
                new = pk not in self.things[kind]
                self.things[kind][pk] = told
                return json_reply(201 if new else 200, told)
            case "GET", [kind, pk] if pk in self.things.get(kind, {}):
                return json_reply(200, self.things[kind][pk])
            case "GET", [kind] if kind in self.ids:
                wanted = query.get("organisationType")
                return self._page(
                    [one for one in self.things[kind].values() if one["organisationType"] == wanted], query
                )
            case "GET", [kind, pk, child] if pk in self.things.get(kind, {}):
                name = CHILDREN[kind, child]
                return self._page([one for one in self.things[child].values() if one.get(name) == pk], query)
        return Reply(404)

    def _page(self, every: list[Json], query: dict[str, str]) -> Reply:
        if query.get("pageSize") not in {"10", "20", "50", "100", "250"}:
            return Reply(400)
        number = int(query["pageNumber"])
        start = (number - 1) * self.page_size
        page = {
            "pageSize": self.page_size,
            "pageNumber": number,
            "hasPreviousPage": number > 1,
            "hasNextPage": start + self.page_size < len(every),
            "items": every[start : start + self.page_size],
        }
        return json_reply(200, page)
