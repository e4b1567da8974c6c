"""The tables of a OneRoster 1.2 CSV package in bulk, with the columns of the specification in its order; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from winternship_connectors.oneroster.roster import Json, Roster

Row = Mapping[str, str]
_EMPTY: Final = ("status", "dateLastModified")
_HEAD: Final = f"sourcedId {' '.join(_EMPTY)}"
HEADERS: Final[Mapping[str, Sequence[str]]] = {
    name: f"{_HEAD} {more}".split()
    for name, more in {
        "academicSessions.csv": "title type startDate endDate parentSourcedId schoolYear",
        "classes.csv": "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds "
        "subjects subjectCodes periods",
        "courses.csv": "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
        "enrollments.csv": "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
        "orgs.csv": "name type identifier parentSourcedId",
        "roles.csv": "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId",
        "users.csv": "enabledUser username userIds givenName familyName middleName identifier email sms phone "
        "agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName "
        "preferredFamilyName primaryOrgSourcedId pronouns",
    }.items()
}
_ABSENT: Final = (
    *("categories", "classResources", "courseResources", "demographics", "lineItemLearningObjectiveIds"),
    *("lineItems", "lineItemScoreScales", "resources", "resultLearningObjectiveIds", "results"),
    *("resultScoreScales", "scoreScales", "userProfiles", "userResources"),
)


def package(made: Roster) -> dict[str, list[Sequence[str]]]:
    """The lines of each file by its name, the manifest first; a file without a row is absent, as a reader asks."""
    files = {name: rows for name, rows in _tables(made).items() if rows}
    lines: dict[str, list[Sequence[str]]] = {"manifest.csv": _manifest(files)}
    return lines | {name: [HEADERS[name], *rows] for name, rows in files.items()}


def _manifest(files: Collection[str]) -> list[Sequence[str]]:
    """Which files are there [OneRoster 1.2 CSV binding, manifest]."""
    told = {"propertyName": "value", "manifest.version": "1.0", "oneroster.version": "1.2"}
    for name in sorted((*_ABSENT, *(one.removesuffix(".csv") for one in HEADERS)), key=str.lower):
        told[f"file.{name}"] = "bulk" if f"{name}.csv" in files else "absent"
    told |= {"source.systemName": "winternship", "source.systemCode": "winternship"}
    return list(told.items())


def _tables(made: Roster) -> dict[str, list[list[str]]]:
    """The cells of each table by its name, in the order of the ids."""
    told: dict[str, list[Row]] = {
        "academicSessions.csv": [_same(one) for one in made.all("academicSession")],
        "classes.csv": [_class(one) for one in made.all("class")],
        "courses.csv": [_same(one) | {"orgSourcedId": _id(one["org"])} for one in made.all("course")],
        "enrollments.csv": [_enrollment(one) for one in made.all("enrollment")],
        "orgs.csv": [_same(one) for one in made.all("org")],
        "roles.csv": [row for one in made.all("user") for row in _roles(one, made)],
        "users.csv": [_user(one) for one in made.all("user")],
    }
    return {name: [[row.get(column, "") for column in HEADERS[name]] for row in told[name]] for name in told}


def _same(one: Json) -> dict[str, str]:
    """The values that an object has under the name of a column; ``status`` and its time stay empty in bulk."""
    return {name: value for name, value in one.items() if isinstance(value, str) and name not in _EMPTY}


def _id(reference: Json) -> str:
    return str(reference["sourcedId"])


def _class(one: Json) -> Row:
    return _same(one) | {
        "courseSourcedId": _id(one["course"]),
        "classType": "scheduled",
        "schoolSourcedId": _id(one["school"]),
        "termSourcedIds": ",".join(map(_id, one["terms"])),
    }


def _enrollment(one: Json) -> Row:
    return _same(one) | {f"{name}SourcedId": _id(one[name]) for name in ("class", "school", "user")}


def _user(one: Json) -> Row:
    (first,) = (role for role in one["roles"] if role["roleType"] == "primary")
    # A user name must be there; the board knows none.
    return _same(one) | {"username": one["sourcedId"], "primaryOrgSourcedId": _id(first["org"])}


def _roles(one: Json, made: Roster) -> list[Row]:
    return [
        {
            "sourcedId": made.id_of("role", f"{one['sourcedId']}/{role['role']}/{_id(role['org'])}"),
            "userSourcedId": one["sourcedId"],
            "roleType": role["roleType"],
            "role": role["role"],
            "orgSourcedId": _id(role["org"]),
        }
        for role in one["roles"]
    ]
