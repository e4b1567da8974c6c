"""So that one object plays a platform from login to signed launch, with the quirks of a real one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..protocol import names
from ..protocol.keys import JwksResponse, KeyStore
from . import payloads
from .payloads import ABSENT, Claims, Quirks, changed
from .signing import SigningKey


@dataclass(frozen=True, slots=True)
class FakeRegistration:
    """A registration with everything that `protocol.launch.verify` asks of one."""

    issuer: str
    client_id: str
    auth_url: str
    jwks_url: str
    trusted_audiences: tuple[str, ...] = ()
    leeway: float = 60.0
    max_age: float = 600.0
    allow_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class FakeTransaction:
    """A login that this tool wrote down."""

    issuer: str
    client_id: str
    nonce: str
    target_link_uri: str
    deployment_hint: str | None = None


@dataclass
class FakePlatform:
    """A platform at `issuer`, with one registered tool; `now` is its clock, in seconds since 1970.

    As a `Fetcher` it hands out its own key set and counts how often in `fetches`. `jwks_url` may be set to
    the address of a `JwksServer` that really serves it.
    """

    issuer: str = "https://platform.example"
    client_id: str = "tool-1"
    deployment_id: str = "1"
    target_link_uri: str = "https://tool.example/lti/launch"
    nonce: str = "nonce-of-this-login"
    kid: str = "key-1"
    jwks_url: str = "https://platform.example/jwks"
    quirks: Quirks = payloads.PLAIN
    now: Callable[[], float] = time.time
    fetches: int = 0

    def __post_init__(self) -> None:
        self.key = SigningKey()

    def registration(
        self, *, allow_anonymous: bool = False, trusted: tuple[str, ...] = ()
    ) -> FakeRegistration:
        """This tool, as its administrator would have registered it."""
        return FakeRegistration(
            issuer=self.issuer,
            client_id=self.client_id,
            auth_url=f"{self.issuer}/auth",
            jwks_url=self.jwks_url,
            trusted_audiences=trusted,
            allow_anonymous=allow_anonymous,
        )

    def transaction(self, *, deployment_hint: str | None = None) -> FakeTransaction:
        """The login that a launch with this platform's `nonce` belongs to."""
        return FakeTransaction(self.issuer, self.client_id, self.nonce, self.target_link_uri, deployment_hint)

    def login_params(self, *, login_hint: str = "user-1") -> dict[str, str]:
        """What the browser brings to the tool's login address."""
        hint = json.dumps({"cmid": 2, "launchid": "ltilaunch1_1632132859"})
        params = {
            "iss": self.issuer,
            "login_hint": login_hint,
            "target_link_uri": self.target_link_uri,
            "lti_message_hint": hint,
            "client_id": self.client_id,
        }
        return params | dict.fromkeys(self.quirks.login_deployment, self.deployment_id)

    def student(self, subject: str = "user-1") -> Claims:
        """A learner opens an activity."""
        person: Claims = {"name": "Sam Student", "email": "sam@example.org"}
        return self._resource_link(subject, self.quirks.learner) | person

    def teacher(self, subject: str = "user-2") -> Claims:
        """An instructor opens an activity."""
        person: Claims = {"name": "Tess Teacher", "email": "tess@example.org"}
        return self._resource_link(subject, self.quirks.instructor) | person

    def deep_linking(self) -> Claims:
        """An instructor chooses content for the course."""
        changes: Claims = {
            names.MESSAGE_TYPE: names.DEEP_LINKING,
            names.DEEP_LINKING_SETTINGS: payloads.deep_linking_settings(base=self.issuer),
            names.RESOURCE_LINK_CLAIM: ABSENT,
        }
        if not self.quirks.target_on_deep_linking:
            changes[names.TARGET_LINK_URI] = ABSENT
        return changed(self.teacher(), changes)

    def submission_review(self, of: str = "user-1") -> Claims:
        """An instructor looks at the work of a learner."""
        return self.teacher() | {names.MESSAGE_TYPE: names.SUBMISSION_REVIEW, names.FOR_USER: {"user_id": of}}

    def data_privacy(self, of: str = "user-1") -> Claims:
        """An administrator asks what is kept of a person."""
        changes: Claims = {
            names.MESSAGE_TYPE: names.DATA_PRIVACY,
            names.ROLES: [payloads.SYSTEM + "#Administrator"],
            names.FOR_USER: {"user_id": of},
            **dict.fromkeys((names.CONTEXT, names.RESOURCE_LINK_CLAIM, names.TARGET_LINK_URI), ABSENT),
        }
        return changed(self.teacher(), changes)

    def id_token(
        self,
        claims: Mapping[str, object] | None = None,
        *,
        header: Mapping[str, object] | None = None,
        key: SigningKey | None = None,
        **changes: object,
    ) -> str:
        """A signed token: the security claims, then `claims` (a student's by default), then `changes`.

        What is ABSENT is left out, of the header too. `changes` are of the short claims: exp, aud, nonce, …
        """
        message = self.student() if claims is None else claims
        return self.sign(changed({**self.security_claims(), **message}, changes), header=header, key=key)

    def security_claims(self) -> Claims:
        """The claims that bind a token to a platform, a tool, a time and a login."""
        issued = int(self.now())
        times: Claims = {"iat": issued, "exp": issued + self.quirks.lifetime}
        azp: Claims = {"azp": self.client_id} if self.quirks.sends_azp else {}
        return {"iss": self.issuer, "aud": self.client_id, "nonce": self.nonce, **times, **azp}

    def sign(
        self,
        content: Mapping[str, object] | bytes,
        *,
        header: Mapping[str, object] | None = None,
        key: SigningKey | None = None,
    ) -> str:
        """Any claims, or any bytes at all, as a token signed by this platform (or with another `key`)."""
        payload = content if isinstance(content, bytes) else json.dumps(content).encode()
        return (key or self.key).token(
            changed({"typ": "JWT", "alg": "RS256", "kid": self.kid}, header or {}), payload
        )

    def jwks(self) -> dict[str, object]:
        """The platform's key set."""
        alg = {"alg": "RS256"} if self.quirks.jwk_alg else {}
        return {"keys": [self.key.jwk(kid=self.kid, use="sig", **alg)]}

    def rotate(self, kid: str) -> None:
        """From now on sign with a new key, and publish only that one."""
        self.kid, self.key = kid, SigningKey(kid)

    def fetch(self, url: str) -> JwksResponse:
        """The key set, as a `Fetcher` hands it out."""
        self.fetches += 1
        return JwksResponse(200, {}, json.dumps(self.jwks()).encode())

    def keys(self) -> KeyStore:
        """A key store that gets its keys from this platform."""
        return KeyStore(self, now=self.now)

    def _resource_link(self, subject: str, roles: tuple[str, ...]) -> Claims:
        message = payloads.resource_link(self.quirks, base=self.issuer, target=self.target_link_uri)
        return message | {names.DEPLOYMENT_ID: self.deployment_id, "sub": subject, names.ROLES: list(roles)}
