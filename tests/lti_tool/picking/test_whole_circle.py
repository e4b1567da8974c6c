"""From the platform's "select content" to a copied course and back, with each platform's rules and over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import requests
from django.conf import settings as site
from django.test import Client

from tests.lti_tool.conftest import SAME_ORIGIN
from winternship_lti.models import BlockState, Deployment, Registration, ResourceLink
from winternship_lti.testing import Platform

from .answers import address_in, token_in

SCAN = "winternship_self_assessment"
CHOICE = {"pick": SCAN, f"{SCAN}.graded": "on", f"{SCAN}.points": "20"}
PLATFORMS = ["plain", "moodle", "openedx", "canvas", "brightspace", "blackboard"]
School = Callable[[str], Any]


class Connected:
    """A platform that knows our tool, which knows the platform."""

    def __init__(self, lms: Platform) -> None:
        self.lms = lms
        keys = Client().get("/lti/jwks").json
        self.tool = lms.register(
            login_url=f"{site.PUBLIC_URL}/lti/login",
            redirect_uris=[f"{site.PUBLIC_URL}/lti/launch"],
            jwks=keys,
        )
        self.course = lms.course("Win-Winternship")
        self.tess = lms.person("Tess Teacher", self.course, role="instructor")
        self.client = Client()

    def open(self, opening: Any) -> str:
        """Go through login and launch; the path of the visit."""
        request = opening.login()
        self._know(opening.tool)
        login = getattr(self.client, request.method.lower())("/lti/login", request.params)
        assert login.status_code == 302, login.content.decode()
        answer = self.lms.answer(login["Location"])
        launched = self.client.post("/lti/launch", answer.form)
        assert launched.status_code == 303, launched.content.decode()
        return str(launched["Location"])

    def pick(self, form: dict[str, Any]) -> Any:
        """Choose with this form, and take the answer to the platform; the links that it made."""
        path = self.open(self.lms.pick(self.course, self.tool, self.tess))
        page = self.client.post(f"{path}pick/", form, **SAME_ORIGIN)
        assert page.status_code == 200, page.content.decode()
        posted = requests.post(address_in(page), data={"JWT": token_in(page)}, timeout=5)
        assert posted.status_code == 200, posted.text
        return self.lms.picked[-1].links

    def _know(self, tool: Any) -> None:
        row, _ = Registration.objects.get_or_create(
            issuer=tool.issuer,
            client_id=tool.client_id,
            defaults={"auth_url": tool.auth_url, "token_url": tool.token_url, "jwks_url": tool.jwks_url},
        )
        Deployment.objects.get_or_create(
            registration=row, deployment_id=tool.deployment_id, defaults={"status": Deployment.Status.ACTIVE}
        )


@pytest.fixture
def school(db: None) -> Iterator[School]:
    """Start a platform and connect it: `school("moodle")`."""
    with ExitStack() as running:
        yield lambda name: Connected(running.enter_context(Platform(name)))


@pytest.mark.parametrize("name", PLATFORMS)
def test_each_platform_takes_the_answer_and_launches_what_was_picked(school: School, name: str) -> None:
    at = school(name)

    (link,) = at.pick(CHOICE)
    path = at.open(at.lms.launch(link, at.tess))

    row = ResourceLink.objects.get()
    assert row.block_type == SCAN
    assert row.activity_id == at.lms.picked[-1].items[0]["custom"]["activity"]
    assert at.client.get(path).status_code == 200


@pytest.mark.parametrize("name", PLATFORMS)
def test_each_platform_takes_an_empty_answer(school: School, name: str) -> None:
    at = school(name)

    assert at.pick({"cancel": "1"}) == []
    assert at.lms.picked[-1].items == []


@pytest.mark.parametrize("name", [name for name in PLATFORMS if name != "openedx"])
def test_a_copied_course_finds_its_settings_again(school: School, name: str) -> None:
    at = school(name)
    (link,) = at.pick(CHOICE)
    path = at.open(at.lms.launch(link, at.tess))
    original = ResourceLink.objects.get()
    saved = {"display_name": "Set by Tess", "parts": ["benefits"], "gives_grade": True}
    answer = at.client.post(
        f"{path}b/{original.pk}.{SCAN}.root/save_settings/", saved, "application/json", **SAME_ORIGIN
    )
    assert answer.status_code == 200

    copied = at.lms.copy(at.course)
    at.lms.enrol(at.tess, copied, "instructor")
    path = at.open(at.lms.launch(copied.links[0], at.tess))

    copy = ResourceLink.objects.latest("pk")
    assert copy.lti_id != original.lti_id
    assert copy.activity_id == original.activity_id
    assert BlockState.objects.get(target__startswith=f"{copy.pk}.").fields == saved
    assert "Set by Tess" in at.client.get(path).content.decode()
