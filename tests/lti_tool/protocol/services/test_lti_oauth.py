"""Access tokens: what is asked, and what an answer means."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

from winternship_lti.protocol import jose, names
from winternship_lti.protocol.errors import LtiError, ServiceUnavailable, TokenRefused
from winternship_lti.protocol.http import Answer
from winternship_lti.protocol.services import oauth

NOW = 1_800_000_000.0
ASKED = (names.SCOPE_SCORE, names.SCOPE_LINEITEM)


def answer(status: int = 200, body: object = b"", **headers: str) -> Answer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, headers, content)


def read(given: Answer) -> oauth.AccessToken:
    return oauth.read_token(given, asked=ASKED, now=NOW)


def test_an_assertion_holds_one_audience_a_name_and_a_short_life() -> None:
    claims = oauth.assertion_claims(
        "tool-1", "https://platform.example/token", jti="j1", now=NOW, lifetime=60
    )
    assert claims == {
        "iss": "tool-1",
        "sub": "tool-1",
        "aud": "https://platform.example/token",
        "iat": int(NOW) - 5,
        "exp": int(NOW) + 55,
        "jti": "j1",
    }


@pytest.mark.parametrize("lifetime", [0, 59, 301, -60])
def test_a_life_outside_one_to_five_minutes_is_refused(lifetime: float) -> None:
    with pytest.raises(ValueError, match="60 to 300"):
        oauth.assertion_claims("tool-1", "aud", jti="j", now=NOW, lifetime=lifetime)


def test_the_deployment_is_named_when_given() -> None:
    claims = oauth.assertion_claims("tool-1", "aud", jti="j", now=NOW, deployment_id="7")
    assert claims[names.DEPLOYMENT_ID] == "7"


def test_the_form_carries_the_assertion_and_sorted_scopes() -> None:
    form = parse_qs(oauth.token_form("a.b.c", ASKED).decode())
    assert form == {
        "grant_type": ["client_credentials"],
        "client_assertion_type": ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
        "client_assertion": ["a.b.c"],
        "scope": [" ".join(sorted(ASKED))],
    }


def test_an_answer_becomes_a_token_with_the_scopes_granted() -> None:
    body = {"access_token": "t", "token_type": "Bearer", "expires_in": 3600, "scope": names.SCOPE_SCORE}
    token = read(answer(body=body))
    assert (token.value, token.scopes, token.expires_at) == ("t", (names.SCOPE_SCORE,), NOW + 3600)
    assert token.is_fresh(NOW + 3539)
    assert not token.is_fresh(NOW + 3540)
    assert "'t'" not in repr(token)


@pytest.mark.parametrize(
    ("life", "seconds"), [("600", 600), (None, 3600), ("soon", 3600), (True, 3600), (-1, 3600), (0, 0)]
)
def test_a_life_that_is_not_told_is_an_hour(life: object, seconds: float) -> None:
    token = read(answer(body={"access_token": "t", "expires_in": life}))
    assert token.expires_at == NOW + seconds
    assert token.scopes == tuple(sorted(ASKED))


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_platform_that_is_away_may_be_asked_later(status: int) -> None:
    with pytest.raises(ServiceUnavailable) as caught:
        read(answer(status, b"<html>", **{"retry-after": "120"}))
    assert caught.value.retry_after == 120


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (400, {"error": "invalid_scope"}, "'invalid_scope'"),
        (401, {"error": "invalid_client"}, "'invalid_client'"),
        (404, b"<html>Exception - jwks_helper</html>", "not named"),
        (400, b'{"error": ["x"]}', "not named"),
        (302, b"", "not named"),
    ],
)
def test_a_no_tells_the_error_code_of_the_platform(status: int, body: object, told: str) -> None:
    with pytest.raises(TokenRefused, match=told):
        read(answer(status, body))


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"<html>", b"{}", {"access_token": ""}, {"access_token": 5}, {"access_token": "a\r\nb"}],
)
def test_a_yes_without_token_is_a_platform_out_of_order(body: object) -> None:
    with pytest.raises(LtiError) as caught:
        read(answer(body=body))
    assert caught.value.status == 503


def test_an_assertion_can_be_signed_with_the_key_of_the_tool() -> None:
    key = jose.generate_tool_key()
    keys = jose.public_jwks([key])["keys"]
    assert isinstance(keys, list)
    public = jose.platform_key(keys[0])
    assert public is not None
    claims = oauth.assertion_claims("tool-1", "aud", jti="j", now=NOW)
    assert jose.verify_rs256(jose.sign(claims, key), public) == claims
