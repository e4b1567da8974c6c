"""We ask a platform to tell us, once, over real HTTP; daily we look whether it still means to."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from winternship_lti import observing
from winternship_lti.access import calling
from winternship_lti.access.tokens import Tokens
from winternship_lti.models import Deployment, NoticeService, Registration
from winternship_lti.notices import ask_due
from winternship_lti.notices.asking import handler_url
from winternship_lti.protocol import names
from winternship_lti.registry import registry
from winternship_lti.testing import LocalServer, Reply, Request


class NoticePlatform:
    """A platform's token and notice services; keeps the handlers it was told."""

    def __init__(self) -> None:
        self.handlers: dict[str, str] = {}
        self.status = 200
        self.server = LocalServer(self._reply)

    def _reply(self, request: Request) -> Reply:
        if request.path == "/token":
            return Reply(200, json.dumps({"access_token": "t", "expires_in": 3600}).encode())
        if self.status != 200:
            return Reply(self.status)
        assert request.headers["authorization"] == "Bearer t"
        if request.method == "PUT":
            said = json.loads(request.body)
            self.handlers[said["notice_type"]] = said["handler"]
        listed = [{"notice_type": kind, "handler": url} for kind, url in self.handlers.items()]
        return Reply(200, json.dumps({"client_id": 1, "notice_handlers": listed}).encode())

    def methods(self) -> list[str]:
        return [request.method for request in self.server.seen if request.path == "/notices"]


@pytest.fixture
def lms(platform_row: Registration, monkeypatch: pytest.MonkeyPatch) -> Iterator[NoticePlatform]:
    """A platform that offers notices, as a launch told."""
    lms = NoticePlatform()
    monkeypatch.setattr(calling, "TOKENS", Tokens(calling.HTTP))
    with lms.server as server:
        Registration.objects.update(token_url=f"{server.origin}/token")
        registry.forget()
        NoticeService.objects.create(
            deployment=Deployment.objects.get(), url=f"{server.origin}/notices", next_try_at=timezone.now()
        )
        yield lms


def due_again() -> NoticeService:
    NoticeService.objects.update(next_try_at=timezone.now())
    ask_due()
    return NoticeService.objects.get()


def test_a_platform_is_asked_once_and_then_daily(lms: NoticePlatform) -> None:
    assert (ask_due(), ask_due()) == (1, 0)

    row = NoticeService.objects.get()
    assert lms.handlers == {names.CONTEXT_COPY_NOTICE: handler_url(row.deployment.registration_id)}
    assert (row.is_registered, row.problem) == (True, "")
    assert row.next_try_at > timezone.now() + dt.timedelta(hours=23)


def test_the_daily_look_asks_again_only_when_the_wish_was_forgotten(lms: NoticePlatform) -> None:
    ask_due()
    due_again()
    assert lms.methods() == ["GET", "PUT", "GET"]

    lms.handlers.clear()
    assert due_again().is_registered
    assert lms.methods()[3:] == ["GET", "PUT"]


def test_the_token_is_asked_for_with_the_scope_of_notices_alone(lms: NoticePlatform) -> None:
    ask_due()

    (form,) = [request.body.decode() for request in lms.server.seen if request.path == "/token"]
    assert form.endswith("scope=https%3A%2F%2Fpurl.imsglobal.org%2Fspec%2Flti%2Fscope%2Fnoticehandlers")
    observing.flush(everything=True)
    assert Registration.objects.get().observed.token_problem == ""


@pytest.mark.parametrize(
    ("status", "problem", "soon"),
    [(500, "service_unavailable", True), (429, "service_unavailable", True), (403, "service_refused", False)],
)
def test_a_platform_that_is_away_is_asked_soon_and_one_that_refuses_the_next_day(
    lms: NoticePlatform, status: int, problem: str, soon: bool
) -> None:
    lms.status = status
    ask_due()

    row = NoticeService.objects.get()
    assert (row.is_registered, row.problem) == (False, problem)
    assert (row.next_try_at < timezone.now() + dt.timedelta(hours=12)) is soon


def test_a_platform_that_was_switched_off_is_left_alone(lms: NoticePlatform) -> None:
    row = Registration.objects.get()
    row.is_active = False
    row.save()
    ask_due()

    assert lms.server.seen == []


def test_the_platform_sends_to_the_address_we_gave(lms: NoticePlatform, settings: Any) -> None:
    ask_due()
    path = lms.handlers[names.CONTEXT_COPY_NOTICE].removeprefix(settings.PUBLIC_URL)

    assert path == f"/lti/notices/{Registration.objects.get().pk}"
