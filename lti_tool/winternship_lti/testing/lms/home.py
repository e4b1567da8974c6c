"""The front page of the platform: so that somebody who builds a tool can click through it, and see the grades."""

from __future__ import annotations

from html import escape
from typing import cast

from ...protocol import names
from ..errors import Refused
from ..local_server import Reply
from .calls import Call
from .openings import Target
from .pages import page
from .records import Course, Link, Member
from .site import Site


def home_page(site: Site) -> str:
    """Every course with its links, a way in for each person, and the grades."""
    tools = "".join(f"<li>{escape(tool.name)}: {escape(tool.client_id)}</li>" for tool in site.tools)
    with site.lock:
        courses = "".join(_course(site, course) for course in site.courses.values())
    head = f"<h1>A fake {escape(site.profile.name)}</h1><ul>{tools or '<li>No tool yet</li>'}</ul>"
    return page("Fake platform", f"<main>{head}{courses}</main>")


def go(site: Site, call: Call) -> Reply:
    """Open what was clicked on the front page: `way` is iframe, window or pick."""
    course_id, person_id, thing, *_ = [*call.names["place"].split("/"), "", ""]
    course, person = site.courses.get(course_id), site.people.get(person_id)
    if course is None or person is None:
        raise Refused(404, "there is no such course or person")
    way, tool = call.names["way"], site.tool(thing)
    link = next((link for link in course.links if link.id == thing), None)
    if way == "pick" and tool:
        opening = site.openings.new(names.DEEP_LINKING, person, tool, course=course)
    elif way in {"iframe", "window"} and link:
        target = cast(Target, way)
        opening = site.openings.new(
            names.RESOURCE_LINK, person, link.tool, link=link, course=course, target=target
        )
    else:
        raise Refused(404, "there is no such link or tool")
    return Reply(302, b"", {"Location": opening.url})


def _course(site: Site, course: Course) -> str:
    titles = "".join(f'<th scope="col">{escape(link.title)}</th>' for link in course.links)
    head = f'<tr><th scope="col">Person</th>{titles}<th scope="col">Pick content</th></tr>'
    rows = "".join(_row(site, course, member) for member in course.members.values())
    return f'<h2>{escape(course.title)}</h2><table border="1">{head}{rows}</table>'


def _row(site: Site, course: Course, member: Member) -> str:
    person = member.person
    cells = "".join(f"<td>{_cell(site, link, person.id)}</td>" for link in course.links)
    picks = [
        _way("pick", course, person.id, tool.client_id, tool.name)
        for tool in site.tools
        if tool.active and member.role != "learner"
    ]
    name = f"{person.name} ({member.role})"
    return f'<tr><th scope="row">{escape(name)}</th>{cells}<td>{" ".join(picks)}</td></tr>'


def _cell(site: Site, link: Link, person_id: str) -> str:
    column = site.column_of(link)
    grade = column.grades.get(person_id) if column else None
    ways = " ".join(_way(way, link.course, person_id, link.id, way) for way in ("iframe", "window"))
    return f"{ways} {grade.points} / {grade.maximum}" if grade else ways


def _way(way: str, course: Course, person_id: str, thing: str, words: str) -> str:
    return f'<a href="/go/{way}/{course.id}/{person_id}/{thing}">{escape(words)}</a>'
