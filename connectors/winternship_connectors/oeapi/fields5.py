"""A placement as the parts of OOAPI 5: the offering, and one association for each person in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_connectors.contract import Fields, Value
from winternship_connectors.oeapi.fields import OFFERING, ROLES, STUDENT, association_id, site_id
from winternship_connectors.records import Record, State, Supervisor

# The closed list of roles of version 5; what somebody is with us travels in the consumer block.
ROLES5: Final[Mapping[str, str]] = {
    STUDENT: "student",
    "trainer": "guest",
    "supervisor": "lecturer",
    "coordinator": "coordinator",
}
STATES5: Final[Mapping[State, str]] = {
    State.PROPOSED: "pending",
    State.AGREED: "pending",
    State.SIGNED: "associated",
    State.ACTIVE: "associated",
    State.ENDED: "finished",
    State.CANCELLED: "canceled",
}


def parts(record: Record, site: str) -> dict[str, Fields]:
    """The flat fields of each part, in the order in which they may refer to each other."""
    found = {OFFERING: _offering(record), STUDENT: _student(record, site)}
    for one in record.supervisors:
        if one.role in ROLES:
            found[one.role] = _supervisor(record, one, site)
    return found


def _offering(record: Record) -> Fields:
    company = record.company
    return {
        "id": str(record.uuid),
        "placement": record.id,
        "crebo": record.qualification.crebo,
        "name": record.qualification.name or record.qualification.crebo,
        "company": company.name,
        "recognition_id": company.recognition_id,
        "street": company.street,
        "postcode": company.postcode,
        "city": company.city,
        "country": company.country,
        "state": "canceled" if record.state is State.CANCELLED else "active",
        "starts_on": record.period.starts_on.isoformat(),
        "ends_on": record.period.ends_on.isoformat(),
    }


def _association(record: Record, part: str) -> dict[str, Value]:
    ended = record.period.ended_on
    return {
        "id": association_id(str(record.uuid), part),
        "offering_id": str(record.uuid),
        "role": ROLES5[part],
        "state": STATES5[record.state],
        "ended_on": ended.isoformat() if ended else "",
    }


def _student(record: Record, site: str) -> Fields:
    return {
        **_association(record, STUDENT),
        "person_id": site_id(site, "student", record.student.local_id),
        "student_number": record.student.number,
        "hours": record.hours.planned,
        "confirmed_hours": record.hours.confirmed,
    }


def _supervisor(record: Record, one: Supervisor, site: str) -> Fields:
    return {**_association(record, one.role), "person_id": site_id(site, "person", one.local_id)}
