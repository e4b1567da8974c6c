"""A service with one platform, and visits made without the ceremony of a launch."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.lti_tool.launching import TARGET, Browser
from winternship_lti import cookies, launching, observing
from winternship_lti.digests import digest, new_secret
from winternship_lti.models import Deployment, LaunchSession, Membership, Person, Registration, ResourceLink
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.registry import registry
from winternship_lti.testing import FakePlatform, JwksServer

SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    cache.clear()
    registry.forget()
    observing.forget()


@dataclass(frozen=True)
class Visitor:
    """A browser that owns one visit."""

    client: Client
    session: LaunchSession

    @property
    def path(self) -> str:
        return cookies.launch_path(self.session.pk)

    @property
    def usage(self) -> str:
        return f"{self.session.link_id}.{self.session.link.block_type}.root"

    def page(self, **headers: str) -> Any:
        return self.client.get(self.path, **headers)

    def post(
        self,
        handler: str,
        data: Any,
        *,
        usage: str = "",
        content_type: str = "application/json",
        **headers: str,
    ) -> Any:
        path = f"{self.path}b/{usage or self.usage}/{handler}/"
        return self.client.post(path, data, content_type=content_type, **(headers or SAME_ORIGIN))


@pytest.fixture
def platform_row(db: None) -> Registration:
    """A registered platform with one active deployment."""
    row = Registration.objects.create(
        name="Test platform",
        issuer="https://lms.example",
        client_id="client-1",
        auth_url="https://lms.example/auth",
        token_url="https://lms.example/token",
        jwks_url="https://lms.example/jwks",
    )
    Deployment.objects.create(registration=row, deployment_id="1", status=Deployment.Status.ACTIVE)
    return row


@pytest.fixture
def visitor(platform_row: Registration, settings: Any) -> Callable[..., Visitor]:
    """Make a visit: `visitor("done", subject="anna", link="link-1", instructor=False, settings={...})`."""

    def make(
        block_type: str,
        *,
        subject: str = "anna",
        link: str = "link-1",
        instructor: bool = False,
        fields: dict[str, str] | None = None,
        locale: str = "en",
        graded: bool = True,
    ) -> Visitor:
        settings.HOSTED_BLOCKS = [*{*settings.HOSTED_BLOCKS, block_type}]
        person, _ = Person.objects.get_or_create(issuer=platform_row.issuer, subject=subject)
        place, _ = ResourceLink.objects.get_or_create(
            deployment=platform_row.deployments.get(),
            lti_id=link,
            defaults={"block_type": block_type, "settings": fields or {}, "title": "An activity"},
        )
        membership, _ = Membership.objects.update_or_create(
            person=person, link=place, defaults={"is_instructor": instructor}
        )
        secret = new_secret()
        session = LaunchSession.objects.create(
            id=new_secret()[:22],
            secret_hash=digest(secret),
            registration=platform_row,
            person=person,
            link=place,
            membership=membership,
            is_instructor=instructor,
            locale=locale,
            ags={"lineitem": f"https://lms.example/items/{link}", "scope": [SCORE]} if graded else {},
            expires_at=timezone.now() + dt.timedelta(hours=1),
        )
        client = Client()
        client.cookies[cookies.launch_cookie(session.pk)] = secret
        return Visitor(client, session)

    return make


@pytest.fixture(scope="session")
def jwks_server() -> Iterator[JwksServer]:
    """The key set of the fake platforms, over real HTTP."""
    with JwksServer(lambda: FakePlatform().jwks()) as server:
        yield server


@pytest.fixture
def platform(db: None, jwks_server: JwksServer, monkeypatch: pytest.MonkeyPatch) -> FakePlatform:
    """A fake platform that is registered, with one active deployment; its keys are fetched anew."""
    jwks_server.mood = "good"
    fake = FakePlatform(target_link_uri=TARGET, jwks_url=jwks_server.url)
    monkeypatch.setattr(launching, "platform_keys", KeyStore(RequestsFetcher(), now=time.time))
    row = Registration.objects.create(
        name="Fake platform",
        issuer=fake.issuer,
        client_id=fake.client_id,
        auth_url=f"{fake.issuer}/auth",
        token_url=f"{fake.issuer}/token",
        jwks_url=fake.jwks_url,
    )
    Deployment.objects.create(
        registration=row, deployment_id=fake.deployment_id, status=Deployment.Status.ACTIVE
    )
    return fake


@pytest.fixture
def browser() -> Browser:
    """A browser with no cookies yet."""
    return Browser()
