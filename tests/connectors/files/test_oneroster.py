"""The form OneRoster: a package built as the provider builds its rosters, in which every reference leads somewhere."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.world import World
from tests.connectors.files.records import records
from tests.connectors.oneroster.reading import Reader
from winternship_connectors import api
from winternship_connectors.contract import Link, Settings, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Rejected
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.oneroster import OneRoster, flat, record_of
from winternship_connectors.oneroster.roster import Roster, School, built
from winternship_connectors.records import Record, State, Student, Supervisor
from winternship_connectors.testing.placements import placement

FORM = OneRoster()
SITE = "https://winternship.test"
# As the specification orders them; `winternship` has no other.
HEADERS = {
    "academicSessions": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
    "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
    "courses": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,"
    "subjects,subjectCodes",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
    "beginDate,endDate",
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "roles": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
    "userProfileSourcedId",
    "users": "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,"
    "identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,"
    "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
}
# Column → the file that has what it refers to.
REFERENCES = {
    "courseSourcedId": "courses",
    "schoolSourcedId": "orgs",
    "termSourcedIds": "academicSessions",
    "orgSourcedId": "orgs",
    "classSourcedId": "classes",
    "userSourcedId": "users",
    "primaryOrgSourcedId": "orgs",
}
Package = dict[str, list[dict[str, str]]]


def settings_of(**config: Any) -> Settings:
    return Settings({"form": "oneroster", **config}, SITE, school=1, school_name="ROC Voorbeeld")


def written(some: list[Record], **config: Any) -> bytes:
    where = settings_of(**config)
    rows = [row for one in some if (row := FORM.row(where, one, is_there=False)) is not None]
    content, count = FORM.written(where, rows)
    assert count == len(rows)
    return content


def read(content: bytes) -> Package:
    """Each file by its name, as a reader sees it; what the manifest tells is what is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {
            name.removesuffix(".csv"): list(csv.reader(io.StringIO(package.read(name).decode(), newline="")))
            for name in package.namelist()
        }
    manifest = {row[0]: row[1] for row in found.pop("manifest")}
    assert manifest["oneroster.version"] == "1.2"
    assert {name for name, how in manifest.items() if how == "bulk"} == {f"file.{name}" for name in found}
    for name, rows in found.items():
        assert rows[0] == HEADERS[name].split(",")
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in found.items()}


def test_a_placement_is_a_class_with_its_student_and_supervisor() -> None:
    told = read(written([placement(7)]))
    (one,), (course,), (term,) = told["classes"], told["courses"], told["academicSessions"]
    assert {name: value for name, value in one.items() if value and not name.endswith(("Id", "Ids"))} == {
        "title": "Bakkerij De Ster é · Verzorgende-IG",
        "classCode": "placement-7",
        "classType": "scheduled",
        "location": "Utrecht",
    }
    assert (course["courseCode"], term["startDate"], term["schoolYear"]) == ("25655", "2027-02-01", "2027")
    assert [org["name"] for org in told["orgs"]] == ["ROC Voorbeeld"]
    people = {user["givenName"]: user for user in told["users"]}
    assert people["Maartje"]["familyName"] == "van Damme"
    assert people["Maartje"]["identifier"] == "1234567"
    assert people["Maartje"]["username"] == people["Maartje"]["sourcedId"]
    assert {entry["role"] for entry in told["enrollments"]} == {"student", "teacher"}


def test_companies_and_trainers_are_in_it_only_when_asked() -> None:
    plain, all_of_it = written([placement(7)]), written([placement(7)], companies=True)
    assert "ext:" not in str(read(plain))
    assert [org["type"] for org in read(all_of_it)["orgs"]].count("ext:leerbedrijf") == 1
    assert "ext:praktijkopleider" in {role["role"] for role in read(all_of_it)["roles"]}
    assert "@" not in str(read(all_of_it))


def test_without_a_placement_there_is_the_school_alone() -> None:
    assert set(read(written([]))) == {"orgs"}


@pytest.mark.parametrize(
    "state", [State.PROPOSED, State.AGREED, State.CANCELLED], ids=lambda one: str(one.value)
)
def test_what_is_not_confirmed_now_is_not_in_it(state: State) -> None:
    assert FORM.row(settings_of(), placement(7, state=state), is_there=True) is None


