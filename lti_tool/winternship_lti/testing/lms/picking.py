"""What comes back from a tool where a teacher picked content: checked, kept, and made into links [DL 4.5]."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...protocol import names
from ...protocol.errors import LtiError
from ..errors import Refused
from ..local_server import Reply
from .access import ToolKeys, remember
from .calls import Call, html_reply
from .pages import message_page
from .records import Course, Link, Picked, Tool
from .site import Site

DL: Final = "https://purl.imsglobal.org/spec/lti-dl/claim/"
_LINKS: Final = "ltiResourceLink"


def picked(site: Site, tool_keys: ToolKeys, call: Call) -> Reply:
    """Take the form field `JWT` that the tool's page posted [DL 4.5]."""
    tool, course = site.tool(call.names["client"]), site.courses.get(call.names["course"])
    if tool is None or course is None:
        raise Refused(404, "there is no such tool or course")
    try:
        claims = tool_keys.claims(tool, call.form.get("JWT", ""))
    except LtiError as error:
        raise Refused(400, f"the JWT is not signed by the tool: {error.code}") from error
    _check(site, tool, claims)
    items = _items(site, claims)
    with site.lock:
        links = [_link(site, tool, course, item) for item in items if _is_activity(site, item)]
        message = claims.get(DL + "msg")
        text = message if isinstance(message, str) else None
        site.picked.append(Picked(course, items, links, text))
    return html_reply(message_page("Saved", f"{len(items)} item(s) saved in the course."))


def _check(site: Site, tool: Tool, claims: Mapping[str, object]) -> None:
    now, expires, issued = site.now(), claims.get("exp"), claims.get("iat")
    audience = claims.get("aud")
    right = {
        "iss": claims.get("iss") == tool.client_id,
        "aud": tool.issuer in (audience if isinstance(audience, list) else [audience]),
        "exp": isinstance(expires, int | float) and now < expires,
        "iat": isinstance(issued, int | float) and issued < now + 60,
        "message_type": claims.get(names.MESSAGE_TYPE) == "LtiDeepLinkingResponse",
        "version": claims.get(names.VERSION) == names.LTI_VERSION,
        "deployment_id": claims.get(names.DEPLOYMENT_ID) == tool.deployment_id,
        # Sent back exactly when there was any, and absent otherwise.
        "data": claims.get(DL + "data") == site.profile.picked_data,
    }
    wrong = [name for name, is_right in right.items() if not is_right]
    if wrong:
        raise Refused(400, f"wrong in the response: {', '.join(wrong)}")
    remember(site, claims.get("nonce"), refuse_again=True)


def _items(site: Site, claims: Mapping[str, object]) -> list[dict[str, object]]:
    listed = claims.get(DL + "content_items", [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise Refused(400, "content_items is not a list of objects")
    for item in listed:
        if item.get("type") not in site.profile.picks and not site.profile.picks_anything:
            raise Refused(400, f"the type {item.get('type')!r} was not accepted")
        _check_item(item)
    return listed


def _check_item(item: Mapping[str, object]) -> None:
    custom, column = item.get("custom", {}), item.get("lineItem")
    if not isinstance(custom, dict) or not all(isinstance(value, str) for value in custom.values()):
        raise Refused(400, "a value in custom is not a text")
    if column is None:
        return
    maximum = column.get("scoreMaximum") if isinstance(column, dict) else None
    if isinstance(maximum, bool) or not isinstance(maximum, int | float) or maximum <= 0:
        raise Refused(400, "scoreMaximum is not a number above 0")


def _is_activity(site: Site, item: Mapping[str, object]) -> bool:
    # Moodle makes an activity of everything, also of plain links and pieces of HTML.
    return item.get("type") == _LINKS or site.profile.picks_anything


def _link(site: Site, tool: Tool, course: Course, item: Mapping[str, object]) -> Link:
    custom, column = item.get("custom"), item.get("lineItem")
    link = Link(
        id=site.number("link"),
        course=course,
        tool=tool,
        title=str(item.get("title", "")),
        url=str(item.get("url") or tool.target_url),
        custom=dict(custom) if isinstance(custom, dict) else {},
    )
    course.links.append(link)
    if isinstance(column, dict) and site.profile.makes_picked_columns:
        site.new_column(
            course,
            tool,
            str(column.get("label") or link.title),
            column["scoreMaximum"],
            resource_id=str(column.get("resourceId", "")),
            tag=str(column.get("tag", "")),
            link_id=link.id,
        )
    return link
