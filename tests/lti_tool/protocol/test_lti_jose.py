"""Our own keys: made, kept, published and used, checked by another implementation."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from winternship_lti.protocol import jose


@pytest.fixture(scope="module")
def key() -> jose.ToolKey:
    return jose.generate_tool_key()


def published(key: jose.ToolKey) -> dict[str, Any]:
    keys = jose.public_jwks([key])["keys"]
    assert isinstance(keys, list)
    return dict(keys[0])


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_what_is_signed_can_be_checked_with_what_is_published(key: jose.ToolKey) -> None:
    jwk = published(key)
    header, payload, signature = jose.sign({"iss": "tool-1", "n": 1}, key).split(".")
    numbers = RSAPublicNumbers(*(int.from_bytes(decoded(jwk[name])) for name in "en"))
    numbers.public_key().verify(decoded(signature), f"{header}.{payload}".encode(), PKCS1v15(), SHA256())
    assert json.loads(decoded(header)) == {"alg": "RS256", "typ": "JWT", "kid": jwk["kid"]}
    assert json.loads(decoded(payload)) == {"iss": "tool-1", "n": 1}


def test_nothing_private_is_published(key: jose.ToolKey) -> None:
    jwk = published(key)
    assert set(jwk) == {"kty", "n", "e", "kid", "use", "alg"}
    assert (jwk["kty"], jwk["use"], jwk["alg"]) == ("RSA", "sig", "RS256")
    assert len(decoded(jwk["n"])) == 256


def test_a_kept_key_comes_back_the_same(key: jose.ToolKey) -> None:
    again = jose.load_tool_key(jose.dump_tool_key(key))
    assert again.kid == key.kid
    assert published(again) == published(key)
    assert jose.sign({"a": 1}, again) == jose.sign({"a": 1}, key)


def test_the_name_of_a_key_follows_from_the_key(key: jose.ToolKey) -> None:
    assert len(decoded(key.kid)) == 32
    assert jose.generate_tool_key().kid != key.kid


def test_our_own_check_reads_our_own_signature(key: jose.ToolKey) -> None:
    platform_key = jose.platform_key(published(key))
    assert platform_key is not None
    assert jose.verify_rs256(jose.sign({"a": "é"}, key), platform_key) == {"a": "é"}


def test_a_key_says_nothing_of_itself_but_its_name(key: jose.ToolKey) -> None:
    assert repr(key) == f"ToolKey(kid={key.kid!r})"


@pytest.mark.parametrize(
    "pem", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_text_that_holds_no_key_is_refused(pem: str) -> None:
    with pytest.raises(ValueError):
        jose.load_tool_key(pem)


def test_not_a_number_cannot_be_signed(key: jose.ToolKey) -> None:
    with pytest.raises(ValueError):
        jose.sign({"score": float("nan")}, key)
