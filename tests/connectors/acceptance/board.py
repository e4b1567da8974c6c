"""A notice board over HTTP, in memory, and how it is reached and edited: the rig of the connector ``notices``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.connectors.acceptance.notices import NoticeConnector
from winternship_connectors.contract import Connector
from winternship_connectors.testing import Rig
from winternship_lti.testing import LocalServer, Reply, Request

TOKEN, PAGE = "a-token-of-the-board", 2


class NoticeRig(Rig):
    """A board with two notices on a page."""

    connector: Connector = NoticeConnector()
    wrong = {"token": "another"}
    page_size = PAGE

    def __init__(self) -> None:
        self.server = LocalServer(self.answer)
        self.notices: dict[str, dict[str, Any]] = {}

    def config(self, origin: str) -> dict[str, Any]:
        return {"url": origin, "token": TOKEN}

    def things(self) -> Mapping[str, object]:
        return {one: json.dumps(notice["fields"]) for one, notice in self.notices.items()}

    def edit(self, remote_id: str) -> None:
        self.put(remote_id, {**self.notices[remote_id]["fields"], "company": "By hand"})

    def remove(self, remote_id: str) -> None:
        del self.notices[remote_id]

    def stranger(self) -> str:
        self.put("party", {"company": "All welcome"})
        return "party"

    def shift(self) -> None:
        self.notices = {"first": {"fields": {}, "version": "1"}, **self.notices}

    def put(self, one: str, fields: Any) -> dict[str, Any]:
        version = int(self.notices[one]["version"]) + 1 if one in self.notices else 1
        self.notices[one] = {"fields": fields, "version": str(version)}
        return self.notices[one]

    def answer(self, request: Request) -> Reply:
        """What the board answers."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Reply(401)
        if listing := re.fullmatch(r"/notices\?page=(\d+)", request.path):
            return told(200, self.page(int(listing[1])))
        one = request.path.removeprefix("/notices/")
        there = self.notices.get(one)
        if request.method == "DELETE":
            return Reply(204 if self.notices.pop(one, None) else 404)
        if there and request.headers.get("if-match") not in {None, there["version"]}:
            return told(412, there)
        return told(200 if there else 201, self.put(one, json.loads(request.body)))

    def page(self, number: int) -> dict[str, Any]:
        every = [{"id": one, **notice} for one, notice in self.notices.items()]
        start = (number - 1) * PAGE
        return {"notices": every[start : start + PAGE], "more": len(every) > start + PAGE}


def told(status: int, what: Any) -> Reply:
    return Reply(status, json.dumps(what).encode(), {"Content-Type": "application/json"})
