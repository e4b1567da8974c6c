"""A tool of a few lines, to prove the platform with: it logs in, checks the id_token and can send a score."""

from __future__ import annotations

import json
import secrets
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from practice_lms.lti_platform.connection import Connection

AGS = "https://purl.imsglobal.org/spec/lti-ags"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
PAGE = """<!DOCTYPE html><html lang="en"><title>Tiny tool</title><h1>Hello, {name}</h1>
<script>parent.postMessage({{subject: "lti.frameResize", height: 777}}, "*");</script>"""


class TinyTool(ThreadingHTTPServer):
    """Serves login, launch and keys on 127.0.0.1; `launches` holds the claims of each checked id_token."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = RSAKey.generate_key(2048, {"kid": "tiny", "use": "sig", "alg": "RS256"})
        self.platform: Connection | None = None
        self.nonces: dict[str, str] = {}
        self.launches: list[dict[str, Any]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def check(self, id_token: str, state: str) -> dict[str, Any]:
        """The claims, if the platform's published key signed them for this login."""
        assert self.platform is not None
        keys = KeySet.import_key_set(requests.get(self.platform.keyset_url, timeout=5).json())
        claims: dict[str, Any] = jwt.decode(id_token, keys, algorithms=["RS256"]).claims
        assert claims["iss"] == self.platform.issuer
        assert claims["aud"] == self.platform.client_id
        assert claims["nonce"] == self.nonces.pop(state)
        assert claims["exp"] > time.time()
        return claims

    def token(self, *scopes: str) -> str:
        """An access token for the platform's services."""
        assert self.platform is not None
        claims = {
            "iss": self.platform.client_id,
            "sub": self.platform.client_id,
            "aud": self.platform.token_url,
            "jti": secrets.token_hex(8),
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
        }
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION,
            "client_assertion": jwt.encode({"alg": "RS256", "kid": "tiny"}, claims, self.key),
            "scope": " ".join(scopes),
        }
        answer = requests.post(self.platform.token_url, data=form, timeout=5)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def send_score(self, launch: dict[str, Any], given: float, **changes: object) -> requests.Response:
        """Post a score of 10 at most for the person of a launch."""
        score = {
            "userId": launch["sub"],
            "timestamp": datetime.now(UTC).isoformat(timespec="microseconds"),
            "scoreGiven": given,
            "scoreMaximum": 10,
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
        }
        return requests.post(
            launch[f"{AGS}/claim/endpoint"]["lineitem"] + "/scores",
            data=json.dumps(score | changes),
            headers={
                "Authorization": f"Bearer {self.token(f'{AGS}/scope/score')}",
                "Content-Type": "application/vnd.ims.lis.v1.score+json",
            },
            timeout=5,
        )


class _Handler(BaseHTTPRequestHandler):
    server: TinyTool

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class names it so)
        """Keep the test output clean."""

    def do_GET(self) -> None:
        """Answer a login with a redirect to the platform, a request for keys with the public key."""
        url = urlsplit(self.path)
        if url.path == "/lti/jwks":
            keys = {"keys": [self.server.key.as_dict(private=False)]}
            return self._answer(200, json.dumps(keys), "application/json")
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        state, nonce = secrets.token_hex(8), secrets.token_hex(8)
        self.server.nonces[state] = nonce
        assert self.server.platform is not None
        request = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": query["client_id"],
            "redirect_uri": query["target_link_uri"],
            "login_hint": query["login_hint"],
            "lti_message_hint": query["lti_message_hint"],
            "state": state,
            "nonce": nonce,
        }
        return self._answer(302, "", "text/plain", f"{self.server.platform.auth_url}?{urlencode(request)}")

    def do_POST(self) -> None:
        """Take a launch."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        claims = self.server.check(form["id_token"], form["state"])
        self.server.launches.append(claims)
        self._answer(200, PAGE.format(name=claims["name"]), "text/html")

    def _answer(self, status: int, body: str, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body.encode())
