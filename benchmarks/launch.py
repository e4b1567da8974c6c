"""A launch is what everyone waits for, every time: ours beside that of PyLTI1p3, in one process and one run.

Both take the same claims, signed with the same key, through the same Django, middleware and SQLite file, from a
browser without cookies whose person and place are known already. PyLTI1p3 keeps the claims in a session; we consume
the login, compare person, place and role with what is stored, and write a visit.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from benchmarks.results import Row
from benchmarks.timing import Figures, interleaved, timed
from benchmarks.tool.door import Door, our_door, tool_client
from benchmarks.tool.start import running_tool
from winternship_lti.protocol import launch as protocol
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import FakePlatform

OURS, PEER, CACHED, EMPTY = "ours", "PyLTI1p3", "PyLTI1p3 with its optional key cache", "an empty page"
ROUNDS, QUICK_ROUNDS = 250, 3
AT_ONCE = 20  # verifications in one sample: a single one is too short for the clock
LEAST_TIMES, MOST_SQL = 5, 4  # the marks


def measure(*, quick: bool = False) -> list[Row]:
    """Rows about login, launch and the check of a token; `quick` only shows that all can be measured."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    with running_tool() as platform:
        seen = interleaved(_sides(platform), rounds)
        return [*_requests(seen), *_whole_launches(seen), _check(platform, rounds)]


def _sides(platform: FakePlatform) -> dict[str, Callable[[], Figures]]:
    client = tool_client()
    doors = {
        OURS: our_door(platform),
        PEER: Door(platform, client, "/pylti/login", "/pylti/launch"),
        CACHED: Door(platform, client, "/pylti/login", "/pylti/launch-cached"),
    }
    sides: dict[str, Callable[[], Figures]] = {name: door.figures for name, door in doors.items()}
    sides[EMPTY] = lambda: {"ms": timed(lambda: client.get("/nothing"))[0]}
    return sides


def _requests(seen: dict[str, dict[str, float]]) -> list[Row]:
    ours, peer, cached = seen[OURS], seen[PEER], seen[CACHED]
    launch = "launch request, warm"
    return [
        Row(launch, ours["launch"], "ms", PEER, peer["launch"], at_least_times=LEAST_TIMES),
        Row(launch, ours["launch"], "ms", CACHED, cached["launch"]),
        Row("launch request, warm", ours["launch"], "ms", EMPTY, seen[EMPTY]["ms"]),
        Row("login request", ours["login"], "ms", PEER, peer["login"]),
        Row("statements in a launch", ours["launch_sql"], "SQL", PEER, peer["launch_sql"], at_most=MOST_SQL),
        Row("statements in a login", ours["login_sql"], "SQL", PEER, peer["login_sql"]),
    ]


def _whole_launches(seen: dict[str, dict[str, float]]) -> list[Row]:
    each = {name: 1000 / (seen[name]["login"] + seen[name]["launch"]) for name in (OURS, PEER)}
    return [Row("logins with launch, one thread", each[OURS], "/s", PEER, each[PEER])]


def _check(platform: FakePlatform, rounds: int) -> Row:
    """All that is checked of a token, beside the one step nobody can leave out: the signature's RSA."""
    token = platform.id_token()
    login, registration, keys = (
        platform.transaction(),
        platform.registration(),
        KeyStore(RequestsFetcher(), now=time.time),
    )
    content, _, signature = token.rpartition(".")
    raw, signed = urlsafe_b64decode(signature + "=="), content.encode()
    key = load_pem_public_key(platform.key.public_pem())
    assert isinstance(key, RSAPublicKey)

    def verify() -> None:
        for _ in range(AT_ONCE):
            protocol.verify(token, transaction=login, registration=registration, keys=keys, now=time.time())

    def rsa() -> None:
        for _ in range(AT_ONCE):
            key.verify(raw, signed, PKCS1v15(), SHA256())

    seen = interleaved({OURS: lambda: _micros(verify), "rsa": lambda: _micros(rsa)}, rounds)
    return Row("verify() of a token", seen[OURS]["µs"], "µs", "RSA-2048 alone", seen["rsa"]["µs"])


def _micros(work: Callable[[], None]) -> Figures:
    return {"µs": timed(work)[0] * 1000 / AT_ONCE}
