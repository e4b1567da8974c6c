"""So that custom parameters arrive as real platforms send them: filled in, or with the variable as it was written."""

from __future__ import annotations

from collections.abc import Mapping

from .openings import Opening
from .site import Site


def custom_claim(site: Site, opening: Opening, custom: Mapping[str, str]) -> dict[str, object]:
    """The custom parameters of a launch [Core 5.4.6]; a variable this platform does not know stays as it is."""
    values = _values(site, opening)
    known = site.profile.known_variables
    usable = {name: value for name, value in values.items() if not known or name in known}
    return {
        name: usable.get(value[1:], value) if value.startswith("$") else value
        for name, value in custom.items()
    }


def _values(site: Site, opening: Opening) -> dict[str, object]:
    person, link, course = opening.person, opening.link, opening.course
    found: dict[str, object] = {
        "User.id": person.id,
        "User.username": person.username,
        "Person.name.full": person.name,
        "Person.name.given": person.given_name,
        "Person.name.family": person.family_name,
        "Person.email.primary": person.email,
        "Person.sourcedId": person.username,
        # While content is picked there is no link yet; Moodle then sends null.
        "ResourceLink.id": None,
        "ResourceLink.title": None,
    }
    if link:
        found |= {
            "ResourceLink.id": link.id,
            "ResourceLink.title": link.title,
            "ResourceLink.id.history": ",".join(link.history),
        }
    if course:
        found |= {
            "Context.id": course.id,
            "Context.title": course.title,
            "Context.label": course.label,
            "Context.id.history": ",".join(course.history),
        }
    return found
