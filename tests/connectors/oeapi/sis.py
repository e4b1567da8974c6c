"""A small student information system with OEAPI 6 over real HTTP; Prism may judge each request first."""

from __future__ import annotations

import json
from typing import Any
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


class Sis(TokenTarget):
    """Keeps what is PUT; ``violations`` is what Prism held against requests."""

    def __init__(self, judge: Prism | None = None) -> None:
        super().__init__()
        self.judge = judge
        self.violations: list[Any] = []
        self.things: dict[str, dict[str, Json]] = {kind: {} for kind in PATHS}
        self.page_size = 250

    def _do(self, request: Request) -> Reply:
        path = request.path
        # For this list Prism seeks an example for many seconds and finds none; a test of its own judges it.
        if self.judge is not None and OFFERINGS not in path:
            status, said, found = self.judge.judge(request.method, path, dict(request.headers), request.body)
            if found or status not in {200, 201, 202}:
                self.violations.append((request.method, path, status, found or said))
        return self._done(request)

    def _done(self, request: Request) -> Reply:
        url = urlsplit(request.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        match request.method, url.path.strip("/").split("/"):
            case "PUT", [kind, pk] if kind in PATHS:
                told = json.loads(request.body)
                if told.get(PATHS[kind]) != pk:
                    return Reply(400)
                new = pk not in self.things[kind]
                self.things[kind][pk] = told
                return json_reply(201 if new else 200, told)
            case "GET", [kind, pk] if pk in self.things.get(kind, {}):
                return json_reply(200, self.things[kind][pk])
            case "GET", [kind] if kind in PATHS:
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
