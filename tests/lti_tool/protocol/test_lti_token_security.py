"""Token and security claims: each way in which a launch can be forged, bent or mistimed."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from winternship_lti.protocol import names
from winternship_lti.testing import ABSENT, FakePlatform, SigningKey

Answer = Callable[..., tuple[int, str]]
OTHER_TOOL = "another-tool"
NOW = 1_800_000_000.0  # the time of the `platform` fixture


@pytest.mark.parametrize(
    "alg",
    ["none", "None", "NONE", "HS256", "RS384", "ES256", "PS256", "rs256", "RS256 ", "", 256, None, ["RS256"]],
)
def test_any_algorithm_but_rs256_is_refused_before_a_key_is_looked_up(
    platform: FakePlatform, answer: Answer, alg: object
) -> None:
    token = platform.id_token(header={"alg": alg})
    assert answer(token, keys=platform.keys()) == (401, "alg_not_allowed")
    assert platform.fetches == 0


def test_a_token_keyed_with_the_public_key_is_refused(platform: FakePlatform, answer: Answer) -> None:
    assert answer(platform.id_token(header={"alg": "HS256"})) == (401, "alg_not_allowed")


def test_a_header_without_alg_is_refused(platform: FakePlatform, answer: Answer) -> None:
    assert answer(platform.id_token(header={"alg": ABSENT})) == (401, "alg_not_allowed")


@pytest.mark.parametrize("crit", [["exp"], [], "exp", None, ["b64"]])
def test_a_critical_header_is_refused(platform: FakePlatform, answer: Answer, crit: object) -> None:
    assert answer(platform.id_token(header={"crit": crit, "b64": True})) == (401, "crit_not_allowed")


@pytest.mark.parametrize(
    "header",
    [
        {"jku": "https://evil.example/jwks"},
        {"x5u": "https://evil.example/cert"},
        {"x5c": ["MIIB"]},
        {"jwk": SigningKey("attacker").jwk(kid="key-1")},
        {"jku": 5, "typ": 7, "cty": None, "badtestonly": "12345"},
    ],
    ids=lambda header: next(iter(header)),
)
def test_other_ways_to_bring_a_key_are_never_looked_at(
    platform: FakePlatform, answer: Answer, header: dict[str, object]
) -> None:
    assert answer(platform.id_token(header=header)) == (200, "ok")
    forged = platform.id_token(header=header, key=SigningKey("attacker"))
    assert answer(forged) == (401, "signature_invalid")


@pytest.mark.parametrize("kid", ["", None, 1, ["key-1"], {"kid": "key-1"}])
def test_a_kid_that_names_no_key_is_missing(platform: FakePlatform, answer: Answer, kid: object) -> None:
    assert answer(platform.id_token(header={"kid": kid})) == (401, "kid_missing")


def test_another_key_under_the_same_kid_is_refused(platform: FakePlatform, answer: Answer) -> None:
    assert answer(platform.id_token(key=SigningKey("attacker"))) == (401, "signature_invalid")


def test_a_changed_payload_is_refused(platform: FakePlatform, answer: Answer) -> None:
    header, _, signature = platform.id_token().split(".")
    _, other, _ = platform.id_token(platform.teacher()).split(".")
    assert answer(f"{header}.{other}.{signature}") == (401, "signature_invalid")


def test_a_changed_header_is_refused(platform: FakePlatform, answer: Answer) -> None:
    _, *rest = platform.id_token(header={"typ": ABSENT}).split(".")
    assert answer(".".join([platform.id_token().split(".")[0], *rest])) == (401, "signature_invalid")


@pytest.mark.parametrize(
    ("bend", "expected"),
    [
        (lambda h, p, s: "", (400, "token_malformed")),
        (lambda h, p, s: h, (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{p}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{p}.{s}.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{p}.{s}.{s}.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"!{h}.{p}.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}=.{p}.{s}", (400, "token_malformed")),
        (lambda h, p, s: f".{p}.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{p}é.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{p}\ud800.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}.!!!.{s}", (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{p}.{s[:-4]}", (401, "signature_invalid")),
        (lambda h, p, s: f"{h}.{p}.", (401, "signature_invalid")),
        (lambda h, p, s: f"{h}.{p}.!!!!", (401, "signature_invalid")),
        (lambda h, p, s: f"{h}.{p[:400]}.{s}", (401, "signature_invalid")),
        (lambda h, p, s: f"{h}.{p}." + "A" * 5000, (400, "token_malformed")),
        (lambda h, p, s: f"{h}.{'A' * 1_000_000}.{s}", (400, "token_too_large")),
    ],
    ids=["empty", "one part", "two parts", "four parts", "five parts", "no base64", "padded", "no header",
         "accent", "half a character", "payload no base64", "truncated", "no signature", "signature no base64",
         "payload cut", "signature too long", "1 MB"],
)  # fmt: skip
def test_a_bent_token_is_refused(
    platform: FakePlatform, answer: Answer, bend: Callable[[str, str, str], str], expected: tuple[int, str]
) -> None:
    assert answer(bend(*platform.id_token().split("."))) == expected


@pytest.mark.parametrize(
    "header",
    [b"[]", b"null", b"5", b'"RS256"', b"{", b'{"alg":"RS256","alg":"none"}', b"[" * 3000, b"\xff\xfe"],
)
def test_a_header_that_is_no_json_object_is_refused(
    platform: FakePlatform, answer: Answer, header: bytes
) -> None:
    encoded = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
    assert answer(".".join([encoded, *platform.id_token().split(".")[1:]])) == (400, "token_malformed")


SIGNED_NONSENSE = {
    "array": b"[]",
    "number": b"5",
    "null": b"null",
    "text": b'"claims"',
    "nothing": b"",
    "half an object": b'{"iss":',
    "name twice": b'{"iss":"https://platform.example","iss":"https://evil.example"}',
    "name twice, deeper": b'{"a":{"b":1,"b":2}}',
    "NaN": b'{"exp":NaN}',
    "Infinity": b'{"exp":-Infinity}',
    "not UTF-8": b'{"name":"\xff"}',
    "UTF-16": '{"iss":"x"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"iss":"x"}',
    "endless nesting": b'{"a":' * 4000 + b"1" + b"}" * 4000,
    "endless number": b'{"exp":' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("payload", SIGNED_NONSENSE.values(), ids=SIGNED_NONSENSE.keys())
def test_signed_content_that_is_no_plain_object_is_refused(
    platform: FakePlatform, answer: Answer, payload: bytes
) -> None:
    assert answer(platform.sign(payload)) == (400, "claims_malformed")


def test_a_signed_name_given_twice_cannot_hide_the_issuer(platform: FakePlatform, answer: Answer) -> None:
    claims = json.dumps(platform.security_claims() | platform.student())
    doubled = claims[:-1] + ', "sub": "someone-else"}'
    assert answer(platform.sign(doubled.encode())) == (400, "claims_malformed")


@pytest.mark.parametrize(
    "issuer",
    [
        "https://platform.example/",
        "https://PLATFORM.example",
        "https://other.example",
        "",
        None,
        5,
        ["https://platform.example"],
        ABSENT,
    ],
)
def test_an_issuer_that_is_not_exactly_the_registered_one_is_refused(
    answer_to: Answer, issuer: object
) -> None:
    assert answer_to({"iss": issuer}) == (401, "iss_mismatch")


def test_a_login_of_another_registration_is_refused(platform: FakePlatform, answer: Answer) -> None:
    for other in ({"issuer": "https://other.example"}, {"client_id": OTHER_TOOL}):
        transaction = replace(platform.transaction(), **other)
        assert answer(platform.id_token(), transaction=transaction) == (401, "state_mismatch")


@pytest.mark.parametrize(
    "audience",
    [OTHER_TOOL, "", [], None, 5, True, {"tool-1": 1}, [OTHER_TOOL], ABSENT, "tool-1 ", [["tool-1"]],
     ["tool-1", OTHER_TOOL], [OTHER_TOOL, "tool-1"], ["tool-1", None], ["tool-1", {}]],
)  # fmt: skip
@pytest.mark.parametrize("azp", [ABSENT, "tool-1"])
def test_an_audience_that_is_not_this_tool_alone_is_refused(
    answer_to: Answer, audience: object, azp: object
) -> None:
    assert answer_to({"aud": audience, "azp": azp}) == (401, "aud_mismatch")


def test_a_list_of_this_tool_alone_is_an_audience(answer_to: Answer) -> None:
    assert answer_to({"aud": ["tool-1"]}) == (200, "ok")


def test_a_second_audience_is_taken_only_when_trusted_and_with_azp(
    platform: FakePlatform, answer_to: Answer
) -> None:
    trusting = platform.registration(trusted=(OTHER_TOOL,))
    both = {"aud": [OTHER_TOOL, "tool-1"]}
    assert answer_to(both | {"azp": "tool-1"}, registration=trusting) == (200, "ok")
    assert answer_to(both, registration=trusting) == (401, "azp_mismatch")
    assert answer_to(both | {"azp": OTHER_TOOL}, registration=trusting) == (401, "azp_mismatch")


@pytest.mark.parametrize("azp", [OTHER_TOOL, "", 5, ["tool-1"]])
def test_a_token_handed_to_another_party_is_refused(answer_to: Answer, azp: object) -> None:
    assert answer_to({"azp": azp}) == (401, "azp_mismatch")


@pytest.mark.parametrize("name", ["exp", "iat"])
@pytest.mark.parametrize("value", [ABSENT, None, "1800000300", True, [], {}, -1, 1e15, 10**40])
def test_a_time_that_is_no_number_of_seconds_is_refused(answer_to: Answer, name: str, value: object) -> None:
    assert answer_to({name: value}) == (401, "times_invalid")


@pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
def test_an_endless_time_is_refused(platform: FakePlatform, answer: Answer, name: str) -> None:
    claims = json.dumps(platform.security_claims() | platform.student() | {name: 0})
    assert answer(platform.sign(claims.replace(f'"{name}": 0', f'"{name}": 1e999').encode())) == (
        401,
        "times_invalid",
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"exp": NOW - 5}, (200, "ok")),
        ({"exp": NOW - 59.5}, (200, "ok")),
        ({"exp": NOW - 60}, (401, "token_expired")),
        ({"exp": NOW - 120}, (401, "token_expired")),
        ({"iat": NOW + 10}, (200, "ok")),
        ({"iat": NOW + 60}, (200, "ok")),
        ({"iat": NOW + 61}, (401, "token_from_future")),
        ({"iat": NOW + 600, "exp": NOW + 900}, (401, "token_from_future")),
        ({"iat": NOW - 600}, (200, "ok")),
        ({"iat": NOW - 601}, (401, "token_too_old")),
        ({"iat": NOW - 2 * 86400, "exp": NOW + 86400}, (401, "token_too_old")),
        ({"nbf": NOW}, (200, "ok")),
        ({"nbf": NOW + 61}, (401, "token_from_future")),
        ({"nbf": "soon"}, (401, "times_invalid")),
        ({"iat": NOW - 0.25, "exp": NOW + 59.75}, (200, "ok")),
    ],
)
def test_times_count_with_a_minute_of_leeway(
    answer_to: Answer, changes: dict[str, object], expected: tuple[int, str]
) -> None:
    assert answer_to(changes) == expected


@pytest.mark.parametrize(
    "nonce", [ABSENT, None, "", "of another login", 5, ["nonce-of-this-login"], "nönce", "\ud800"]
)
def test_a_nonce_that_is_not_of_this_login_is_refused(answer_to: Answer, nonce: object) -> None:
    assert answer_to({"nonce": nonce}) == (401, "nonce_mismatch")


@pytest.mark.parametrize("sent", ["", ABSENT])
def test_a_login_without_nonce_lets_nothing_in(
    platform: FakePlatform, answer_to: Answer, sent: object
) -> None:
    empty = replace(platform.transaction(), nonce="")
    assert answer_to({"nonce": sent}, transaction=empty) == (401, "nonce_mismatch")


def test_the_deployment_that_the_login_named_must_come_back(platform: FakePlatform, answer: Answer) -> None:
    token = platform.id_token()
    assert answer(token, transaction=platform.transaction(deployment_hint="1")) == (200, "ok")
    assert answer(token, transaction=platform.transaction(deployment_hint="2")) == (
        401,
        "deployment_mismatch",
    )


def test_nothing_of_an_unsigned_token_reaches_the_message(
    platform: FakePlatform, verify: Callable[..., object]
) -> None:
    claims = platform.student() | {"name": "Very Private", names.ROLES: "Very Private"}
    for token in (platform.id_token(claims, key=SigningKey("attacker")), platform.id_token(claims)):
        with pytest.raises(Exception) as caught:
            verify(token)
        assert token[:20] not in str(caught.value)
        assert platform.nonce not in str(caught.value)
