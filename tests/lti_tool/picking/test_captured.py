"""Deep linking requests that a real Moodle and a real Open edX sent, answered as those want it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lti_tool.conftest import SAME_ORIGIN
from tests.lti_tool.launching import TARGET, Browser
from winternship_lti.models import Deployment, Registration, ResourceLink
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform

from .answers import DL, LTI, token_in, verified

FIXTURES = Path(__file__).parents[1] / "fixtures"
SECURITY = ("nonce", "iat", "exp", "iss", "aud", "azp")
SCAN = "winternship_self_assessment"
CHOICE = {"pick": SCAN, f"{SCAN}.graded": "on", f"{SCAN}.points": "100"}


class Captured:
    """A platform of which only the messages are real: it signs them anew, for our address."""

    def __init__(self, platform: FakePlatform, name: str) -> None:
        claims: dict[str, Any] = json.loads((FIXTURES / f"{name}_deep_linking.json").read_text("utf-8"))
        self.settings = claims[names.DEEP_LINKING_SETTINGS]
        self.link = claims.get(names.RESOURCE_LINK_CLAIM)
        platform.issuer, platform.client_id = claims["iss"], claims["aud"]
        platform.deployment_id = claims[names.DEPLOYMENT_ID]
        self.claims = {key: value for key, value in claims.items() if key not in SECURITY}
        self.claims[names.TARGET_LINK_URI] = TARGET
        self.platform = platform
        row = Registration.objects.create(
            name=name,
            issuer=platform.issuer,
            client_id=platform.client_id,
            auth_url=f"{platform.issuer}/auth",
            token_url=f"{platform.issuer}/token",
            jwks_url=platform.jwks_url,
        )
        Deployment.objects.create(registration=row, deployment_id="1", status=Deployment.Status.ACTIVE)

    def pick(self, browser: Browser, form: dict[str, Any]) -> Any:
        path = browser.launch(self.platform, self.claims)["Location"]
        page = browser.client.get(path, follow=True)
        assert page.status_code == 200
        return browser.client.post(f"{path}pick/", form, **SAME_ORIGIN)

    def verified(self, page: Any) -> dict[str, Any]:
        return verified(token_in(page), client_id=self.platform.client_id, issuer=self.platform.issuer)


@pytest.fixture
def moodle(platform: FakePlatform) -> Captured:
    return Captured(platform, "moodle")


@pytest.fixture
def openedx(platform: FakePlatform) -> Captured:
    return Captured(platform, "openedx")


def test_moodle_gets_resource_links_only_and_no_data(moodle: Captured, browser: Browser) -> None:
    page = moodle.pick(browser, CHOICE)
    claims = moodle.verified(page)

    (item,) = claims[DL + "content_items"]
    assert moodle.settings["accept_types"] == [item["type"]]
    assert DL + "data" not in claims
    assert claims[LTI + "deployment_id"] == "1"
    assert item["lineItem"]["resourceId"] == item["custom"]["activity"]
    # Without a grade column Moodle makes an ungraded activity; it takes the review link from here too.
    assert item["lineItem"]["submissionReview"]
    assert moodle.settings["deep_link_return_url"].replace("&", "&amp;") in page.content.decode()
    assert "form-action 'self' http://127.0.0.1:8090" in page["Content-Security-Policy"]


def test_moodle_takes_several_at_once(moodle: Captured, browser: Browser, settings: Any) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]

    claims = moodle.verified(moodle.pick(browser, {"pick": [SCAN, "done"]}))

    assert len(claims[DL + "content_items"]) == 2


def test_open_edx_gets_one_link_with_a_whole_maximum(openedx: Captured, browser: Browser) -> None:
    (item,) = openedx.verified(openedx.pick(browser, CHOICE))[DL + "content_items"]

    assert item["type"] in openedx.settings["accept_types"]
    assert isinstance(item["lineItem"]["scoreMaximum"], int)


def test_the_link_that_open_edx_names_while_choosing_is_not_opened_yet(
    openedx: Captured, browser: Browser
) -> None:
    openedx.pick(browser, CHOICE)

    assert openedx.link
    assert not ResourceLink.objects.exists()
