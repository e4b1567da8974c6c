"""Every answer beside the official definition of OneRoster 1.2, which may not be handed on: see ``OFFICIAL``."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.core.cache import cache

from tests.board.world import World
from tests.connectors.conftest import populated
from tests.connectors.oneroster.reading import BASE, Reader
from tests.connectors.oneroster.test_provider import ROUTES
from tests.connectors.specifications import prism, specification
from winternship_connectors import api

# From https://purl.imsglobal.org/spec/or/v1p2/schema/openapi/; whoever wants these tests to run puts it in var/specs.
OFFICIAL = "onerosterv1p2rostersservice_openapi3_v1p0.json"


@pytest.fixture
def spec() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(specification(OFFICIAL).read_text(encoding="utf-8"))
    return found


@pytest.fixture
def world(transactional_db: None) -> World:
    """Built for each test alone, outside any transaction, as the server of one reads it from its own thread."""
    return populated()


@pytest.fixture
def reader(world: World) -> Reader:
    cache.clear()
    for name in ("mo", "kim"):
        world.student(name, "college", student_number=f"7{name}")
    world.confirmed("mo")
    world.confirmed("kim")
    return Reader(api.make_key(world.carla, world.ids["college"], "x", companies=True))


def judge(spec: dict[str, Any], path: str, status: int, told: Any) -> list[str]:
    """What the definition holds against an answer."""
    content = spec["paths"][path]["get"]["responses"][str(status)]["content"]["application/json"]
    schema = {"components": spec["components"], **content["schema"]}
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    return [
        one.message for one in jsonschema.Draft4Validator(schema, format_checker=checker).iter_errors(told)
    ]


def test_every_list_every_object_and_every_refusal_is_as_defined(
    spec: dict[str, Any], reader: Reader
) -> None:
    for route in ROUTES:
        reply = reader.ask(route)
        assert judge(spec, f"/{route}", 200, reply.json()) == []
        (items,) = reply.json().values()
        assert items
        one = reader.ask(f"{route}/{items[0]['sourcedId']}")
        assert judge(spec, f"/{route}/{{sourcedId}}", 200, one.json()) == []
        for path, status, query in (
            (f"/{route}/{{sourcedId}}", 404, ""),
            (f"/{route}", 400, "?fields=nothing"),
            (f"/{route}", 422, "?limit=0"),
        ):
            asked = path.strip("/").format(sourcedId="nobody") + query
            refused = reader.http.get(f"{BASE}/{asked}", headers=reader.headers)
            assert refused.status_code == status
            assert judge(spec, path, status, refused.json()) == []
    (first, *_) = reader.all("classes")
    for route in ("students", "teachers"):
        told = reader.ask(f"classes/{first['sourcedId']}/{route}").json()
        assert judge(spec, f"/classes/{{classSourcedId}}/{route}", 200, told) == []


def test_the_judge_does_judge(spec: dict[str, Any], reader: Reader) -> None:
    told = reader.ask("users").json()
    assert judge(spec, "/users", 200, {"users": [{**told["users"][0], "birthDate": "2010-01-01"}]})
    assert judge(spec, "/users", 200, {"users": [{**told["users"][0], "status": "gone"}]})


def test_prism_between_a_reader_and_us_finds_nothing(
    spec: dict[str, Any], reader: Reader, live_server: Any
) -> None:
    with prism(OFFICIAL, live_server.url + BASE) as between:
        for route in ROUTES:
            for query in ("", "?limit=1&offset=1&sort=sourcedId&orderBy=desc&filter=status%3D'active'"):
                status, said, found = between.judge(
                    "GET", f"/{route}{query}", reader.headers, b"", answers=True
                )
                assert (status, found) == (200, []), said
        status, _, found = between.judge("GET", "/users?limit=none", reader.headers, b"")
        assert (status >= 400, bool(found)) == (True, True)
