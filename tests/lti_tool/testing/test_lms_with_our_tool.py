"""Our own service is launched from every platform that is played, over its real addresses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.lti_tool.launching import TARGET
from winternship_lti import launching
from winternship_lti.models import Deployment, Registration
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import PROFILES, Link, Person, Platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def lms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    monkeypatch.setattr(launching, "platform_keys", KeyStore(RequestsFetcher(), now=time.time))
    with Platform(request.param) as found:
        yield found


def placed(lms: Platform) -> tuple[Link, Person]:
    """Our tool in a course, known on both sides."""
    tool = lms.register(
        login_url=TARGET.replace("launch", "login"), redirect_uris=[TARGET], jwks={"keys": []}
    )
    course = lms.course("Win-Winternship")
    link = lms.link(course, tool, custom={"block": "winternship_self_assessment"})
    row = Registration.objects.create(
        name=lms.profile.name,
        issuer=link.tool.issuer,
        client_id=link.tool.client_id,
        auth_url=link.tool.auth_url,
        token_url=link.tool.token_url,
        jwks_url=link.tool.jwks_url,
    )
    Deployment.objects.create(
        registration=row, deployment_id=link.tool.deployment_id, status=Deployment.Status.ACTIVE
    )
    return link, lms.person("Anna Alves", course)


def launch(lms: Platform, link: Link, person: Person, client: Client) -> Any:
    request = lms.launch(link, person, target="window").login()
    sent = getattr(client, request.method.lower())("/lti/login", request.params)
    assert sent.status_code == 302, sent.content
    answer = lms.answer(sent["Location"])
    assert answer.url == TARGET
    return client.post("/lti/launch", answer.form)


@pytest.mark.parametrize("lms", sorted(PROFILES), indirect=True)
def test_a_learner_arrives_at_the_block(lms: Platform) -> None:
    link, anna = placed(lms)
    client = Client()
    answer = launch(lms, link, anna, client)
    assert answer.status_code == 303, answer.content
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("lms", ["plain"], indirect=True)
def test_a_launch_after_the_platform_took_a_new_key_is_good(lms: Platform) -> None:
    link, anna = placed(lms)
    assert launch(lms, link, anna, Client()).status_code == 303
    launching.platform_keys._now = lambda: time.time() + 60
    lms.rotate(drop_old=True)
    assert launch(lms, link, anna, Client()).status_code == 303
    assert len(lms.asked("jwks")) == 2
