"""A token and a score, sent over real HTTP to a platform that checks what it gets."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from winternship_lti.protocol import errors, jose, names
from winternship_lti.protocol.http import USER_AGENT, Http
from winternship_lti.protocol.services import ags, oauth
from winternship_lti.protocol.services.service import WithToken
from winternship_lti.testing import LocalServer, Reply, Request

KEY = jose.generate_tool_key()


class Platform(LocalServer):
    """Gives a token for an assertion signed by KEY, and takes scores with that token."""

    def __init__(self) -> None:
        super().__init__(self.reply)
        self.score_reply = Reply(200)

    def reply(self, request: Request) -> Reply:
        return self.token(request) if request.path == "/token" else self.score(request)

    def token(self, request: Request) -> Reply:
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        listed = jose.public_jwks([KEY])["keys"]
        assert isinstance(listed, list)
        key = jose.platform_key(listed[0])
        assert key is not None
        claims = jose.verify_rs256(form["client_assertion"], key)
        if claims["aud"] != f"{self.origin}/token":
            return Reply(400, b'{"error": "invalid_client"}')
        body = {
            "access_token": "the-token",
            "token_type": "Bearer",
            "expires_in": 3600,
            "scope": form["scope"],
        }
        return Reply(200, json.dumps(body).encode(), {"Content-Type": "text/html"})

    def score(self, request: Request) -> Reply:
        if request.headers.get("authorization") != "Bearer the-token":
            return Reply(401)
        return self.score_reply


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Platform() as running:
        yield running


def ask_token(platform: Platform, audience: str = "") -> oauth.AccessToken:
    return oauth.request_token(
        Http(seconds=1),
        f"{platform.origin}/token",
        client_id="tool-1",
        audience=audience or f"{platform.origin}/token",
        scopes=[names.SCOPE_SCORE],
        key=KEY,
        jti="j1",
        now=time.time(),
    )


def send_score(platform: Platform, token: str = "the-token") -> None:
    score = ags.Score(
        user_id="4",
        timestamp=datetime(2026, 11, 23, 9, tzinfo=UTC),
        activity_progress=ags.ActivityProgress.COMPLETED,
        grading_progress=ags.GradingProgress.FULLY_GRADED,
        given=1,
        maximum=1,
    )
    item = f"{platform.origin}/items/2/lineitem?type_id=1"
    ags.post_score(WithToken(Http(seconds=1), token), item, score)


def test_a_token_is_given_for_a_signed_assertion(platform: Platform) -> None:
    token = ask_token(platform)
    assert (token.value, token.scopes) == ("the-token", (names.SCOPE_SCORE,))
    headers = platform.seen[0].headers
    assert (headers["content-type"], headers["user-agent"]) == (oauth.FORM, USER_AGENT)


def test_a_wrong_audience_is_told(platform: Platform) -> None:
    with pytest.raises(errors.TokenRefused, match="invalid_client"):
        ask_token(platform, audience="https://elsewhere.example")


def test_a_score_arrives_at_the_scores_of_the_line_item(platform: Platform) -> None:
    send_score(platform, ask_token(platform).value)
    request = platform.seen[-1]
    assert (request.method, request.path) == ("POST", "/items/2/lineitem/scores?type_id=1")
    assert request.headers["content-type"] == ags.SCORE
    assert json.loads(request.body)["scoreGiven"] == 1


def test_an_old_token_is_told_apart(platform: Platform) -> None:
    with pytest.raises(errors.AccessExpired):
        send_score(platform, token="an-old-one")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(409), errors.ScoreSuperseded),
        (Reply(400, b"Incorrect score received"), errors.ServiceRefused),
        (Reply(302, b"", {"Location": "/elsewhere"}), errors.ServiceUnavailable),
        (Reply(503, b"", {"Retry-After": "30"}), errors.ServiceUnavailable),
    ],
    ids=lambda found: str(getattr(found, "status", "")),
)
def test_the_answer_to_a_score_is_sorted(
    platform: Platform, reply: Reply, error: type[errors.LtiError]
) -> None:
    platform.score_reply = reply
    with pytest.raises(error):
        send_score(platform)
    assert len(platform.seen) == 1


def test_no_answer_in_time_is_a_platform_that_is_away(platform: Platform) -> None:
    platform.score_reply = Reply(200, wait=1.3)
    with pytest.raises(errors.ServiceUnavailable, match="no answer"):
        send_score(platform)
