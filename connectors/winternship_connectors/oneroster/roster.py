"""The confirmed placements of one school as rosters [OneRoster 1.2 rostering, section 4], for requests and for files.

A class is a placement, its course the qualification, its term the days of it. Only where the key says so, companies
are orgs and trainers are users, of types that begin with ``ext:``: the specification allows these, and readers that
know only its own words break on them. No e-mail address, date of birth or telephone number is ever in it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from winternship_connectors.records import Company, Record, State

Json = dict[str, Any]
COMPANY: Final = "ext:leerbedrijf"
TRAINER: Final = "ext:praktijkopleider"
# Role in a record → role in a class.
ROLES: Final[Mapping[str, str]] = {"trainer": TRAINER, "supervisor": "teacher", "coordinator": "teacher"}
LIVE: Final = (State.SIGNED, State.ACTIVE)
_HREF: Final = {
    "org": "orgs",
    "academicSession": "academicSessions",
    "course": "courses",
    "class": "classes",
    "user": "users",
}


@dataclass(frozen=True, slots=True)
class School:
    """Whose rosters they are; ``since``: what no placement tells of is as old as this."""

    pk: int
    name: str
    since: dt.datetime


@dataclass(slots=True)
class Roster:
    """All objects of one school by kind and id.

    ``site``: the address of this service, from which ids follow; ``base``: that below which each can be fetched.
    """

    site: str
    base: str
    companies: bool
    kinds: dict[str, dict[str, Json]] = field(
        default_factory=lambda: {name: {} for name in (*_HREF, "enrollment")}
    )

    def all(self, kind: str) -> list[Json]:
        """The objects of a kind in the order of their ids, which never changes."""
        return [one for _, one in sorted(self.kinds[kind].items())]

    def id_of(self, kind: str, local: str) -> str:
        """An id that tells nothing of a person, is the same every time, and is no other site's."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.site}/oneroster/{kind}/{local}"))

    def ref(self, kind: str, pk: str) -> Json:
        """A reference to an object."""
        return {"href": f"{self.base}/{_HREF[kind]}/{pk}", "sourcedId": pk, "type": kind}

    def put(self, kind: str, local: str, live: bool, at: dt.datetime, told: Json) -> str:
        """Add an object, or what another placement says of it: alive when it is in one, changed when the last was."""
        pk = self.id_of(kind, local)
        before = self.kinds[kind].get(pk)
        if before is not None:
            live = live or before["status"] == "active"
            at = max(at, dt.datetime.fromisoformat(before["dateLastModified"]))
            told = _joined(before, told)
        self.kinds[kind][pk] = {
            "sourcedId": pk,
            "status": "active" if live else "tobedeleted",
            "dateLastModified": at.astimezone(dt.UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            **told,
        }
        return pk


def built(records: Iterable[Record], school: School, made: Roster) -> Roster:
    """Fill a roster with the records of this school that are or were confirmed; pure but for that."""
    house = {"name": school.name, "type": "school", "identifier": str(school.pk)}
    made.put("org", f"organisation-{school.pk}", True, school.since, house)
    for record in records:
        if _was_confirmed(record):
            _add(made, record)
    for user in made.kinds["user"].values():
        user["enabledUser"] = "true" if user["status"] == "active" else "false"
    return made


def _was_confirmed(record: Record) -> bool:
    """A placement that was called off is told of when it once was confirmed, so that it is taken out there."""
    told = record.state in {*LIVE, State.ENDED}
    return told or (record.state is State.CANCELLED and record.agreement.signed_on is not None)


def _add(made: Roster, record: Record) -> None:
    live = record.state in LIVE
    at = record.changed_at or dt.datetime.min.replace(tzinfo=dt.UTC)
    school = made.ref("org", made.id_of("org", f"organisation-{record.school}"))
    term = made.put("academicSession", _days(record), live, at, _term(record))
    named = record.qualification.name or record.qualification.crebo
    course = {"title": named, "courseCode": record.qualification.crebo, "org": school}
    code = made.put("course", record.qualification.crebo, live, at, course)
    told: Json = {
        "title": f"{record.company.name} · {named}",
        "classCode": record.id,
        "location": record.company.city,
        "course": made.ref("course", code),
        "school": school,
        "terms": [made.ref("academicSession", term)],
        "metadata": {"leerbedrijf": record.company.name, "hours": record.hours.planned},
    }
    company = ""
    if made.companies:
        company = made.put(
            "org", f"organisation-{record.company.local_id}", live, at, _company(record.company)
        )
        told["metadata"]["leerbedrijfOrg"] = company
    at_class = made.ref("class", made.put("class", record.id, live, at, told))
    for role, local, name, number in _people(record, made.companies):
        house = made.ref("org", company) if role == TRAINER else school
        user = made.put("user", local, live, at, _user(name, number, role, house))
        enrolled = {
            "user": made.ref("user", user),
            "class": at_class,
            "school": school,
            "role": role,
            "beginDate": record.period.starts_on.isoformat(),
            "endDate": (record.period.ended_on or record.period.ends_on).isoformat(),
        }
        made.put("enrollment", f"{record.id}-{role}-{local}", live, at, enrolled)


def _people(record: Record, trainers: bool) -> list[tuple[str, str, str, str]]:
    """Role, our id, name and the school's own number of everyone in a placement, each once in a role."""
    student = record.student
    found = {("student", f"student-{student.local_id}"): (student.name, student.number)}
    for one in record.supervisors:
        if trainers or one.role != "trainer":
            found.setdefault((ROLES[one.role], f"person-{one.local_id}"), (one.name, ""))
    return [(*who, *told) for who, told in found.items()]


def _company(company: Company) -> Json:
    identifier = company.recognition_id or company.kvk or company.local_id
    return {"name": company.name, "type": COMPANY, "identifier": identifier}


def _days(record: Record) -> str:
    return f"{record.period.starts_on}/{record.period.ends_on}"


def _term(record: Record) -> Json:
    period = record.period
    return {
        "title": f"{period.starts_on} – {period.ends_on}",
        "type": "term",
        "startDate": period.starts_on.isoformat(),
        "endDate": period.ends_on.isoformat(),
        "schoolYear": str(period.ends_on.year),
    }


def _user(name: str, number: str, role: str, house: Json) -> Json:
    """The board has one name; the first word is told as the given name, as both are asked."""
    given, _, family = name.partition(" ")
    told: Json = {"givenName": given, "familyName": family or given, "identifier": number}
    if not number:
        del told["identifier"]
    return told | {"roles": [{"roleType": "primary", "role": role, "org": house}]}


def _joined(before: Json, told: Json) -> Json:
    """What a later placement says, with the roles that somebody had already before it; the first stays the primary."""
    if "roles" not in told:
        return told
    roles: list[Json] = list(before["roles"])
    (new,) = told["roles"]
    if (new["role"], new["org"]) not in [(one["role"], one["org"]) for one in roles]:
        roles.append({**new, "roleType": "secondary"})
    return told | {"roles": roles}
