"""Who is in the course, in pages, and what changed since [NRPS 2]."""

from __future__ import annotations

from typing import Final

from ...protocol import names
from ..errors import Refused
from ..local_server import Reply
from ..payloads import MEMBERSHIP, Claims
from .access import authorize
from .calls import Call, json_reply
from .claims import personal
from .media import MEMBERS
from .paging import broken, next_link, read_slice
from .records import Course, Member, Tool
from .site import Site

_ROLES: Final = {"learner": "Learner", "instructor": "Instructor", "admin": "Administrator"}


def memberships(site: Site, call: Call) -> Reply:
    """The members of a course; with `since`, those that changed after that."""
    tool = authorize(site, call.request.headers, names.SCOPE_MEMBERSHIP)
    course = site.courses.get(call.names["course"])
    if course is None or call.names["client"] != tool.client_id:
        raise Refused(404, "there is no such course for this tool")
    url = f"{site.origin}/courses/{course.id}/memberships/{tool.client_id}"
    with site.lock:
        found = [member for member in course.members.values() if _wanted(site, call, member)]
        since = str(site.change)
    part = read_slice(call, site.profile.paging, site.profile.roster_page)
    links = []
    if following := part.next(len(found)):
        links.append(next_link(url, call.query | following))
    elif site.profile.differences:
        links.append(next_link(url, {"since": since}, rel="differences"))
    body = {
        "id": url,
        "context": {"id": course.id, "label": course.label, "title": course.title},
        "members": [_describe(site, tool, course, member, call) for member in part.of(found)],
    }
    link = ", ".join(links)
    if "memberships" in site.profile.broken_links:
        link = broken(link)
    return json_reply(body, MEMBERS, headers={"Link": link} if link else {})


def _wanted(site: Site, call: Call, member: Member) -> bool:
    role = call.query.get("role")
    if role and role not in (MEMBERSHIP + "#" + _ROLES[member.role], _ROLES[member.role]):
        return False
    since = call.number("since") if site.profile.differences else None
    if since is not None:
        return member.changed > since
    return member.status != "Deleted"  # the deleted are in differences only [NRPS 2.5]


def _describe(site: Site, tool: Tool, course: Course, member: Member, call: Call) -> Claims:
    role = _ROLES[member.role] if site.profile.short_roles else MEMBERSHIP + "#" + _ROLES[member.role]
    found: Claims = {"user_id": member.person.id, "roles": [role], "status": member.status}
    if tool.shares_names or site.profile.roster_names:
        found |= personal(member.person)
    link = next((link for link in course.links if link.id == call.query.get("rlid")), None)
    if link:
        claim = {names.MESSAGE_TYPE: names.RESOURCE_LINK, names.RESOURCE_LINK_CLAIM: {"id": link.id}}
        found["message"] = [claim]
    return found
