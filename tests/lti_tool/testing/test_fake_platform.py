"""The fake platform behaves like a platform, quirks included; other tests lean on it."""

from __future__ import annotations

import json

import pytest

from winternship_lti.protocol import launch, login, names
from winternship_lti.protocol.keys import parse_jwks
from winternship_lti.testing import ABSENT, FakePlatform, JwksServer, Quirks, changed, payloads

QUIRKS = {
    "plain": payloads.PLAIN,
    "moodle": payloads.MOODLE,
    "open edx": payloads.OPEN_EDX,
    "canvas": payloads.CANVAS,
    "brightspace": payloads.BRIGHTSPACE,
    "conformance suite": payloads.CONFORMANCE_SUITE,
}


def verified(platform: FakePlatform, claims: payloads.Claims) -> launch.Launch:
    return launch.verify(
        platform.id_token(claims),
        transaction=platform.transaction(),
        registration=platform.registration(),
        keys=platform.keys(),
        now=platform.now(),
    )


@pytest.mark.parametrize("quirks", QUIRKS.values(), ids=QUIRKS.keys())
def test_every_platform_launches_every_message(quirks: Quirks) -> None:
    platform = FakePlatform(quirks=quirks)
    student, teacher = verified(platform, platform.student()), verified(platform, platform.teacher())
    assert (student.roles.is_learner, student.roles.may_author) == (True, False)
    assert (teacher.roles.is_learner, teacher.roles.is_instructor) == (False, True)
    for claims in (platform.deep_linking(), platform.submission_review(), platform.data_privacy()):
        assert verified(platform, claims).message_type == claims[names.MESSAGE_TYPE]


@pytest.mark.parametrize("quirks", QUIRKS.values(), ids=QUIRKS.keys())
def test_every_platform_begins_a_login(quirks: Quirks) -> None:
    platform = FakePlatform(quirks=quirks)
    request = login.validate_login(platform.login_params(), tool_origin="https://tool.example")
    assert (request.issuer, request.client_id) == (platform.issuer, platform.client_id)
    assert request.deployment_hint == platform.deployment_id


def test_a_token_of_moodle_lives_a_minute() -> None:
    claims = FakePlatform(quirks=payloads.MOODLE, now=lambda: 1000.0).security_claims()
    assert (claims["iat"], claims["exp"]) == (1000, 1060)


def test_the_keys_are_served_over_http_and_follow_a_rotation() -> None:
    platform = FakePlatform(quirks=payloads.BRIGHTSPACE)
    with JwksServer(platform.jwks) as server:
        platform.jwks_url = server.url
        assert platform.registration().jwks_url == server.url
    assert "alg" not in json.dumps(platform.jwks())
    platform.rotate("key-2")
    assert set(parse_jwks(platform.fetch(platform.jwks_url))) == {"key-2"}
    assert platform.fetches == 1


def test_what_is_absent_is_left_out() -> None:
    assert changed({"a": 1, "b": 2}, {"a": ABSENT, "c": None}) == {"b": 2, "c": None}
