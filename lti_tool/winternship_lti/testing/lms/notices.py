"""Platform notices: the tool says where they go, and the platform sends them there, once [PNS 1.0]."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from urllib.parse import urlsplit

from ...protocol.http import Http
from ..errors import Refused
from ..local_server import Reply
from ..payloads import Claims
from .access import authorize
from .authenticating import notice_token
from .calls import Call, json_reply
from .claims import NOTICE_TYPES
from .records import Tool
from .site import NOTICE_SCOPE, Site


def handlers(site: Site, call: Call) -> Reply:
    """Show where notices go, or (PUT) set it for one type; an empty address ends it."""
    tool = authorize(site, call.request.headers, NOTICE_SCOPE)
    if call.names["client"] != tool.client_id:
        raise Refused(404, "there is no such tool")
    if call.method == "PUT":
        kind, handler = call.json.get("notice_type"), call.json.get("handler")
        if kind not in NOTICE_TYPES or not isinstance(handler, str):
            raise Refused(400, f"notice_type is none of {', '.join(NOTICE_TYPES)}, or handler no text")
        if handler and urlsplit(handler).netloc != urlsplit(tool.target_url).netloc:
            raise Refused(400, "the handler is not on the domain of the tool")
        with site.lock:
            tool.handlers[kind] = handler
        return json_reply({"notice_type": kind, "handler": handler})
    listed = [{"notice_type": kind, "handler": tool.handlers.get(kind, "")} for kind in NOTICE_TYPES]
    shown = {"client_id": tool.client_id, "deployment_id": tool.deployment_id}
    return json_reply(shown | {"notice_handlers": listed})


def notice(site: Site, tool: Tool, kind: str, claims: Claims) -> bytes:
    """The body of a notice, signed: what is posted to the tool's handler."""
    about: Claims = {
        "id": str(uuid.uuid4()),
        "timestamp": datetime.fromtimestamp(site.now(), UTC).isoformat(timespec="seconds"),
        "type": kind,
    }
    return json.dumps({"notices": [{"jwt": notice_token(site, tool, about, claims)}]}).encode()


def send(http: Http, site: Site, tool: Tool, kind: str, claims: Claims) -> int | None:
    """Post a notice to the tool: its status, or None when it has no handler for that. Never repeated."""
    handler = tool.handlers.get(kind)
    if not handler:
        return None
    body = notice(site, tool, kind, claims)
    return http.send("POST", handler, headers={"Content-Type": "application/json"}, body=body).status
