"""A small tool made of other people's libraries (PyJWT, requests), so that the platform is not judged by our own."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from winternship_lti.testing import LocalServer, Platform, Profile, Reply, Request, Tool
from winternship_lti.testing.lms import Course, Link, Person

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/"
DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"
ITEM = "application/vnd.ims.lis.v2.lineitem+json"
ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE = "application/vnd.ims.lis.v1.score+json"
UNTIMED = {"verify_exp": False, "verify_iat": False}  # some tests move the platform's clock
SCOPES = [AGS + "scope/lineitem", AGS + "scope/lineitem.readonly", AGS + "scope/score"]
SCOPES += [AGS + "scope/result.readonly", NRPS + "scope/contextmembership.readonly"]


@cache
def tool_key(name: str) -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


def key_set() -> dict[str, object]:
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(tool_key("tool").public_key()))
    return {"keys": [jwk | {"kid": "tool-1", "use": "sig", "alg": "RS256"}]}


@dataclass
class ToolSide(LocalServer):
    """The tool's server: it logs in by redirect, notes what it is launched with, and shows its keys."""

    launches: list[dict[str, str]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    auth_url: str = ""
    key_fetches: int = 0

    def __post_init__(self) -> None:
        LocalServer.__init__(self, self._respond)

    def _respond(self, request: Request) -> Reply:
        path, _, query = request.path.partition("?")
        if path == "/jwks":
            self.key_fetches += 1
            return Reply(200, json.dumps(key_set()).encode())
        sent = dict(parse_qsl(query + "&" + request.body.decode()))
        if path == "/login":
            asked = auth_query(sent, f"{self.origin}/launch")
            return Reply(302, b"", {"Location": f"{self.auth_url}?{urlencode(asked)}"})
        if path == "/notices":
            self.notices.append(json.loads(request.body))
            return Reply(200)
        self.launches.append(sent)
        return Reply(200, b"<!doctype html><p>launched", {"Content-Type": "text/html"})


def auth_query(login: dict[str, str], own_uri: str, **changes: str) -> dict[str, str]:
    fixed = {"scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none"}
    passed = {name: login[name] for name in ("login_hint", "lti_message_hint", "client_id")}
    asked = {
        **fixed,
        **passed,
        "redirect_uri": own_uri,
        "state": "state-1",
        "nonce": "nonce-1",
        **changes,
    }
    return {name: value for name, value in asked.items() if value != "ABSENT"}


@dataclass
class School:
    """A platform with one course, a learner, a teacher, one tool and one graded link."""

    lms: Platform
    side: ToolSide
    tool: Tool
    course: Course
    anna: Person
    tess: Person
    link: Link

    def claims(self, person: Person | None = None, **changes: str) -> dict[str, Any]:
        """Launch the link, and read the token as PyJWT does, by the platform's key set."""
        return self.read(self.lms.launch(self.link, person or self.anna), **changes)

    def read(self, opening: Any, **changes: str) -> dict[str, Any]:
        answer = self.lms.answer(self.auth_url(opening.login().params, **changes))
        return verified(self.link.tool, answer.form["id_token"])

    def auth_url(self, login: dict[str, str], **changes: str) -> str:
        query = auth_query(login, self.tool.redirect_uris[0], **changes)
        return f"{self.tool.auth_url}?{urlencode(query)}"

    def token(self, *scopes: str) -> str:
        answer = ask_token(self.link.tool, *scopes)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def call(self, method: str, url: str, scopes: tuple[str, ...] = (), **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token(*scopes)}", **more.pop("headers", {})}
        return requests.request(method, url, headers=headers, timeout=5, **more)

    @property
    def ags(self) -> dict[str, Any]:
        return dict(self.claims()[AGS + "claim/endpoint"])

    def score(
        self, given: float | None = 7.5, maximum: float | None = 10, **changes: Any
    ) -> requests.Response:
        """Post a score of Anna, now, to the link's column."""
        base, _, query = self.ags["lineitem"].partition("?")
        body = score_body(self.anna, given, maximum, **changes)
        headers = {"Content-Type": SCORE}
        return self.call("POST", f"{base}/scores?{query}".rstrip("?"), data=json.dumps(body), headers=headers)

    def results(self, query: str = "") -> Any:
        base, _, old = self.ags["lineitem"].partition("?")
        url = f"{base}/results?" + "&".join(part for part in (old, query) if part)
        return self.call("GET", url).json()


def score_body(person: Person, given: float | None, maximum: float | None, **changes: Any) -> dict[str, Any]:
    body = {
        "userId": person.id,
        "scoreGiven": given,
        "scoreMaximum": maximum,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


def verified(tool: Tool, token: str) -> dict[str, Any]:
    keys = {key["kid"]: key for key in requests.get(tool.jwks_url, timeout=5).json()["keys"]}
    jwk = keys[jwt.get_unverified_header(token)["kid"]]
    key = jwt.PyJWK(jwk, algorithm="RS256").key
    return jwt.decode(
        token, key, algorithms=["RS256"], audience=tool.client_id, issuer=tool.issuer, options=UNTIMED
    )


def assertion(tool: Tool, **changes: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": tool.client_id,
        "sub": tool.client_id,
        "aud": tool.token_audience,
        "iat": now,
        "exp": now + 3600,
    }
    return signed(claims | {"jti": str(uuid.uuid4())} | changes)


def signed(claims: dict[str, Any], *, key: str = "tool", kid: str = "tool-1") -> str:
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, tool_key(key), algorithm="RS256", headers={"kid": kid})


def ask_token(tool: Tool, *scopes: str, client_assertion: str = "", **changes: str) -> requests.Response:
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": client_assertion or assertion(tool),
        "scope": " ".join(scopes or SCOPES),
    }
    return requests.post(tool.token_url, data=form | changes, timeout=5)


@contextmanager
def school(quirks: str | Profile = "plain", **options: Any) -> Iterator[School]:
    with ToolSide() as side, Platform(quirks, **options) as lms:
        tool = lms.register(
            name="Test tool",
            login_url=f"{side.origin}/login",
            redirect_uris=[f"{side.origin}/launch"],
            jwks_url=f"{side.origin}/jwks",
        )
        side.auth_url = tool.auth_url
        course = lms.course("Win-Winternship")
        anna = lms.person("Anna Alves", course)
        tess = lms.person("Tess Teacher", course, role="instructor")
        link = lms.link(course, tool, title="Self-assessment", custom={"lesson": "42"})
        yield School(lms, side, tool, course, anna, tess, link)
