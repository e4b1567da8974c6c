"""A placement as the parts of OEAPI 6: the company, the offering, and one association for each person in it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final

from winternship_connectors.contract import Fields, Value
from winternship_connectors.records import Record, State, Supervisor

ORGANISATION: Final = "organisation"
OFFERING: Final = "offering"
STUDENT: Final = "student"
# The roles of OEAPI 6; its enumerations take a value of one's own when it begins with ``x-``.
ROLES: Final[Mapping[str, str]] = {
    STUDENT: "student",
    "trainer": "x-praktijkopleider",
    "supervisor": "x-praktijkbegeleider",
    "coordinator": "coordinator",
}
ASSOCIATION_STATES: Final[Mapping[State, str]] = {
    State.PROPOSED: "pending",
    State.AGREED: "pending",
    State.SIGNED: "associated",
    State.ACTIVE: "associated",
    State.ENDED: "finished",
    State.CANCELLED: "cancelled",
}
OFFERING_STATES: Final[Mapping[State, str]] = {
    State.PROPOSED: "concept",
    State.AGREED: "concept",
    State.SIGNED: "active",
    State.ACTIVE: "active",
    State.ENDED: "inactive",
    State.CANCELLED: "cancelled",
}


def site_id(site: str, kind: str, local_id: str) -> str:
    """Our UUID (version 5) of something that many placements share; the same every time, so that PUT repeats itself."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{site}/{kind}/{local_id}"))


def association_id(offering: str, part: str) -> str:
    """Our UUID of a person's place in an offering."""
    return str(uuid.uuid5(uuid.UUID(offering), part))


def parts(record: Record, site: str) -> dict[str, Fields]:
    """The flat fields of each part, in the order in which they may refer to each other."""
    found = {ORGANISATION: _organisation(record, site), OFFERING: _offering(record, site)}
    found[STUDENT] = _student(record, site)
    for one in record.supervisors:
        if one.role in ROLES:
            found[one.role] = _supervisor(record, one, site)
    return found


def _organisation(record: Record, site: str) -> Fields:
    company = record.company
    return {
        "id": site_id(site, "organisation", company.local_id),
        "local_id": company.local_id,
        "name": company.name,
        "recognition_id": company.recognition_id,
        "kvk": company.kvk,
        "establishment": company.establishment,
        "street": company.street,
        "postcode": company.postcode,
        "city": company.city,
        "country": company.country,
    }


def _offering(record: Record, site: str) -> Fields:
    return {
        "id": str(record.uuid),
        "placement": record.id,
        "organisation_id": site_id(site, "organisation", record.company.local_id),
        "crebo": record.qualification.crebo,
        "name": record.qualification.name or record.qualification.crebo,
        "state": OFFERING_STATES[record.state],
        "starts_on": record.period.starts_on.isoformat(),
        "ends_on": record.period.ends_on.isoformat(),
    }


def _association(record: Record, part: str) -> dict[str, Value]:
    period = record.period
    return {
        "id": association_id(str(record.uuid), part),
        "offering_id": str(record.uuid),
        "role": ROLES[part],
        "state": ASSOCIATION_STATES[record.state],
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "ended_on": period.ended_on.isoformat() if period.ended_on else None,
    }


def _student(record: Record, site: str) -> Fields:
    return {
        **_association(record, STUDENT),
        "person_id": site_id(site, "student", record.student.local_id),
        "student_number": record.student.number,
        "name": record.student.name,
        "hours": record.hours.planned,
        "confirmed_hours": record.hours.confirmed,
        "recognition_id": record.company.recognition_id,
    }


def _supervisor(record: Record, one: Supervisor, site: str) -> Fields:
    return {**_association(record, one.role), "person_id": site_id(site, "person", one.local_id)}
