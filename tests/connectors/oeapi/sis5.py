"""A small student information system with OOAPI 5 as OKE has it, over real HTTP; a judge may see each request first."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import yaml

from tests.connectors.oeapi.sis import Sis, asked
from tests.connectors.specifications import Prism, specification
from tests.connectors.targets import json_reply
from winternship_lti.testing import Reply, Request

OKE = "oke-mbo-1.0.1-ooapiv5_MBO.yaml"
IDS = {"offerings": "offeringId", "associations": "associationId"}
MERGE = "application/merge-patch+json"
Json = dict[str, Any]


class Judge:
    """Path, method, query and media type by Prism; bodies by the schema of the same file, which Prism lets pass."""

    def __init__(self, prism: Prism) -> None:
        self.prism = prism
        self.paths = yaml.load(specification(OKE).read_text(encoding="utf-8"), yaml.CSafeLoader)["paths"]

    def held_against(self, request: Request) -> list[Any]:
        """What is wrong with a request."""
        headers = dict(request.headers)
        status, said, found = self.prism.judge(request.method, request.path, headers, request.body)
        wrong: list[Any] = [*found, *([] if status < 300 else [(status, said)])]
        return wrong + (self.body(request) if request.body else [])

    def body(self, request: Request) -> list[Any]:
        """What the published schema holds against a body."""
        kind = request.path.strip("/").split("/")[0]
        path = f"/{kind}/{{{IDS[kind]}}}"
        media = self.paths[path][request.method.lower()]["requestBody"]["content"]
        schema = media[request.headers["content-type"]]["schema"]
        checker = jsonschema.Draft4Validator.FORMAT_CHECKER
        judge = jsonschema.Draft4Validator(schema, format_checker=checker)
        return [(list(one.path), one.validator) for one in judge.iter_errors(json.loads(request.body))]


class Sis5(Sis):
    """Keeps what is put and merges what is patched [RFC 7396]; ``violations`` is what the judge holds against us."""

    ids = IDS

    def __init__(self, judge: Judge | None = None) -> None:
        super().__init__()
        self.by_schema = judge

    def written(self) -> list[str]:
        """The methods that change something, in the order in which they came."""
        return [one.method for one in self.calls if one.method != "GET"]

    def _judged(self, request: Request) -> list[Any]:
        wrong = self.by_schema.held_against(request) if self.by_schema is not None else []
        return [(request.method, request.path, one) for one in wrong]

    def _done(self, request: Request) -> Reply:
        query, parts = asked(request)
        match request.method, parts:
            case "PATCH", [kind, pk] if pk in self.things.get(kind, {}):
                if request.headers["content-type"] != MERGE:
                    return Reply(415)
                merged = self.things[kind][pk] | json.loads(request.body)
                self.things[kind][pk] = {name: one for name, one in merged.items() if one is not None}
                return json_reply(200, self.things[kind][pk])
            case "GET", ["offerings"]:
                wanted = query["offeringType"]
                every = [one for one in self.things["offerings"].values() if one["offeringType"] == wanted]
                return self._page(every, query)
            case "GET", ["offerings", pk, "associations"] if pk in self.things["offerings"]:
                return self._page(
                    [one for one in self.things["associations"].values() if one["offering"] == pk], query
                )
        return super()._done(request)
