"""So that a launch hardly ever waits for the platform's keys, and a broken answer never poisons them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Protocol

from . import jose, strict_json
from .errors import KidUnknown, PlatformKeysUnavailable
from .values import shown

MINUTE: Final = 60.0
HOUR: Final = 60 * MINUTE
DEFAULT_TTL: Final = HOUR
SHORTEST_TTL, LONGEST_TTL = 5 * MINUTE, 24 * HOUR
STALE_IF_ERROR: Final = 24 * HOUR
COOLDOWN: Final = 10.0  # seconds between two questions to one address
_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NO_STORE: Final = re.compile(r"(?:^|[\s,])no-(?:store|cache)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JwksResponse:
    """An answer of a key address, good or bad. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher(Protocol):
    """The one way in which keys come in from outside."""

    def fetch(self, url: str) -> JwksResponse:
        """Ask once, bound in time and size. Raises PlatformKeysUnavailable when there is no answer."""


class KeySource(Protocol):
    """What `launch.verify` needs of a `KeyStore`."""

    def get(self, url: str, kid: str) -> jose.PlatformKey:
        """The key of this name. Raises KidUnknown or PlatformKeysUnavailable."""


@dataclass(frozen=True, slots=True)
class _KeySet:
    keys: Mapping[str, jose.PlatformKey]
    fresh_until: float
    usable_until: float


@dataclass(slots=True)
class _Slot:
    """All that is known of one address; `key_set` is replaced whole, so it may be read without the lock."""

    lock: Lock = field(default_factory=Lock)
    key_set: _KeySet | None = None
    asked_at: float = float("-inf")
    failure: str = ""


class KeyStore:
    """Parsed platform keys per address, for all threads of a process.

    Keys are kept as long as the answer says (`max-age`, between 5 minutes and 24 hours; an hour when it
    says nothing). A `kid` that is not known makes one new question per 10 seconds and address. While one
    thread asks, the others wait for its answer. When the answer is bad, keys known from before stay good
    for another 24 hours. `told` hears of every question: the address, and what was wrong with the answer or "".
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        now: Callable[[], float],
        max_addresses: int = 5000,
        told: Callable[[str, str], None] | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._now = now
        self._told = told
        self._max_addresses = max_addresses
        self._slots: dict[str, _Slot] = {}
        self._slots_lock = Lock()

    def get(self, url: str, kid: str) -> jose.PlatformKey:
        """The key called `kid` at `url` [Sec 6.3]. Raises KidUnknown or PlatformKeysUnavailable."""
        slot = self._slots.get(url) or self._new_slot(url)
        return _fresh_key(slot.key_set, kid, self._now()) or self._ask(slot, url, kid)

    def prefetch(self, url: str) -> None:
        """Fetch the keys of `url` unless fresh ones are known: a launch that follows need not wait."""
        slot = self._slots.get(url) or self._new_slot(url)
        with slot.lock:
            now = self._now()
            if (slot.key_set is None or now >= slot.key_set.fresh_until) and now - slot.asked_at >= COOLDOWN:
                self._refresh(slot, url)

    def _new_slot(self, url: str) -> _Slot:
        with self._slots_lock:
            # Open edX gives every activity an address of its own: the oldest go when there are too many.
            while len(self._slots) >= self._max_addresses and url not in self._slots:
                del self._slots[next(iter(self._slots))]
            return self._slots.setdefault(url, _Slot())

    def _ask(self, slot: _Slot, url: str, kid: str) -> jose.PlatformKey:
        with slot.lock:
            now = self._now()
            key = _fresh_key(slot.key_set, kid, now)  # another thread may have asked while this one waited
            if key is None and now - slot.asked_at >= COOLDOWN:
                self._refresh(slot, url)
                now = self._now()
            key_set = slot.key_set
            if key is None and key_set is not None and now < key_set.usable_until:
                key = key_set.keys.get(kid)
        if key is not None:
            return key
        if slot.failure:
            raise PlatformKeysUnavailable(slot.failure)
        raise KidUnknown(f"received kid {shown(kid, 40)}, needed is one that the platform publishes")

    def _refresh(self, slot: _Slot, url: str) -> None:
        slot.asked_at = self._now()
        try:
            response = self._fetcher.fetch(url)
            keys = parse_jwks(response)
        except PlatformKeysUnavailable as error:
            slot.failure = error.detail
        else:
            fresh_until = self._now() + time_to_live(response.headers)
            slot.key_set = _KeySet(keys, fresh_until, fresh_until + STALE_IF_ERROR)
            slot.failure = ""
        if self._told is not None:
            self._told(url, slot.failure)


def _fresh_key(key_set: _KeySet | None, kid: str, now: float) -> jose.PlatformKey | None:
    return key_set.keys.get(kid) if key_set is not None and now < key_set.fresh_until else None


def parse_jwks(response: JwksResponse) -> dict[str, jose.PlatformKey]:
    """The usable keys by name [RFC 7517 5]. Raises PlatformKeysUnavailable for anything but a good answer.

    Keys of another type or use, without a name or too short are skipped [RFC 7517 5]; of two keys with one
    name the first usable one counts. The content type is not looked at: platforms send key sets as text or
    as a download.
    """
    if response.status != 200:
        raise PlatformKeysUnavailable(f"received HTTP status {response.status}, needed is 200")
    try:
        listed = strict_json.loads_object(response.body).get("keys")
    except ValueError as error:
        raise PlatformKeysUnavailable("received something else than a JSON object") from error
    keys: dict[str, jose.PlatformKey] = {}
    for jwk in listed if isinstance(listed, list) else ():
        kid = jwk.get("kid") if isinstance(jwk, dict) else None
        if isinstance(kid, str) and kid not in keys and (key := jose.platform_key(jwk)):
            keys[kid] = key
    if not keys:
        raise PlatformKeysUnavailable("received no named RSA signing key of 2048 to 8192 bits")
    return keys


def time_to_live(headers: Mapping[str, str]) -> float:
    """Seconds to keep an answer: `max-age` from 5 minutes to 24 hours, else an hour [RFC 9111 5.2.2.1]."""
    cache_control = headers.get("cache-control", "")
    if _NO_STORE.search(cache_control):
        return SHORTEST_TTL
    found = _MAX_AGE.search(cache_control)
    return min(max(float(found[1]), SHORTEST_TTL), LONGEST_TTL) if found else DEFAULT_TTL
