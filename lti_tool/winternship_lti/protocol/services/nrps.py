"""So that the list of a course's people is read one page at a time, however long it is [NRPS 2]."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from .. import strict_json
from ..claims import Person
from ..errors import ServiceUnavailable
from ..roles import Roles
from ..values import identifier, mapping, strings
from .paging import pages, with_query
from .service import Service

MEMBERS: Final = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
PAGE_SIZE: Final = 200  # Open edX pages only when asked; Canvas gives fewer than this


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of the course. Personal data: nothing of it is written into a log [NRPS 2.2]."""

    user_id: str = field(repr=False)
    roles: Roles
    is_active: bool
    name: str = field(repr=False)


def members(service: Service, url: str) -> Iterator[Member]:
    """Everyone at `url` (the claim's `context_memberships_url`), page by page. Raises as `Service.call`.

    Someone marked as deleted is left out: only a list of differences speaks of them [NRPS 2.5].
    """
    for answer in pages(service, with_query(url, limit=str(PAGE_SIZE)), accept=MEMBERS):
        try:
            found = strict_json.loads_object(answer.body)
        except ValueError as error:
            raise ServiceUnavailable(f"members: received what is {error}") from error
        listed = found.get("members")
        for value in listed if isinstance(listed, list) else ():
            member = _read(value)
            if member is not None:
                yield member


def _read(value: object) -> Member | None:
    found = mapping(value)
    user_id, status = identifier(found.get("user_id")), found.get("status", "Active")
    if user_id is None or status == "Deleted":
        return None
    name = Person.read(found).name or ""
    return Member(user_id, Roles(strings(found.get("roles"))), status != "Inactive", name)
