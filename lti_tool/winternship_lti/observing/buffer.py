"""Keeps what was noticed until it is time to write it: the newest of each platform, and each refusal with its count."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

from django.utils import timezone

SECONDS_BETWEEN_HEALTH = 60.0
SECONDS_BETWEEN_REFUSALS = 1.0
SAMPLES = 9  # of the clock: the median of a few is not moved by one page that stood open for minutes
MOST_REFUSALS = 200  # different ones between two writings; more are an attack, and counted by none


class Refused(NamedTuple):
    """Why something was refused; equal ones are counted."""

    registration_pk: int | None
    step: str
    code: str
    clause: str
    detail: str


@dataclass(slots=True)
class Batch:
    """What is to be written now: columns by platform, key sets by address, refusals, notice services."""

    health: dict[int, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    refusals: Counter[Refused] = field(default_factory=Counter)
    services: dict[tuple[int, str], str] = field(default_factory=dict)
    at: dt.datetime = field(default_factory=timezone.now)

    def __bool__(self) -> bool:
        return bool(self.health or self.keys or self.refusals or self.services)


class Buffer:
    """All that was noticed in this process and is not written yet; thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting = Batch()
        self._clocks: dict[int, deque[float]] = {}
        self._services: dict[tuple[int, str], str] = {}
        self._health_at: dict[int, float] = {}
        self._refusals_at = float("-inf")
        self._due_at = float("inf")

    def note(self, registration_pk: int, **columns: Any) -> None:
        """Keep the newest values of columns of one platform."""
        with self._lock:
            self._note(registration_pk, columns)

    def note_clock(self, registration_pk: int, skew: float) -> None:
        """Take one sample of how many seconds the platform's clock is ahead."""
        with self._lock:
            samples = self._clocks.setdefault(registration_pk, deque(maxlen=SAMPLES))
            samples.append(skew)
            self._note(registration_pk, {"clock_skew": round(median(samples), 1)})

    def note_keys(self, url: str, **columns: Any) -> None:
        """Keep what became of the newest question for a key set; how often that is, the key store limits."""
        with self._lock:
            self._waiting.keys[url] = columns
            self._due_at = float("-inf")

    def note_service(self, registration_pk: int, deployment_id: str, url: str) -> None:
        """Keep the notice service of a deployment, if it was not seen before."""
        key = (registration_pk, deployment_id)
        with self._lock:
            if self._services.get(key) != url:
                self._services[key] = self._waiting.services[key] = url
                self._due_at = float("-inf")

    def count(self, refused: Refused) -> None:
        """Count a refusal."""
        with self._lock:
            if refused in self._waiting.refusals or len(self._waiting.refusals) < MOST_REFUSALS:
                self._waiting.refusals[refused] += 1
                self._due_at = min(self._due_at, self._refusals_at + SECONDS_BETWEEN_REFUSALS)

    def take(self, *, everything: bool = False) -> Batch:
        """Give away what is due, or everything; what was given away is forgotten here."""
        now = self._clock()
        if now < self._due_at and not everything:  # read without the lock: the common case costs nothing
            return Batch()
        with self._lock:
            return self._take(now, everything)

    def _note(self, registration_pk: int, columns: dict[str, Any]) -> None:
        self._waiting.health.setdefault(registration_pk, {}).update(columns)
        written = self._health_at.get(registration_pk, float("-inf"))
        self._due_at = min(self._due_at, written + SECONDS_BETWEEN_HEALTH)

    def _take(self, now: float, everything: bool) -> Batch:
        waiting, self._waiting = self._waiting, Batch()
        if not everything:
            for pk in list(waiting.health):
                if now < self._health_at.get(pk, float("-inf")) + SECONDS_BETWEEN_HEALTH:
                    self._waiting.health[pk] = waiting.health.pop(pk)
            if now < self._refusals_at + SECONDS_BETWEEN_REFUSALS:
                waiting.refusals, self._waiting.refusals = self._waiting.refusals, waiting.refusals
        self._health_at.update(dict.fromkeys(waiting.health, now))
        if waiting.refusals:
            self._refusals_at = now
        due = [self._health_at[pk] + SECONDS_BETWEEN_HEALTH for pk in self._waiting.health]
        if self._waiting.refusals:
            due.append(self._refusals_at + SECONDS_BETWEEN_REFUSALS)
        self._due_at = min(due, default=float("inf"))
        waiting.at = timezone.now()
        return waiting
