"""A launch is what everyone waits for, every time: ours beside that of PyLTI1p3, in one process and one run.

Both are asked by the same platform (the practice LMS, a third-party one, in a process of its own), for the same
person and place, known already, and go through the same Django, middleware and SQLite file. PyLTI1p3 keeps the claims
in a session; we consume the login, compare person, place and role with what is stored, and write a visit.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import requests
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from benchmarks.results import Row
from benchmarks.timing import Figures, interleaved, timed
from benchmarks.tool.door import Door, our_door, tool_client
from benchmarks.tool.practice_platform import practice_platform
from benchmarks.tool.start import TARGET, VAR, register, running_tool
from winternship_lti.protocol import launch as protocol
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import FakePlatform

LAUNCH = "launch request, warm"
OURS, PEER, EMPTY = "ours", "PyLTI1p3", "an empty page"
BARE = f"{PEER}, platform's keys from a bare file server"
# The peer set up otherwise (see tool/pylti.py): each shows what one choice of the mark's row is worth.
OTHERWISE = {
    "dict": f"{PEER}, registrations in a dict at module level",
    "tables-each-time": f"{PEER}, registrations read at each launch",
    "kept-keys": f"{PEER}, its optional key cache",
    "dict-kept-keys": f"{PEER}, its optional key cache and a dict",
}
ROUNDS, QUICK_ROUNDS = 250, 3
AT_ONCE = 20  # verifications in one sample: a single one is too short for the clock
LEAST_TIMES, MOST_SQL = 5, 4  # the marks
Seen = Mapping[str, Mapping[str, float]]


def measure(*, quick: bool = False) -> list[Row]:
    """Rows about login, launch and the check of a token; `quick` only shows that all can be measured."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    with (
        running_tool() as bare,
        TemporaryDirectory(prefix="bench-", dir=VAR) as folder,
        practice_platform(Path(folder), TARGET) as platform,
    ):
        register(platform)
        seen = interleaved(_sides(platform, bare), rounds)
        return [*_launches(seen), *_requests(seen), _fetch(platform, bare, rounds), _check(platform, rounds)]


def _sides(platform: FakePlatform, bare: FakePlatform) -> dict[str, Callable[[], Figures]]:
    client = tool_client()

    def peer(setup: str, of: FakePlatform) -> Callable[[], Figures]:
        return _warm(Door(of, client, f"/pylti/{setup}/login", f"/pylti/{setup}/launch").figures)

    return {
        OURS: _warm(our_door(platform).figures),
        PEER: peer("default", platform),
        BARE: peer("default", bare),
        **{name: peer(setup, platform) for setup, name in OTHERWISE.items()},
        EMPTY: _warm(lambda: {"launch": timed(lambda: client.get("/nothing"))[0]}),
    }


def _warm(side: Callable[[], Figures]) -> Callable[[], Figures]:
    # Only here do many tools share a process: none shall pay for another's code in the processor's caches.
    def second_time() -> Figures:
        side()
        return side()

    return second_time


def _launches(seen: Seen) -> list[Row]:
    ours = seen[OURS]["launch"]
    beside = (BARE, *OTHERWISE.values(), EMPTY)
    return [
        Row(LAUNCH, ours, "ms", PEER, seen[PEER]["launch"], at_least_times=LEAST_TIMES),
        *(Row(LAUNCH, ours, "ms", name, seen[name]["launch"]) for name in beside),
    ]


def _requests(seen: Seen) -> list[Row]:
    ours, peer = seen[OURS], seen[PEER]
    a_second = {name: 1000 / (seen[name]["login"] + seen[name]["launch"]) for name in (OURS, PEER)}
    return [
        Row("login request", ours["login"], "ms", PEER, peer["login"]),
        Row("statements in a launch", ours["launch_sql"], "SQL", PEER, peer["launch_sql"], at_most=MOST_SQL),
        Row("statements in a login", ours["login_sql"], "SQL", PEER, peer["login_sql"]),
        Row("logins with launch, one thread", a_second[OURS], "/s", PEER, a_second[PEER]),
    ]


def _fetch(platform: FakePlatform, bare: FakePlatform, rounds: int) -> Row:
    """What PyLTI1p3 waits for in each launch, and we once an hour."""

    def once(of: FakePlatform) -> Figures:
        # As the library does it: with a session of its own for each launch, so over a new connection.
        return {"ms": timed(lambda: requests.Session().get(of.jwks_url).raise_for_status())[0]}

    seen = interleaved({OURS: lambda: once(platform), BARE: lambda: once(bare)}, rounds)
    return Row(
        "fetch of the practice LMS's keys", seen[OURS]["ms"], "ms", "a bare file server", seen[BARE]["ms"]
    )


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
