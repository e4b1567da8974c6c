"""The people of a big course, read page by page: memory must not grow with the course. PyLTI1p3 makes a list."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import requests
from pylti1p3.names_roles import NamesRolesProvisioningService

from benchmarks.results import Row
from benchmarks.timing import interleaved, timed
from benchmarks.tool.roster_server import running_roster
from winternship_lti.protocol import names
from winternship_lti.protocol.http import Http
from winternship_lti.protocol.services.nrps import members
from winternship_lti.protocol.services.service import WithToken

BIG, SMALL = 10_000, 1_000
OURS, PEER = "ours", "PyLTI1p3"
ROUNDS, QUICK_ROUNDS = 5, 1
MOST_BYTES = 1_000_000  # a page of 200, its JSON text and the HTTP client


def measure(*, quick: bool = False) -> list[Row]:
    """Rows about memory and time; `quick` only shows that all can be measured."""
    with running_roster() as origin:
        big, small = f"{origin}/{BIG}/members", f"{origin}/{SMALL}/members"
        _count(small, SMALL)  # what is imported and connected once is no part of it
        peak, peak_small = _peak(lambda: _count(big, BIG)), _peak(lambda: _count(small, SMALL))
        peak_there = _peak(lambda: _pylti(big))
        sides = {
            OURS: lambda: {"ms": timed(lambda: _count(big, BIG))[0]},
            PEER: lambda: {"ms": timed(lambda: _pylti(big))[0]},
        }
        seen = interleaved(sides, QUICK_ROUNDS if quick else ROUNDS)
    return [
        Row(f"memory for {BIG:,} members", peak, "bytes", PEER, peak_there, at_most=MOST_BYTES),
        Row(f"memory for {BIG:,} members", peak, "bytes", f"for {SMALL:,}", peak_small),
        Row(f"{BIG:,} members read", seen[OURS]["ms"], "ms", PEER, seen[PEER]["ms"]),
    ]


def _count(url: str, expected: int) -> None:
    found = sum(1 for _ in members(WithToken(Http(), "token"), url))
    if found != expected:
        raise RuntimeError(f"read {found} members, expected are {expected}")


def _peak(work: Callable[[], None]) -> float:
    tracemalloc.start()
    try:
        work()
        return float(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


class _Connector:
    """What PyLTI1p3's connector does with a page, without the token that ours is not asked for either."""

    def __init__(self) -> None:
        self._session = requests.Session()

    def make_service_request(self, scopes: Any, url: str, accept: str = "", **_: Any) -> dict[str, Any]:
        answer = self._session.get(url, headers={"Accept": accept})
        following = answer.links.get("next", {}).get("url")
        return {"headers": answer.headers, "body": answer.json(), "next_page_url": following}


def _pylti(url: str) -> None:
    data = {"context_memberships_url": url, "service_versions": ["2.0"], "scope": [names.SCOPE_MEMBERSHIP]}
    found = NamesRolesProvisioningService(_Connector(), data).get_members()
    if len(found) != BIG:
        raise RuntimeError(f"PyLTI1p3 read {len(found)} members, expected are {BIG}")