def test_what_ended_leaves_without_a_deletion_that_many_at_once_would_hold() -> None:
    ended, connector = placement(7, state=State.ENDED), FiledropConnector()
    (one,) = connector.plan(settings_of(), ended, {FORM.part: Link("x")}, ended.id)
    assert (one.verb, one.fields) == (Verb.UPDATE, {})
    assert connector.plan(settings_of(), ended, {FORM.part: Link("x", digest=digest({}))}, ended.id) == []
    assert connector.plan(settings_of(), ended, {}, ended.id) == []


def test_a_trainer_who_is_not_told_changes_nothing() -> None:
    first, second = (
        placement(7, supervisors=(Supervisor("trainer", "8", name), Supervisor("supervisor", "9", "Piet")))
        for name in ("Jan", "Jannie")
    )
    for companies in (False, True):
        rows = [FORM.row(settings_of(companies=companies), one, is_there=False) for one in (first, second)]
        assert (rows[0] == rows[1]) is not companies


def test_a_supervisor_without_a_name_is_left_out_and_a_student_is_refused() -> None:
    nameless = placement(7, supervisors=(Supervisor("supervisor", "9"),))
    assert [one["role"] for one in read(written([nameless]))["enrollments"]] == ["student"]
    with pytest.raises(Rejected, match="student_name: received none"):
        FORM.row(settings_of(), placement(7, student=Student("3", "1234567", " ")), is_there=False)


confirmed = st.lists(records(State.SIGNED, State.ACTIVE), max_size=5, unique_by=lambda one: one.id)


def rosters(some: list[Record], companies: bool) -> Any:
    made = built(some, School(1, "x", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)), Roster(SITE, "", companies))
    for kind in made.kinds.values():
        for one in kind.values():
            del one["dateLastModified"]
    return made.kinds


@given(confirmed, st.booleans())
def test_nothing_is_lost_on_the_way_through_flat_fields(some: list[Record], companies: bool) -> None:
    assert rosters([record_of(flat(one), 1) for one in some], companies) == rosters(some, companies)


@given(confirmed, st.booleans())
def test_every_reference_leads_to_what_it_names_and_the_bytes_are_the_same_each_time(
    some: list[Record], companies: bool
) -> None:
    named = [dataclasses.replace(one, student=Student(one.student.local_id, "", "Mo")) for one in some]
    content = written(named, companies=companies)
    told = read(content)

    ids = {name: [row["sourcedId"] for row in rows] for name, rows in told.items()}
    assert all(len(set(some_ids)) == len(some_ids) for some_ids in ids.values())
    for rows in told.values():
        for row in rows:
            assert (row["status"], row["dateLastModified"]) == ("", "")
            for column in row.keys() & REFERENCES.keys():
                assert row[column] in ids[REFERENCES[column]]
    assert len(told.get("classes", [])) == len(some)
    assert written(named, companies=companies) == content


def test_from_the_board_the_ids_are_those_of_the_provider(
    world: World, tmp_path: Path, settings: Any
) -> None:
    settings.DROP_FOLDER = str(tmp_path)
    school = world.ids["college"]
    reader = Reader(api.make_key(world.carla, school, "Library system"))
    config = {"place": "folder", "folder": "school", "form": "oneroster"}
    pk = api.create(world.carla, school, "filedrop", "Files", config)
    api.set_mode(world.carla, pk, "live")
    world.confirmed()
    api.work_once()

    assert api.dead_letters(world.carla, pk) == ()
    (file,) = (tmp_path / f"school-{school}" / "school").glob("*.zip")
    told = read(file.read_bytes())
    for name in ("classes", "courses", "academicSessions", "orgs"):
        assert [one["sourcedId"] for one in told[name]] == [one["sourcedId"] for one in reader.all(name)]
    # The teacher of the made-up region has no name.
    for name in ("users", "enrollments"):
        assert {one["sourcedId"] for one in told[name]} < {one["sourcedId"] for one in reader.all(name)}
    assert [one["sourcedId"] for one in told["users"]] == [one["sourcedId"] for one in reader.all("students")]
    assert told["orgs"][0]["name"] == reader.all("orgs")[0]["name"] != str(school)
