"""One browser and one platform that go through login and launch; the same for whichever tool is behind the door."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client

from benchmarks.asking import Asked
from benchmarks.tool.browser import Browser, OwnBrowser
from winternship_lti.testing import FakePlatform

PAGE, REDIRECT = (200,), (302, 303)


@dataclass(frozen=True, slots=True)
class Door:
    """The two addresses of a tool. `tries_cookies`: its login first shows a page that tries whether cookies work."""

    platform: FakePlatform
    browser: Browser
    login_path: str
    launch_path: str
    tries_cookies: bool = False

    def figures(self) -> dict[str, float]:
        """What one login and launch take: milliseconds and SQL statements of each."""
        login, launch = self.launch()
        return {"login": login.ms, "login_sql": login.sql, "launch": launch.ms, "launch_sql": launch.sql}

    def launch(self) -> tuple[Asked, Asked]:
        """Log in and launch as the same person as always, from a browser without cookies."""
        self.browser.forget()
        login = self._login()
        query = parse_qs(urlsplit(login.answer["Location"]).query)
        self.platform.nonce = query["nonce"][0]
        form = {"state": query["state"][0], "id_token": self.platform.id_token()}
        return login, self.browser.post(self.launch_path, form, expected=REDIRECT)

    def _login(self) -> Asked:
        params = self.platform.login_params()
        if not self.tries_cookies:
            return self.browser.post(self.login_path, params, expected=REDIRECT)
        page = self.browser.post(self.login_path, params, expected=PAGE)
        # What the page's script asks next; its own time in the browser is not counted.
        again = self.browser.get(self.login_path, params | {"lti1p3_new_window": "1"}, expected=REDIRECT)
        return Asked(again.answer, page.ms + again.ms, page.sql + again.sql)


def our_door(platform: FakePlatform, client: Client) -> Door:
    """The service's own door."""
    return Door(platform, OwnBrowser(client), "/lti/login", "/lti/launch")


def tool_client() -> Client:
    """A browser at the service's public address."""
    address = urlsplit(settings.PUBLIC_URL)
    return Client(SERVER_NAME=address.hostname or "", SERVER_PORT=str(address.port or 80))
