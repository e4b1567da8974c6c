"""The registration side of a Moodle 4.5 over real HTTP, as it was captured: what it says, demands and answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from winternship_lti.protocol import strict_json
from winternship_lti.testing import LocalServer, Reply, Request

FIXTURES = Path(__file__).parent / "fixtures"
CAPTURED = "http://127.0.0.1:8090"
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
NEEDED = (
    "response_types",
    "initiate_login_uri",
    "redirect_uris",
    "client_name",
    "jwks_uri",
    "token_endpoint_auth_method",
    TOOL,
)


def captured(name: str) -> dict[str, Any]:
    """A capture, as it was."""
    found: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return found


class MoodleServer(LocalServer):
    """A Moodle; `token` can be used once. `answer_changes` and `configuration_changes` make it another platform."""

    def __init__(self) -> None:
        super().__init__(self._reply)
        self.token = "header.claims.signature-that-is-secret"
        self.used = False
        self.client_id = "TqUZ7HpUoJmLQNN"
        self.configuration_changes: dict[str, Any] = {}
        self.answer_changes: dict[str, Any] = {}
        self.replies: dict[str, Reply] = {}

    @property
    def configuration_url(self) -> str:
        """What Moodle sends along as `openid_configuration`."""
        return f"{self.origin}/mod/lti/openid-configuration.php"

    @property
    def registration_path(self) -> str:
        return "/mod/lti/openid-registration.php"

    @property
    def asked(self) -> dict[str, Any]:
        """The registration request that arrived."""
        return strict_json.loads_object(self.posts[-1].body)

    @property
    def posts(self) -> list[Request]:
        return [request for request in self.seen if request.method == "POST"]

    def configuration(self) -> dict[str, Any]:
        text = json.dumps(captured("moodle_openid_configuration")).replace(CAPTURED, self.origin)
        found: dict[str, Any] = json.loads(text) | self.configuration_changes
        return {name: value for name, value in found.items() if value is not None}

    def _reply(self, request: Request) -> Reply:
        path = urlsplit(request.path).path
        if path in self.replies:
            return self.replies[path]
        if path == urlsplit(self.configuration_url).path:
            return Reply(200, json.dumps(self.configuration()).encode())
        return self._register(request) if path == self.registration_path else Reply(404)

    def _register(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {self.token}" or self.used:
            return Reply(401, b"token_already_used")
        asked = strict_json.loads_object(request.body)
        missing = [name for name in NEEDED if not asked.get(name)]
        if missing:
            return Reply(400, f"missing required attribute {missing[0]}".encode())
        tool: Any = asked[TOOL]
        if not tool.get("domain"):
            return Reply(400, b"missing_domain")
        if urlsplit(tool["target_link_uri"]).netloc != tool["domain"]:
            return Reply(400, b"domain_targetlinkuri_mismatch")
        self.used = True
        answer = captured("moodle_registration")["answer"] | {"client_id": self.client_id}
        answer[TOOL] = answer[TOOL] | {"claims": tool["claims"]} | self.answer_changes.get(TOOL, {})
        changes = {name: value for name, value in self.answer_changes.items() if name != TOOL}
        return Reply(200, json.dumps(answer | changes).encode())
