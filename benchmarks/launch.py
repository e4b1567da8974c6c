"""A launch is what everyone waits for, every time: ours beside those of three libraries, in one run.

All are asked by the same platform (the practice LMS, a third-party one, in a process of its own), for the same
person and place, known already, and go through the same Django and middleware, in one process: but PyLTI1p3next,
which has the import name of PyLTI1p3, is in a second one. PyLTI1p3 keeps the claims in a session; we consume the login,
compare person, place and role with what is stored, and write a visit; django-lti stores person, place and role anew.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import requests
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from benchmarks.results import Row
from benchmarks.timing import Figures, interleaved, p95, samples, timed
from benchmarks.tool.browser import OwnBrowser
from benchmarks.tool.door import Door, our_door, tool_client
from benchmarks.tool.next_process import running_next
from benchmarks.tool.next_venv import next_python
from benchmarks.tool.practice_platform import practice_platform
from benchmarks.tool.start import TARGET, VAR, register, running_tool
from winternship_lti.protocol import launch as protocol
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import FakePlatform

LAUNCH, LAUNCH_P95 = "launch request, warm", "launch request, 95 of 100 within"
A_SECOND = "logins with launch, one thread"
OURS, PEER, EMPTY = "ours", "PyLTI1p3", "an empty page"
NEXT, DJANGO_LTI = "pylti1p3next", "django-lti"
PEERS = (PEER, NEXT, DJANGO_LTI)
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
Seen = Mapping[str, Mapping[str, list[float]]]
Sides = dict[str, Callable[[], Figures]]


def measure(*, quick: bool = False) -> list[Row]:
    """Rows about login, launch and the check of a token; `quick` only shows that all can be measured."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    with (
        running_tool() as bare,
        TemporaryDirectory(prefix="bench-", dir=VAR) as folder,
        practice_platform(Path(folder), TARGET) as platform,
    ):
        register(platform)
        with _next_side(Path(folder), platform) as next_side:
            seen = samples(_sides(platform, bare) | next_side, rounds)
        return [*_launches(seen), *_requests(seen), _fetch(platform, bare, rounds), _check(platform, rounds)]


@contextmanager
def _next_side(folder: Path, platform: FakePlatform) -> Iterator[Sides]:
    """PyLTI1p3next, or nothing when its environment cannot be made."""
    python = next_python()
    if python is None:
        yield {}
        return
    with running_next(python, folder, platform) as browser:
        yield {NEXT: _warm(Door(platform, browser, "/pylti/default/login", "/pylti/default/launch").figures)}


def _sides(platform: FakePlatform, bare: FakePlatform) -> Sides:
    from benchmarks.tool import django_lti  # its models can be imported only after the set-up

    client = tool_client()
    browser = OwnBrowser(client)
    other = Door(platform, browser, django_lti.register(platform), "/django-lti/launch", tries_cookies=True)

    def peer(setup: str, of: FakePlatform) -> Callable[[], Figures]:
        return _warm(Door(of, browser, f"/pylti/{setup}/login", f"/pylti/{setup}/launch").figures)

    return {
        OURS: _warm(our_door(platform, client).figures),
        PEER: peer("default", platform),
        DJANGO_LTI: _warm(other.figures),
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
    middle = {name: median(figures["launch"]) for name, figures in seen.items()}
    slow = {name: p95(figures["launch"]) for name, figures in seen.items()}
    peers = _peers(seen)
    beside = (*peers[1:], BARE, *OTHERWISE.values(), EMPTY)
    return [
        Row(LAUNCH, middle[OURS], "ms", PEER, middle[PEER], at_least_times=LEAST_TIMES),
        *(Row(LAUNCH, middle[OURS], "ms", name, middle[name]) for name in beside),
        *(Row(LAUNCH_P95, slow[OURS], "ms", name, slow[name]) for name in peers),
    ]


def _requests(seen: Seen) -> list[Row]:
    """What comes with a launch: its login, its statements, and how many of both fit in a second."""
    middle = {
        side: {what: median(values) for what, values in seen[side].items()} for side in seen if side != EMPTY
    }
    ours, peers = middle[OURS], _peers(seen)
    marks = {PEER: MOST_SQL}
    launch_sql, login_sql = "statements in a launch", "statements in a login"
    return [
        *(Row("login request", ours["login"], "ms", name, middle[name]["login"]) for name in peers),
        *(
            Row(
                launch_sql,
                ours["launch_sql"],
                "SQL",
                name,
                middle[name]["launch_sql"],
                at_most=marks.get(name),
            )
            for name in peers
        ),
        *(Row(login_sql, ours["login_sql"], "SQL", name, middle[name]["login_sql"]) for name in peers),
        *(Row(A_SECOND, _a_second(seen, OURS), "/s", name, _a_second(seen, name)) for name in peers),
    ]


def _peers(seen: Seen) -> list[str]:
    return [name for name in PEERS if name in seen]


def _a_second(seen: Seen, name: str) -> float:
    """Logins with launch in a second of one thread: of all rounds, so slow ones count too."""
    login, launch = seen[name]["login"], seen[name]["launch"]
    return 1000 * len(launch) / (sum(login) + sum(launch))


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
