"""People who launch, each with a browser of their own, over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks.timing import timed
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Launched:
    """A visit: its path and cookie, the milliseconds of the launch request, whether the page is the person's own."""

    path: str
    cookie: str
    ms: float
    right: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    cookie: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everyone is at a link of their own, whose title only their own page shows."""

    origin: str
    platform: FakePlatform

    def launch(self, number: int) -> Launched:
        """Person `number` logs in, launches and looks at the page. Raises RuntimeError when a door stays closed."""
        title = f"Activity of person {number:04}"
        login = self._ask("POST", "/lti/login", self.platform.login_params(login_hint=str(number)))
        query = parse_qs(urlsplit(login.location).query)
        link = {names.RESOURCE_LINK_CLAIM: {"id": f"link-{number}", "title": title}}
        claims = self.platform.student(f"person-{number}") | link
        token = self.platform.id_token(claims, nonce=query["nonce"][0])
        form = {"state": query["state"][0], "id_token": token}
        ms, launch = timed(lambda: self._ask("POST", "/lti/launch", form, cookie=login.cookie))
        page = self._ask("GET", launch.location, cookie=launch.cookie)
        right = page.status == 200 and f"<title>{title}</title>".encode() in page.body
        return Launched(launch.location, launch.cookie, ms, right)

    def opened_by_others(self, launched: list[Launched]) -> int:
        """How many pages open with the cookie of the neighbour, though it bears the right name."""
        opened = 0
        for mine, other in zip(launched, [*launched[1:], launched[0]], strict=True):
            name = mine.cookie.partition("=")[0]
            forged = f"{name}={other.cookie.partition('=')[2]}"
            opened += self._ask("GET", mine.path, cookie=forged, expected=None).status != 401
        return opened

    def _ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        *,
        cookie: str = "",
        expected: tuple[int, ...] | None = (200, 302, 303),
    ) -> _Answer:
        connection = HTTPConnection(urlsplit(self.origin).netloc, timeout=SECONDS)
        try:
            headers = FORM if form else {}
            connection.request(
                method,
                path,
                urlencode(form) if form else None,
                headers | ({"Cookie": cookie} if cookie else {}),
            )
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if expected is not None and answer.status not in expected:
            raise RuntimeError(f"{path.partition('?')[0]} answered {answer.status}, expected is {expected}")
        return _Answer(
            answer.status, answer.getheader("Location", ""), _newest(answer.msg.get_all("Set-Cookie")), body
        )


def _newest(headers: list[str] | None) -> str:
    """The cookie that was set, not one that was deleted. By hand: http.cookies does not know `Partitioned`."""
    pairs = [header.partition(";")[0] for header in headers or []]
    return next((pair for pair in pairs if pair.partition("=")[2].strip('"')), "")
