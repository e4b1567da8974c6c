"""A teacher in front of the picker, and a choice that is always good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.lti_tool.conftest import SAME_ORIGIN
from tests.lti_tool.launching import Browser
from winternship_core.assessment import ALL_PARTS
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform, changed

from .answers import DL, token_in, verified

SCAN = "winternship_self_assessment"
CHOICE = {
    "pick": SCAN,
    f"{SCAN}.title": "Internship check",
    f"{SCAN}.language": "",
    f"{SCAN}.parts": list(ALL_PARTS),
    f"{SCAN}.graded": "on",
    f"{SCAN}.points": "100",
}
Claims = dict[str, Any]
Picker = Callable[..., "Picking"]


class Picking:
    """A teacher's browser in front of the picker."""

    def __init__(self, client: Client, path: str, platform: FakePlatform) -> None:
        self.client, self.path, self.platform = client, path, platform

    def page(self) -> Any:
        return self.client.get(self.path)

    def send(self, form: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.post(self.path, CHOICE if form is None else form, **(headers or SAME_ORIGIN))

    def answer(self, form: dict[str, Any] | None = None) -> Claims:
        page = self.send(form)
        assert page.status_code == 200, page.content.decode()
        return verified(token_in(page), client_id=self.platform.client_id, issuer=self.platform.issuer)

    def items(self, form: dict[str, Any] | None = None) -> list[Claims]:
        items: list[Claims] = self.answer(form)[DL + "content_items"]
        return items


@pytest.fixture
def picker(platform: FakePlatform, browser: Browser) -> Picker:
    """Launch the picker with these deep linking settings changed."""

    def launch(locale: str = "en", **changes: object) -> Picking:
        claims = platform.deep_linking()
        wanted = dict(claims[names.DEEP_LINKING_SETTINGS])  # type: ignore[call-overload]
        claims[names.DEEP_LINKING_SETTINGS] = changed(wanted, changes)
        claims[names.PRESENTATION] = {"locale": locale}
        answer = browser.launch(platform, claims)
        assert answer.status_code == 303, answer.content.decode()
        onward = browser.client.get(answer["Location"])
        assert onward.status_code == 302
        return Picking(browser.client, onward["Location"], platform)

    return launch
