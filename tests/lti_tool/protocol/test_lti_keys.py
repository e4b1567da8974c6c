"""Platform keys: asked seldom, kept well, and never poisoned by a bad answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import keys as module
from winternship_lti.protocol.claims import Launch
from winternship_lti.protocol.errors import KidUnknown, PlatformKeysUnavailable
from winternship_lti.protocol.keys import JwksResponse, KeyStore, parse_jwks, time_to_live
from winternship_lti.testing import FakePlatform, SigningKey

URL = "https://platform.example/jwks"


@dataclass
class Clock:
    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds

    def after(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class Source:
    """A key address whose answer can be changed; counts its questions."""

    keys: dict[str, SigningKey] = field(default_factory=lambda: {"key-1": SigningKey()})
    headers: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    asked: int = 0

    def fetch(self, url: str) -> JwksResponse:
        self.asked += 1
        if self.broken:
            return JwksResponse(500, {}, b"")
        listed = [key.jwk(kid=kid) for kid, key in self.keys.items()]
        return JwksResponse(200, self.headers, json.dumps({"keys": listed}).encode())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def store(source: Source, clock: Clock) -> KeyStore:
    return KeyStore(source, now=clock)


class TestAsking:
    def test_warm_launches_ask_nothing(self, store: KeyStore, source: Source) -> None:
        first = store.get(URL, "key-1")
        assert all(store.get(URL, "key-1") is first for _ in range(100))
        assert source.asked == 1

    @pytest.mark.parametrize(
        ("cache_control", "fresh"),
        [
            ("", 3600),
            ("max-age=60", 300),
            ("public, max-age=7200", 7200),
            ("max-age=999999999", 86400),
            ("no-store", 300),
        ],
    )
    def test_keys_are_asked_again_when_their_time_is_over(
        self, store: KeyStore, source: Source, clock: Clock, cache_control: str, fresh: float
    ) -> None:
        source.headers = {"cache-control": cache_control}
        store.get(URL, "key-1")
        clock.after(fresh - 1)
        store.get(URL, "key-1")
        assert source.asked == 1
        clock.after(1)
        store.get(URL, "key-1")
        assert source.asked == 2

    def test_a_new_key_is_found_by_one_more_question(
        self, store: KeyStore, source: Source, clock: Clock
    ) -> None:
        store.get(URL, "key-1")
        source.keys["key-2"] = SigningKey("second")
        clock.after(module.COOLDOWN)
        store.get(URL, "key-2")
        store.get(URL, "key-1")
        assert source.asked == 2

    def test_a_key_taken_away_is_refused_once_the_platform_was_asked(
        self, store: KeyStore, source: Source, clock: Clock
    ) -> None:
        store.get(URL, "key-1")
        source.keys = {"key-2": SigningKey("second")}
        clock.after(module.COOLDOWN)
        store.get(URL, "key-2")
        with pytest.raises(KidUnknown):
            store.get(URL, "key-1")

    def test_a_hundred_unknown_names_make_one_question_per_cooldown(
        self, store: KeyStore, source: Source, clock: Clock
    ) -> None:
        for number in range(100):
            with pytest.raises(KidUnknown):
                store.get(URL, f"random-{number}")
        assert source.asked == 1
        clock.after(module.COOLDOWN)
        for number in range(100):
            with pytest.raises(KidUnknown):
                store.get(URL, f"random-{number}")
        assert source.asked == 2

    def test_unknown_names_do_not_hold_up_another_address(self, store: KeyStore, source: Source) -> None:
        with pytest.raises(KidUnknown):
            store.get(URL, "random")
        store.get(URL + "/2", "key-1")
        assert source.asked == 2

    def test_keys_fetched_ahead_serve_the_launch(self, store: KeyStore, source: Source) -> None:
        store.prefetch(URL)
        store.prefetch(URL)
        store.get(URL, "key-1")
        assert source.asked == 1

    def test_fetching_ahead_never_raises(self, store: KeyStore, source: Source) -> None:
        source.broken = True
        store.prefetch(URL)
        assert source.asked == 1

    def test_the_oldest_address_goes_when_there_are_too_many(self, source: Source, clock: Clock) -> None:
        store = KeyStore(source, now=clock, max_addresses=2)
        for address in ("a", "b", "c", "b", "c"):
            store.get(address, "key-1")
        assert source.asked == 3
        store.get("a", "key-1")
        assert source.asked == 4


class TestBadAnswers:
    def test_a_bad_answer_is_never_kept(self, store: KeyStore, source: Source, clock: Clock) -> None:
        source.broken = True
        with pytest.raises(PlatformKeysUnavailable):
            store.get(URL, "key-1")
        source.broken = False
        clock.after(module.COOLDOWN)
        store.get(URL, "key-1")
        assert source.asked == 2

    def test_once_recovered_an_unknown_name_is_the_launches_fault_again(
        self, store: KeyStore, source: Source, clock: Clock
    ) -> None:
        source.broken = True
        with pytest.raises(PlatformKeysUnavailable):
            store.get(URL, "key-1")
        source.broken = False
        clock.after(module.COOLDOWN)
        with pytest.raises(KidUnknown):
            store.get(URL, "key-2")

    def test_a_broken_address_is_asked_once_per_cooldown(self, store: KeyStore, source: Source) -> None:
        source.broken = True
        for _ in range(20):
            with pytest.raises(PlatformKeysUnavailable):
                store.get(URL, "key-1")
        assert source.asked == 1

    def test_known_keys_stay_good_for_a_day_when_the_platform_breaks(
        self, store: KeyStore, source: Source, clock: Clock
    ) -> None:
        store.get(URL, "key-1")
        source.broken = True
        clock.after(module.DEFAULT_TTL + module.STALE_IF_ERROR - 1)
        store.get(URL, "key-1")
        assert source.asked == 2
        clock.after(1)
        with pytest.raises(PlatformKeysUnavailable):
            store.get(URL, "key-1")

    def test_an_unknown_name_at_a_broken_platform_is_its_fault_not_the_launches(
        self, store: KeyStore, source: Source, clock: Clock
    ) -> None:
        store.get(URL, "key-1")
        source.broken = True
        clock.after(module.COOLDOWN)
        with pytest.raises(PlatformKeysUnavailable):
            store.get(URL, "key-2")
        store.get(URL, "key-1")


def test_many_threads_make_one_question(clock: Clock) -> None:
    entered, release = threading.Event(), threading.Event()
    source = Source()

    class Slow:
        def fetch(self, url: str) -> JwksResponse:
            entered.set()
            release.wait(5)
            return source.fetch(url)

    store = KeyStore(Slow(), now=clock)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(store.get(URL, "key-1"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert entered.wait(5)
    release.set()
    for thread in threads:
        thread.join(5)
    assert source.asked == 1
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


RSA = SigningKey()
ELLIPTIC = {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "key-1"}
SECRET = {"kty": "oct", "k": "c2VjcmV0", "kid": "key-1"}


def response(*listed: object) -> JwksResponse:
    return JwksResponse(200, {}, json.dumps({"keys": listed}).encode())


@pytest.mark.parametrize(
    "jwk",
    [
        RSA.jwk(kid="key-1"),
        RSA.jwk(kid="key-1", alg="RS256", use="sig"),
        RSA.jwk(kid="key-1", key_ops=["verify"]),
        RSA.jwk(kid="key-1", x5c=5, x5t=[], vendor={"a": 1}),
    ],
    ids=["Brightspace: no alg", "complete", "key_ops", "odd members"],
)
def test_a_usable_key_is_taken(jwk: dict[str, object]) -> None:
    assert set(parse_jwks(response(jwk))) == {"key-1"}


BAD_KEYS: dict[str, dict[str, object]] = {
    "for encryption": RSA.jwk(kid="key-1", use="enc"),
    "for another algorithm": RSA.jwk(kid="key-1", alg="RS512"),
    "for another operation": RSA.jwk(kid="key-1", key_ops=["encrypt"]),
    "operations no list": RSA.jwk(kid="key-1", key_ops="verify"),
    "elliptic": ELLIPTIC,
    "secret": SECRET,
    "secret named RSA": SECRET | {"kty": "RSA"},
    "1024 bits": SigningKey("short", 1024).jwk(kid="key-1"),
    "endless": RSA.jwk(kid="key-1", n="A" * 100_000),
    "no name": RSA.jwk(),
    "name no text": RSA.jwk(kid=1),
    "modulus no text": RSA.jwk(kid="key-1", n=5),
    "modulus no base64": RSA.jwk(kid="key-1", n="!" * 342),
    "exponent even": RSA.jwk(kid="key-1", e="AAAA"),
    "exponent missing": RSA.jwk(kid="key-1", e=None),
}


@pytest.mark.parametrize("jwk", BAD_KEYS.values(), ids=BAD_KEYS.keys())
def test_an_unusable_key_is_skipped(jwk: dict[str, object]) -> None:
    with pytest.raises(PlatformKeysUnavailable):
        parse_jwks(response(jwk))
    good = RSA.jwk(kid="key-1", alg="RS256")
    assert parse_jwks(response(jwk, good)).keys() == parse_jwks(response(good, jwk)).keys() == {"key-1"}


def test_of_two_keys_with_one_name_the_first_counts(
    platform: FakePlatform, answer: Callable[..., tuple[int, str]], clock: Clock
) -> None:
    listed = [platform.key.jwk(kid="key-1"), SigningKey("attacker").jwk(kid="key-1")]

    class Doubled:
        def fetch(self, url: str) -> JwksResponse:
            return response(*listed)

    assert answer(platform.id_token(), keys=KeyStore(Doubled(), now=clock)) == (200, "ok")
    listed.reverse()
    assert answer(platform.id_token(), keys=KeyStore(Doubled(), now=clock)) == (401, "signature_invalid")


@pytest.mark.parametrize(
    "answer",
    [
        JwksResponse(500, {}, b""),
        JwksResponse(404, {}, json.dumps({"keys": [RSA.jwk(kid="key-1")]}).encode()),
        JwksResponse(302, {"location": URL}, b""),
        JwksResponse(200, {}, b"<!doctype html>"),
        JwksResponse(200, {}, b""),
        JwksResponse(200, {}, b"{}"),
        JwksResponse(200, {}, b'{"error":"not_found"}'),
        JwksResponse(200, {}, b"[]"),
        JwksResponse(200, {}, b'{"keys":{}}'),
        JwksResponse(200, {}, b'{"keys":[]}'),
        JwksResponse(200, {}, b'{"keys":[null,5,"key",[]]}'),
        JwksResponse(200, {}, b"\xff\xfe"),
    ],
)
def test_anything_but_a_good_answer_is_a_platform_without_keys(answer: JwksResponse) -> None:
    with pytest.raises(PlatformKeysUnavailable) as caught:
        parse_jwks(answer)
    assert caught.value.status == 503


@given(st.text(max_size=60))
def test_any_cache_header_gives_a_bearable_time(value: str) -> None:
    assert module.SHORTEST_TTL <= time_to_live({"cache-control": value}) <= module.LONGEST_TTL


@pytest.fixture
def moving() -> tuple[FakePlatform, Clock]:
    clock = Clock()
    return FakePlatform(now=clock), clock


def test_a_launch_survives_a_rotation(
    moving: tuple[FakePlatform, Clock], verify: Callable[..., Launch]
) -> None:
    platform, clock = moving
    keys = platform.keys()
    verify(platform.id_token(), keys=keys)
    platform.rotate("key-2")
    clock.after(module.COOLDOWN)
    assert verify(platform.id_token(), keys=keys, now=clock()).subject == "user-1"
    assert platform.fetches == 2


def test_a_launch_without_reachable_keys_is_answered_with_503(
    platform: FakePlatform, answer: Callable[..., tuple[int, str]], clock: Clock
) -> None:
    keys = KeyStore(Source(broken=True), now=clock)
    assert answer(platform.id_token(), keys=keys) == (503, "platform_keys_unavailable")
