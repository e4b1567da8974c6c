"""What somebody opened and as whom, so that the platform still knows when the tool sends the browser back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .records import Course, Link, Person, Tool

if TYPE_CHECKING:
    from .site import Site

Target = Literal["iframe", "window"]


@dataclass(frozen=True, slots=True)
class LoginRequest:
    """The first request of a launch, to the tool, from the browser [Sec 5.1.1.1]."""

    method: Literal["GET", "POST"]
    url: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opens a tool: `message` says what for; `claims` changes what is signed in the end."""

    site: Site = field(repr=False)
    id: str
    message: str
    person: Person
    tool: Tool
    link: Link | None = None
    course: Course | None = None
    of: Person | None = None
    target: Target = "iframe"
    claims: Mapping[str, object] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The page of the platform that opens the tool, for a browser: in a frame, or in its whole window."""
        return f"{self.site.origin}/{'frame' if self.target == 'iframe' else 'open'}/{self.id}"

    @property
    def target_url(self) -> str:
        """The page of the tool that is wanted."""
        return self.link.url if self.link else self.tool.target_url

    def login(self) -> LoginRequest:
        """The request that begins the launch, with a message hint of its own each time."""
        profile = self.site.profile
        params = {
            "iss": self.tool.issuer,
            "target_link_uri": self.target_url,
            "login_hint": self.person.id,
            "lti_message_hint": self.site.openings.hint(self),
            "client_id": self.tool.client_id,
        } | dict.fromkeys(profile.launch.login_deployment, self.tool.deployment_id)
        if profile.storage_frame and self.target == "iframe":
            params["lti_storage_target"] = profile.storage_frame
        return LoginRequest(profile.login_by, self.tool.login_url, params)


class Openings:
    """What is open, and the message hints that are out; some platforms take each of those only once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._open: dict[str, Opening] = {}
        self._hinted: dict[str, Opening] = {}

    def new(self, message: str, person: Person, tool: Tool, **fields: Any) -> Opening:
        """Somebody opens a tool; `fields` are the rest of Opening."""
        opening = Opening(self._site, secrets.token_hex(8), message, person, tool, **fields)
        with self._site.lock:
            self._open[opening.id] = opening
        return opening

    def find(self, opening_id: str) -> Opening | None:
        """The opening of this id."""
        return self._open.get(opening_id)

    def hint(self, opening: Opening) -> str:
        """A new hint for this opening: text that must come back byte for byte."""
        profile, hint = self._site.profile, secrets.token_hex(16)
        if profile.hint_is_json:
            # Quotes, braces and a comma: a tool that rebuilds the address carelessly breaks them.
            module = int(opening.link.id) if opening.link else 0
            launch = {"cmid": module, "launchid": f"ltilaunch{module}_{secrets.randbelow(2_000_000_000)}"}
            hint = json.dumps(launch, separators=(",", ":"))
        with self._site.lock:
            if profile.one_hint_per_person:
                self._hinted = {h: o for h, o in self._hinted.items() if o.person is not opening.person}
            self._hinted[hint] = opening
        return hint

    def take(self, hint: str) -> Opening | None:
        """What the hint is for; None when it is unknown, or used before where that matters."""
        with self._site.lock:
            if self._site.profile.single_use_hint:
                return self._hinted.pop(hint, None)
            return self._hinted.get(hint)
