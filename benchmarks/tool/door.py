"""One browser and one platform that go through login and launch; the same for whichever tool is behind the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.test import Client

from benchmarks.asking import Asked, ask
from winternship_lti.testing import FakePlatform

FORM = "application/x-www-form-urlencoded"
REDIRECT = (302, 303)


@dataclass(frozen=True, slots=True)
class Door:
    """The two addresses of a tool. `client` is kept between launches: a new one would load all middleware anew."""

    platform: FakePlatform
    client: Client
    login_path: str
    launch_path: str

    def figures(self) -> dict[str, float]:
        """What one login and launch take: milliseconds and SQL statements of each."""
        login, launch = self.launch()
        return {"login": login.ms, "login_sql": login.sql, "launch": launch.ms, "launch_sql": launch.sql}

    def launch(self) -> tuple[Asked, Asked]:
        """Log in and launch as the same person as always, from a browser without cookies."""
        self.client.cookies.clear()
        login = self._post(self.login_path, self.platform.login_params())
        query = parse_qs(urlsplit(login.answer["Location"]).query)
        self.platform.nonce = query["nonce"][0]
        form = {"state": query["state"][0], "id_token": self.platform.id_token()}
        return login, self._post(self.launch_path, form)

    def _post(self, path: str, form: Mapping[str, str]) -> Asked:
        body = urlencode(form)
        return ask(lambda: self.client.post(path, body, content_type=FORM), expected=REDIRECT)


def our_door(platform: FakePlatform) -> Door:
    """The service's own door."""
    return Door(platform, tool_client(), "/lti/login", "/lti/launch")


def tool_client() -> Client:
    """A browser at the service's public address."""
    address = urlsplit(settings.PUBLIC_URL)
    return Client(SERVER_NAME=address.hostname or "", SERVER_PORT=str(address.port or 80))
