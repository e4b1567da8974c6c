"""Line items: the columns of the gradebook that a tool may see, make, change and delete [AGS 3.2]."""

from __future__ import annotations

from typing import Final

from ...protocol import names
from ..errors import Refused
from ..local_server import Reply
from .access import authorize
from .calls import Call, json_reply
from .claims import column_url, columns_url
from .media import LINE_ITEM, LINE_ITEMS
from .paging import EVERYTHING, broken, next_link, read_slice
from .records import Column, Course, Tool
from .site import Site

_FILTERS: Final = {"resource_id": "resource_id", "resource_link_id": "link_id", "tag": "tag"}


def lineitems(site: Site, call: Call) -> Reply:
    """List the tool's columns of a course, or make one."""
    course = _course(site, call)
    if call.method == "POST":
        return _create(site, call, course)
    tool = authorize(site, call.request.headers, *_reading(site))
    _check_accept(site, call, LINE_ITEMS)
    found = [column for column in site.columns_of(course, tool) if _wanted(column, call)]
    part = read_slice(call, site.profile.paging, None) if site.profile.pages_columns else EVERYTHING
    headers = {}
    if following := part.next(len(found)):
        link = next_link(columns_url(site, course.id), call.query | following)
        headers["Link"] = broken(link) if "lineitems" in site.profile.broken_links else link
    return json_reply([describe(site, column) for column in part.of(found)], LINE_ITEMS, headers=headers)


def lineitem(site: Site, call: Call) -> Reply:
    """Show, change or delete one column."""
    scopes = _reading(site) if call.method == "GET" else (names.SCOPE_LINEITEM,)
    column = owned_column(site, call, authorize(site, call.request.headers, *scopes))
    if call.method == "DELETE":
        with site.lock:
            site.columns.pop(column.id, None)
        return Reply(204)
    if call.method == "PUT":
        check_type(site, call, LINE_ITEM)
        label, maximum = _label(call), _maximum(site, call)
        with site.lock:
            column.label, column.maximum = label, maximum
            column.resource_id, column.tag = _text(call, "resourceId"), _text(call, "tag")
    return json_reply(describe(site, column), LINE_ITEM)


def describe(site: Site, column: Column) -> dict[str, object]:
    """A column as JSON [AGS 3.2.3], with what is not there left out, empty or null as the platform does."""
    absent = site.profile.absent
    found: dict[str, object] = {
        "id": column_url(site, column.course.id, column.id),
        "label": column.label,
        "scoreMaximum": column.maximum,
        "resourceId": column.resource_id,
        "tag": column.tag,
        "resourceLinkId": column.link_id or "",
    }
    if absent == "left out":
        return {name: value for name, value in found.items() if value != ""}
    if absent == "null":
        return {name: None if value == "" else value for name, value in found.items()}
    return found | {"ltiLinkId": found["resourceLinkId"]}


def owned_column(site: Site, call: Call, tool: Tool) -> Column:
    """The column of the address. Raises Refused (404) when it is gone, or another tool's."""
    column = site.columns.get(call.names["column"])
    if column is None or column.tool is not tool or column.course.id != call.names["course"]:
        raise Refused(404, "there is no such line item")
    return column


def check_type(site: Site, call: Call, media_type: str) -> None:
    """Refuse a body of another media type."""
    if call.content_type != media_type:
        path = call.request.path.partition("?")[0]
        raise Refused(site.profile.wrong_type_status, f"No handler found for {path} {call.content_type}")


def _check_accept(site: Site, call: Call, media_type: str) -> None:
    wrong = site.profile.wrong_accept_status
    exact = site.profile.wrong_accept_status == 400  # Moodle: even */* is not enough
    if not (call.asks_exactly(media_type) if exact else call.accepts(media_type)):
        raise Refused(wrong, "No context or unsupported content type")


def _reading(site: Site) -> tuple[str, ...]:
    if site.profile.readonly_scope_needed:
        return (names.SCOPE_LINEITEM_READONLY,)
    return (names.SCOPE_LINEITEM, names.SCOPE_LINEITEM_READONLY)


def _create(site: Site, call: Call, course: Course) -> Reply:
    tool = authorize(site, call.request.headers, names.SCOPE_LINEITEM)
    check_type(site, call, LINE_ITEM)
    label, maximum = _label(call), _maximum(site, call)
    link_id, resource_id = _text(call, "resourceLinkId") or None, _text(call, "resourceId")
    if site.profile.item_needs_owner and not (link_id or resource_id):
        raise Refused(400, "Must provide at least one of resource_id or resource_link_id")
    if link_id and not any(link.id == link_id and link.tool is tool for link in course.links):
        raise Refused(404 if not site.profile.item_needs_owner else 400, "there is no such resource link")
    column = site.new_column(
        course, tool, label, maximum, resource_id=resource_id, tag=_text(call, "tag"), link_id=link_id
    )
    return json_reply(describe(site, column), LINE_ITEM, status=201)


def _course(site: Site, call: Call) -> Course:
    course = site.courses.get(call.names["course"])
    if course is None:
        raise Refused(404, "there is no such course")
    return course


def _wanted(column: Column, call: Call) -> bool:
    asked = {field: call.query[name] for name, field in _FILTERS.items() if name in call.query}
    return all(getattr(column, field) == value for field, value in asked.items())


def _label(call: Call) -> str:
    label = _text(call, "label")
    if not label:
        raise Refused(400, "label is missing")
    return label


def _maximum(site: Site, call: Call) -> float:
    maximum = call.json.get("scoreMaximum")
    if isinstance(maximum, bool) or not isinstance(maximum, int | float) or maximum <= 0:
        raise Refused(400, "scoreMaximum is not a number above 0")
    if site.profile.whole_maximum and not float(maximum).is_integer():
        raise Refused(400, "scoreMaximum: A valid integer is required.")
    return maximum


def _text(call: Call, name: str) -> str:
    value = call.json.get(name)
    return value if isinstance(value, str) else ""
