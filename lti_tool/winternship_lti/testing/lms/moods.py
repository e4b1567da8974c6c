"""So that a platform can be slow, busy, broken and forgetful exactly when a test wants it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from ..errors import Misused
from ..local_server import Reply, Request

SERVICES: Final = (
    "auth",
    "token",
    "jwks",
    "configuration",
    "registration",
    "lineitems",
    "lineitem",
    "scores",
    "results",
    "memberships",
    "picked",
    "notices",
)
EVERY: Final = "*"


@dataclass(frozen=True, slots=True)
class Mood:
    """How one request is treated: done `times` times, then answered, unless it is `lost`, after `wait` seconds.

    With `instead` nothing is done, and this is answered.
    """

    instead: Reply | None = None
    times: int = 1
    lost: bool = False
    wait: float = 0.0


Choice = Mood | Callable[[Request], Mood | None]


def status(code: int) -> Mood:
    """Nothing is done; the answer is this HTTP status, without a body."""
    return Mood(instead=Reply(code))


def broken() -> Mood:
    """Nothing is done; 500."""
    return status(500)


def busy(retry_after: int | None = None) -> Mood:
    """Nothing is done; 429, with `Retry-After` in seconds if given."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Mood(instead=Reply(429, b"", headers))


def slow(seconds: float) -> Mood:
    """Done at once, answered late."""
    return Mood(wait=seconds)


def lost_request() -> Mood:
    """Nothing is done, and the connection closes."""
    return Mood(instead=Reply(lost=True))


def lost_answer() -> Mood:
    """Done, but the connection closes before the answer: the worst kind, as the tool cannot know."""
    return Mood(lost=True)


def twice() -> Mood:
    """Done twice, as when a proxy repeats a request; the answer is that of the second time."""
    return Mood(times=2)


class Moods:
    """The moods that are set; each request takes the first planned one of its service, else the lasting one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.calm()

    def calm(self) -> None:
        """Do everything right from now on."""
        with self._lock:
            self._planned: dict[str, deque[Mood]] = {}
            self._lasting: dict[str, Choice] = {}

    def next(self, service: str, *moods: Mood, times: int = 1) -> None:
        """Treat the next requests of a service like this, one mood each, the whole row `times` times."""
        with self._lock:
            self._planned.setdefault(_known(service), deque()).extend(moods * times)

    def always(self, service: str, choice: Choice) -> None:
        """Treat every request of a service like this, or as the function says for each (None: as it should be)."""
        with self._lock:
            self._lasting[_known(service)] = choice

    def of(self, service: str, request: Request) -> Mood:
        """How to treat this request; what was planned for it is used up."""
        with self._lock:
            for name in (service, EVERY):
                if self._planned.get(name):
                    return self._planned[name].popleft()
            choice = self._lasting.get(service) or self._lasting.get(EVERY)
        found = choice(request) if callable(choice) else choice
        return found or Mood()


def _known(service: str) -> str:
    if service != EVERY and service not in SERVICES:
        raise Misused(f"received the service {service!r}, there are {', '.join(SERVICES)} and {EVERY}")
    return service
