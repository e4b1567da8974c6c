"""From the launch that offers notices to the copied course that finds its origin, with a platform over HTTP."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client

from winternship_lti import observing
from winternship_lti.models import ContextCopy, Deployment, NoticeService, Registration
from winternship_lti.notices import ask_due, taking
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import Platform

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("name", ["canvas", "brightspace"])
def test_a_platform_that_was_asked_tells_of_a_copied_course(
    live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    settings.PUBLIC_URL = live_server.url
    monkeypatch.setattr(taking, "KEYS", KeyStore(RequestsFetcher(), now=time.time))
    with Platform(name) as lms:
        tool = lms.register(
            login_url=f"{live_server.url}/lti/login",
            redirect_uris=[f"{live_server.url}/lti/launch"],
            jwks_url=f"{live_server.url}/lti/jwks",
        )
        course = lms.course("Win-Winternship")
        tess = lms.person("Tess Teacher", course, role="instructor")
        link = lms.link(course, tool, title="Scan", custom={"block": "winternship_self_assessment"})
        row = Registration.objects.create(
            issuer=tool.issuer,
            client_id=tool.client_id,
            auth_url=tool.auth_url,
            token_url=tool.token_url,
            jwks_url=tool.jwks_url,
            token_audience=tool.token_audience or "",
        )
        Deployment.objects.create(registration=row, deployment_id=tool.deployment_id, status="active")

        # Cookies of ours stay over https alone, so this browser is Django's own.
        opening = lms.launch(link, tess).login()
        login = getattr(Client(), opening.method.lower())("/lti/login", opening.params)
        browser = Client()
        browser.cookies.update(login.cookies)
        launched = browser.post("/lti/launch", lms.answer(login["Location"]).form)
        assert launched.status_code == 303, launched.content.decode()
        observing.flush(everything=True)
        assert (ask_due(), NoticeService.objects.get().problem) == (1, "")
        copied = lms.copy(course)

        found = ContextCopy.objects.get()
        assert (found.context_id, found.origin_id) == (copied.id, course.id)
