"""A platform tells us of a copied course; a stranger, a repetition and a slow platform change nothing."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.test import Client

from tests.lti_tool.launching import Browser
from winternship_lti import observing
from winternship_lti.models import Context, ContextCopy, Deployment, Notice, Refusal, Registration
from winternship_lti.notices import copied_from, taking
from winternship_lti.protocol import names
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.registry import registry
from winternship_lti.testing import FakePlatform, JwksServer, SigningKey


@pytest.fixture(autouse=True)
def _fresh_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "KEYS", KeyStore(taking._FETCHER, now=time.time))


def copy_notice(platform: FakePlatform, notice_id: str = "n-1", **claims: Any) -> str:
    said: dict[str, object] = {
        names.VERSION: names.LTI_VERSION,
        names.DEPLOYMENT_ID: platform.deployment_id,
        names.NOTICE: {
            "id": notice_id,
            "timestamp": "2026-01-01T00:00:00Z",
            "type": names.CONTEXT_COPY_NOTICE,
        },
        names.CONTEXT: {"id": "course-2"},
        names.ORIGIN_CONTEXTS: ["course-1"],
    }
    key = claims.pop("key", None)
    return platform.id_token(said | claims.pop("changes", {}), key=key, **claims)


def send(*tokens: str, registration: int | None = None, **headers: str) -> Any:
    pk = Registration.objects.get().pk if registration is None else registration
    body = json.dumps({"notices": [{"jwt": token} for token in tokens]})
    return Client(**headers).post(f"/lti/notices/{pk}", body, content_type="application/json")


def test_a_copied_course_is_remembered_for_its_first_launch(platform: FakePlatform, browser: Browser) -> None:
    assert send(copy_notice(platform)).status_code == 200

    browser.launch(platform, platform.student() | {names.CONTEXT: {"id": "course-2"}})
    assert copied_from(Context.objects.get(lti_id="course-2")) == ("course-1",)


def test_a_notice_that_came_before_is_taken_without_effect(platform: FakePlatform) -> None:
    answers = [send(copy_notice(platform)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert (Notice.objects.count(), ContextCopy.objects.count()) == (1, 1)


def test_a_kind_that_we_do_not_know_is_taken_without_effect(platform: FakePlatform) -> None:
    said = {names.NOTICE: {"id": "n-9", "type": "LtiSomethingNew"}}

    assert send(copy_notice(platform, changes=said)).status_code == 200
    assert not ContextCopy.objects.exists()


def test_a_hello_is_taken(platform: FakePlatform) -> None:
    said = {names.NOTICE: {"id": "n-9", "type": names.HELLO_WORLD_NOTICE}}

    assert send(copy_notice(platform, changes=said)).status_code == 200


def test_a_notice_of_a_stranger_changes_nothing_and_is_seen(platform: FakePlatform) -> None:
    answer = send(copy_notice(platform, key=SigningKey("stranger")))
    observing.flush(everything=True)

    assert (answer.status_code, answer.json()["error"]) == (401, "signature_invalid")
    assert not Notice.objects.exists()
    assert (Refusal.objects.get().step, Refusal.objects.get().code) == ("notice", "signature_invalid")


def test_one_bad_notice_of_a_batch_does_not_lose_the_others(platform: FakePlatform) -> None:
    answer = send(copy_notice(platform, aud="other"), copy_notice(platform))

    assert answer.status_code == 401
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("status", [Deployment.Status.PENDING, Deployment.Status.BLOCKED])
def test_a_deployment_that_may_not_launch_is_not_listened_to(platform: FakePlatform, status: str) -> None:
    row = Deployment.objects.get()
    row.status = status
    row.save()

    assert send(copy_notice(platform)).status_code == 403
    assert not Notice.objects.exists()


def test_a_deployment_that_is_not_known_is_not_made_by_a_notice(platform: FakePlatform) -> None:
    assert send(copy_notice(platform, changes={names.DEPLOYMENT_ID: "new"})).status_code == 403
    assert Deployment.objects.count() == 1


def test_the_address_of_another_registration_does_not_help(platform: FakePlatform) -> None:
    row = Registration.objects.get()
    other = Registration.objects.create(
        issuer="https://other.example",
        client_id="x",
        auth_url=row.auth_url,
        token_url=row.token_url,
        jwks_url=row.jwks_url,
    )

    assert send(copy_notice(platform), registration=other.pk).status_code == 401
    assert send(copy_notice(platform), registration=other.pk + 1).status_code == 403


@pytest.mark.parametrize("mood", ["500", "slow", "dripping"])
def test_a_platform_whose_keys_do_not_come_gets_an_answer_before_them(
    platform: FakePlatform, jwks_server: JwksServer, mood: str
) -> None:
    jwks_server.mood, jwks_server.slow_seconds = mood, 60.0  # type: ignore[assignment]
    answer = send(copy_notice(platform))

    assert (answer.status_code, answer.json()["error"]) == (503, "platform_keys_unavailable")
    assert taking.KEYS_SECONDS < 2  # within which an answer is due


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"notices": []}', '{"notices": [{}]}', "\x00"])
def test_a_request_that_holds_no_notices_is_malformed(platform: FakePlatform, body: str) -> None:
    pk = Registration.objects.get().pk
    answer = Client().post(f"/lti/notices/{pk}", body, content_type="application/json")

    assert (answer.status_code, answer.json()["error"]) == (400, "notice_malformed")


def test_too_large_a_request_is_refused_before_it_is_read(platform: FakePlatform, settings: Any) -> None:
    settings.MAX_BODY_BYTES = 100

    assert send(copy_notice(platform)).status_code == 413


def test_a_notice_by_get_is_not_allowed(platform: FakePlatform) -> None:
    assert Client().get(f"/lti/notices/{Registration.objects.get().pk}").status_code == 405


def test_a_copied_link_is_bound_anew_by_the_notice_alone(platform: FakePlatform, browser: Browser) -> None:
    """The platform fills in no history; the activity's id is the same in many courses."""
    from winternship_lti.copying import find_origin
    from winternship_lti.models import ResourceLink
    from winternship_lti.protocol.lineage import Lineage

    registry.forget()
    custom = {names.CUSTOM: {"block": "winternship_self_assessment", "activity": "scan"}}
    for course in ("course-0", "course-1", "course-2"):
        if course == "course-2":
            send(copy_notice(platform))
        claims = {names.CONTEXT: {"id": course}, names.RESOURCE_LINK_CLAIM: {"id": f"link of {course}"}}
        assert browser.launch(platform, platform.teacher() | claims | custom).status_code == 303

    links = {link.lti_id: link for link in ResourceLink.objects.select_related("context", "deployment")}
    assert find_origin(links["link of course-2"], Lineage("scan")) == links["link of course-1"]
    assert find_origin(links["link of course-1"], Lineage("scan")) is None
