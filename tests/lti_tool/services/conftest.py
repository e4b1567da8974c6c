"""A school: a whole platform over real HTTP, whose people come in by real launches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.lti_tool.conftest import Visitor
from tests.lti_tool.launching import TARGET
from winternship_lti import keyring
from winternship_lti.access import calling
from winternship_lti.access.tokens import Tokens
from winternship_lti.grades import sending
from winternship_lti.models import Deployment, LaunchSession, LineItem, Outcome, Registration
from winternship_lti.testing import Platform, Profile
from winternship_lti.testing.lms.records import Course, Link, Person, Tool

NO_COLUMN = {"block": "done"}


@dataclass
class School:
    """An LMS with our tool in one course."""

    lms: Platform
    tool: Tool
    course: Course = field(init=False)

    def __post_init__(self) -> None:
        self.course = self.lms.course("Win-Winternship")

    def learner(self, name: str = "Anna Alves") -> Person:
        return self.lms.person(name, self.course)

    def teacher(self, name: str = "Tess Teacher") -> Person:
        return self.lms.person(name, self.course, role="instructor")

    def link(self, maximum: float | None = 100, custom: dict[str, str] | None = None, **options: Any) -> Link:
        made = self.lms.link(self.course, self.tool, maximum=maximum, custom=custom or NO_COLUMN, **options)
        register(made.tool)
        return made

    def enter(self, link: Link, person: Person, **claims: object) -> Visitor:
        """Somebody opens a link; `claims` changes what is signed."""
        client = Client()
        login = self.lms.launch(link, person, claims=claims).login()
        started = getattr(client, login.method.lower())(urlsplit(login.url).path, login.params)
        assert started.status_code == 302, started.content
        answer = self.lms.answer(started["Location"])
        done = client.post(urlsplit(answer.url).path, answer.form)
        assert done.status_code == 303, done.content
        return Visitor(client, LaunchSession.objects.get(pk=done["Location"].split("/")[2]))

    def finish(self, link: Link, person: Person, done: bool = True, **claims: object) -> None:
        """Somebody opens a link and reaches a grade: all points, or none."""
        visit = self.enter(link, person, **claims)
        assert visit.post("toggle_button", {"done": done}).status_code == 200

    def points(self, link: Link, person: Person) -> float | None:
        return self.lms.grades[person, link].points if (person, link) in self.lms.grades else None


def register(tool: Tool) -> Registration:
    """Tell our administration of a tool that the platform has registered."""
    row, is_new = Registration.objects.get_or_create(
        issuer=tool.issuer,
        client_id=tool.client_id,
        defaults={
            "name": "School",
            "auth_url": tool.auth_url,
            "token_url": tool.token_url,
            "jwks_url": tool.jwks_url,
            "token_audience": tool.token_audience,
        },
    )
    if is_new:
        Deployment.objects.create(
            registration=row, deployment_id=tool.deployment_id, status=Deployment.Status.ACTIVE
        )
    return row


@pytest.fixture
def school_of(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., School]]:
    """Make a school with the platform of this name, or these switches."""
    settings.HOSTED_BLOCKS = [*settings.HOSTED_BLOCKS, "done"]
    settings.SERVICE_PACE = {"first_wait": 0.01, "rest": 0.05}
    monkeypatch.setattr(calling, "TOKENS", Tokens(calling.HTTP))
    running: list[Platform] = []

    def make(quirks: str | Profile = "plain", **options: Any) -> School:
        lms = Platform(quirks)
        lms.__enter__()
        running.append(lms)
        tool = lms.register(
            login_url="http://127.0.0.1:8001/lti/login",
            redirect_uris=[TARGET],
            jwks=keyring.public_keys(),
            **options,
        )
        register(tool)
        return School(lms, tool)

    yield make
    for lms in running:
        lms.__exit__(None, None, None)


@pytest.fixture
def school(school_of: Callable[..., School]) -> School:
    """A school with a platform that does everything by the book."""
    return school_of()


def due_again() -> None:
    """All waits are over."""
    cache.clear()
    past = timezone.now() - dt.timedelta(seconds=1)
    Outcome.objects.filter(state="waiting").update(next_try_at=past, leased_until=None)
    LineItem.objects.update(leased_until=None)


def send(times: int = 1) -> sending.Tally:
    """Let the worker make rounds, and return the last tally."""
    for _ in range(times - 1):
        sending.send_due()
        due_again()
    return sending.send_due()
