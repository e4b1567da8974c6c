"""So that what is signed for a launch is what the platform played would sign."""

from __future__ import annotations

from typing import Final

from ...protocol import names
from ..payloads import ABSENT, MEMBERSHIP, SYSTEM, Claims, changed
from .openings import Opening
from .records import Course, Link, Person, Role, Tool
from .site import NOTICE_SCOPE, Site
from .variables import custom_claim

PNS: Final = "https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice"
NOTICE_TYPES: Final = ("LtiHelloWorldNotice", "LtiContextCopyNotice")


def message_claims(site: Site, opening: Opening) -> Claims:
    """All claims of the message but the security ones, with the changes that the test wants."""
    person, tool = opening.person, opening.tool
    claims: Claims = {
        names.MESSAGE_TYPE: opening.message,
        names.VERSION: names.LTI_VERSION,
        names.DEPLOYMENT_ID: tool.deployment_id,
        names.TARGET_LINK_URI: opening.target_url,
        names.TOOL_PLATFORM: _platform(site),
        names.ROLES: roles(site, person, opening.course),
        "sub": person.id,
    }
    if tool.shares_names:
        claims |= personal(person)
    if opening.message == names.DATA_PRIVACY:
        claims = changed(claims, {names.ROLES: [SYSTEM + "#Administrator"]})
        del claims[names.TARGET_LINK_URI]
    if opening.course:
        claims |= _in_course(site, opening, opening.course)
    if opening.link:
        claims |= _in_link(opening.link)
    if opening.of:
        claims[names.FOR_USER] = {"user_id": opening.of.id}
    if opening.message == names.DEEP_LINKING and opening.course:
        claims |= _picking(site, opening.course, tool)
    return changed(claims, opening.claims)


def personal(person: Person) -> Claims:
    """What is shared of somebody, if the tool may know [Core 5.3.6]."""
    return {
        "name": person.name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
    }


def roles(site: Site, person: Person, course: Course | None) -> list[str]:
    """The roles as this platform names them in a launch."""
    launch = site.profile.launch
    named: dict[Role | None, tuple[str, ...]] = {
        "learner": launch.learner,
        "instructor": launch.instructor,
        "admin": (SYSTEM + "#Administrator", MEMBERSHIP + "#Administrator"),
        None: (),
    }
    return list(named[site.role(person, course) if course else None])


def context(course: Course) -> Claims:
    """The course [Core 5.4.1]."""
    return {"id": course.id, "label": course.label, "title": course.title, "type": ["CourseSection"]}


def column_url(site: Site, course_id: str, column_id: str) -> str:
    """The address of a line item."""
    return _with_query(site, f"{site.origin}/courses/{course_id}/lineitems/{column_id}/lineitem")


def columns_url(site: Site, course_id: str) -> str:
    """The address of the line items of a course."""
    return _with_query(site, f"{site.origin}/courses/{course_id}/lineitems")


def _with_query(site: Site, url: str) -> str:
    return f"{url}?{site.profile.address_query}" if site.profile.address_query else url


def _platform(site: Site) -> dict[str, object]:
    family = site.profile.launch.family
    about: dict[str, object] = {"guid": f"fake-{site.profile.name}", "name": "Fake platform", "version": "1"}
    return about | ({"product_family_code": family} if family else {})


def _in_course(site: Site, opening: Opening, course: Course) -> Claims:
    tool, link = opening.tool, opening.link
    claims: Claims = {
        names.CONTEXT: context(course),
        names.PRESENTATION: {
            "locale": "nl",
            "document_target": opening.target,
            "return_url": f"{site.origin}/course/{course.id}",
        },
        names.CUSTOM: custom_claim(site, opening, tool.custom | (link.custom if link else {})),
    }
    granted = [scope for scope in tool.scopes if scope.startswith("https://purl.imsglobal.org/spec/lti-ags/")]
    if granted:
        column = {"lineitem": url} if link and (url := _claimed_column(site, link)) else {}
        claims[names.AGS_ENDPOINT] = {"scope": granted, "lineitems": columns_url(site, course.id)} | column
    if names.SCOPE_MEMBERSHIP in tool.scopes:
        url = f"{site.origin}/courses/{course.id}/memberships/{tool.client_id}"
        claims[names.NRPS_SERVICE] = {"context_memberships_url": url, "service_versions": ["2.0"]}
    if site.profile.notices and NOTICE_SCOPE in tool.scopes:
        claims[PNS] = {
            "service_versions": ["1.0"],
            "platform_notification_service_url": f"{site.origin}/notices/{tool.client_id}",
            "scope": [NOTICE_SCOPE],
            "notice_types_supported": list(NOTICE_TYPES),
        }
    return claims


def _claimed_column(site: Site, link: Link) -> str | None:
    column = site.column_of(link)
    if site.profile.first_column_claimed:
        # The claim then names the first item made, even one that is not bound to this link.
        column = next(iter(site.columns_of(link.course, link.tool)), None)
    return column_url(site, link.course.id, column.id) if column else None


def _in_link(link: Link) -> Claims:
    return {names.RESOURCE_LINK_CLAIM: {"id": link.id, "title": link.title, "description": ""}}


def _picking(site: Site, course: Course, tool: Tool) -> Claims:
    profile = site.profile
    settings = {
        "deep_link_return_url": f"{site.origin}/picked/{course.id}/{tool.client_id}?sesskey=Q9a",
        "accept_types": list(profile.picks),
        "accept_presentation_document_targets": ["iframe", "window"],
        "accept_multiple": True,
        "auto_create": profile.picking_launch == "with a link",
        "title": tool.name,
        "text": "",
    } | ({"data": profile.picked_data} if profile.picked_data is not None else {})
    claims: Claims = {names.DEEP_LINKING_SETTINGS: settings}
    if profile.picking_launch == "locale only":
        claims[names.PRESENTATION] = {"locale": "nl"}
    if profile.picking_launch == "with a link":
        claims[names.RESOURCE_LINK_CLAIM] = {"id": f"block-v1:{course.id}+type@lti_consumer"}
        claims |= {names.PRESENTATION: ABSENT, names.CUSTOM: ABSENT}
    return claims
