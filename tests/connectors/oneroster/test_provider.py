"""A system reads the rosters of its school with a key: what it finds, what it never finds, and who is kept out."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.board.world import CREBO, START, World, edit
from tests.connectors.conftest import Clock
from tests.connectors.oneroster.reading import BASE, TOKEN, Reader, basic
from winternship_board import api as board
from winternship_board.models import Placement
from winternship_connectors import api
from winternship_connectors.models import RosterKey
from winternship_connectors.oneroster import keeping, tokens, views
from winternship_connectors.oneroster.tokens import ALL, CORE

ROUTES = [
    "orgs",
    "schools",
    "academicSessions",
    "terms",
    "courses",
    "classes",
    "enrollments",
    "users",
    "students",
    "teachers",
]


@pytest.fixture(autouse=True)
def patience() -> None:
    """Numbers of keys return in each test; what was counted for one must not."""
    cache.clear()


@pytest.fixture
def key(world: World) -> api.MadeKey:
    return api.make_key(world.carla, world.ids["college"], "Library system", companies=True)


@pytest.fixture
def reader(world: World, key: api.MadeKey) -> Reader:
    world.student("mo", "college", student_number="4321")
    world.confirmed("mo")
    return Reader(key)


def test_a_placement_is_a_class_with_its_people(reader: Reader, world: World) -> None:
    (one,) = reader.all("classes")
    (course,) = reader.all("courses")
    (term,) = reader.all("terms")
    (student,) = reader.all("students")
    (teacher,) = reader.all("teachers")
    assert one["classCode"] == f"placement-{world.ids['placement']}"
    assert one["course"]["sourcedId"] == course["sourcedId"]
    assert one["terms"][0]["sourcedId"] == term["sourcedId"]
    assert (course["courseCode"], term["startDate"]) == (CREBO, "2027-02-01")
    assert (student["givenName"], student["familyName"], student["identifier"]) == ("Mo", "Jansen", "4321")
    assert {one["role"] for one in teacher["roles"]} == {"teacher"}
    entries = {entry["role"]: entry for entry in reader.all("enrollments")}
    assert set(entries) == {"student", "teacher", "ext:praktijkopleider"}
    assert entries["student"]["user"]["sourcedId"] == student["sourcedId"]
    kinds = {org["type"]: org for org in reader.all("orgs")}
    assert set(kinds) == {"school", "ext:leerbedrijf"}
    assert kinds["ext:leerbedrijf"]["identifier"] == "100200300"
    assert one["metadata"]["leerbedrijfOrg"] == kinds["ext:leerbedrijf"]["sourcedId"]


def test_a_key_without_companies_tells_only_words_of_the_specification_itself(
    reader: Reader, world: World
) -> None:
    plain = Reader(api.make_key(world.carla, world.ids["college"], "Plain"))
    assert "ext:" not in "".join(plain.ask(route).content.decode() for route in ROUTES)
    assert [org["type"] for org in plain.all("orgs")] == ["school"]
    assert {one["role"] for one in plain.all("enrollments")} == {"student", "teacher"}
    assert plain.all("classes")[0]["metadata"] == {"leerbedrijf": "bakery", "hours": 320}


def test_every_reference_leads_to_what_it_names(reader: Reader) -> None:
    found = 0
    for route in ROUTES:
        for item in reader.all(route):
            for href in re.findall(r'"href": "([^"]+)"', json.dumps(item)):
                path = href.partition(BASE + "/")[2]
                reply = reader.ask(path)
                assert reply.status_code == 200, href
                (told,) = reply.json().values()
                assert told["sourcedId"] == path.partition("/")[2]
                found += 1
    assert found


def test_no_mail_address_telephone_or_birthday_is_anywhere(reader: Reader) -> None:
    told = "".join(reader.ask(route).content.decode() for route in ROUTES)
    assert "@" not in told
    for name in ("email", "phone", "sms", "birth", "password", "username"):
        assert name not in told.lower()


def test_the_people_of_a_class(reader: Reader) -> None:
    (one,) = reader.all("classes")
    assert [user["identifier"] for user in reader.all(f"classes/{one['sourcedId']}/students")] == ["4321"]
    assert len(reader.all(f"classes/{one['sourcedId']}/teachers")) == 1
    assert reader.ask("classes/nothing/students").status_code == 404


def test_what_is_not_confirmed_is_not_told(world: World, key: api.MadeKey) -> None:
    world.prepared()
    told = Reader(key)
    assert told.all("classes") == told.all("students") == told.all("enrollments") == []
    assert [org["type"] for org in told.all("orgs")] == ["school"]


def test_what_was_called_off_after_it_was_confirmed_is_to_be_deleted(reader: Reader, world: World) -> None:
    Placement.objects.update(state="cancelled")
    for route in ("classes", "enrollments", "students", "courses", "terms"):
        assert {one["status"] for one in reader.all(route)} == {"tobedeleted"}
    assert {one["enabledUser"] for one in reader.all("users")} == {"false"}
    assert {one["status"] for one in reader.all("schools")} == {"active"}


def test_what_changed_since_a_time_is_found(reader: Reader, world: World) -> None:
    (before,) = reader.all("students")
    since = f"dateLastModified>'{before['dateLastModified']}'"
    assert reader.all("students", filter=since) == []
    edit(world.carla, "student", world.ids["mo"], {"name": "Mo de Vries"})
    (after,) = reader.all("students", filter=since)
    assert (after["familyName"], after["sourcedId"]) == ("de Vries", before["sourcedId"])


def test_another_school_finds_nothing_of_this_one(reader: Reader, world: World) -> None:
    (mine,) = reader.all("students")
    other = world.organisation("other college", "school", "east")
    stranger = Reader(api.make_key(world.system, other, "Spy"))
    for route in ROUTES:
        assert stranger.ask(route).headers["X-Total-Count"] == ("1" if route in {"orgs", "schools"} else "0")
    assert stranger.ask(f"students/{mine['sourcedId']}").status_code == 404
    (house,) = stranger.all("schools")
    assert house["sourcedId"] != reader.all("schools")[0]["sourcedId"]


def test_a_long_list_comes_in_pieces(reader: Reader) -> None:
    whole = reader.all("enrollments")
    assert len(whole) > 2
    pieces, path = [], f"{BASE}/enrollments?limit=2"
    while path:
        reply = reader.http.get(path, headers=reader.headers)
        assert reply.headers["X-Total-Count"] == str(len(whole))
        pieces += reply.json()["enrollments"]
        turn = re.search(r'<https?://[^/]+([^>]+)>; rel="next"', reply.headers["Link"])
        path = turn[1] if turn else ""
    assert pieces == whole


def test_what_changes_while_pages_are_turned_moves_no_row(reader: Reader, world: World) -> None:
    whole = reader.all("enrollments", sort="endDate")
    first = reader.all("enrollments", sort="endDate", limit="1")
    Placement.objects.all().update(ends_on=START, state="cancelled")
    rest = reader.all("enrollments", sort="endDate", offset="1")
    assert first + rest == whole
    assert {one["status"] for one in reader.all("enrollments")} == {"tobedeleted"}


def test_no_more_than_a_few_rosters_are_kept(world: World) -> None:
    rows = [
        RosterKey.objects.get(pk=api.make_key(world.carla, world.ids["college"], "x").id)
        for _ in range(keeping.MOST + 2)
    ]
    for row in rows:
        made = keeping.roster_for(row, "https://x", keeping.ANEW)
        assert keeping.roster_for(row, "https://x", keeping.MOMENT) is made
        assert keeping.roster_for(row, "https://x", keeping.ANEW) is not made
    assert len(keeping._kept) == keeping.MOST
    assert rows[0].client_id not in keeping._kept


def test_a_student_is_no_teacher_and_an_unknown_one_is_named_so(reader: Reader) -> None:
    (student,) = reader.all("students")
    assert reader.ask(f"users/{student['sourcedId']}").json()["user"] == student
    assert reader.ask(f"students/{student['sourcedId']}", fields="givenName").json()["user"] == {
        "sourcedId": student["sourcedId"],
        "givenName": "Mo",
    }
    reply = reader.ask(f"teachers/{student['sourcedId']}")
    told = reply.json()
    assert (reply.status_code, told["imsx_codeMajor"], told["imsx_severity"]) == (404, "failure", "error")
    (field,) = told["imsx_CodeMinor"]["imsx_codeMinorField"]
    assert field["imsx_codeMinorFieldValue"] == "unknownobject"


@pytest.mark.parametrize(
    ("query", "status"),
    [({"filter": "email='x'"}, 400), ({"fields": "birthDate"}, 400), ({"limit": "-1"}, 422)],
)
def test_a_wrong_question_is_refused_in_the_form_of_the_specification(
    reader: Reader, query: dict[str, str], status: int
) -> None:
    reply = reader.ask("users", **query)
    assert reply.status_code == status
    assert reply.json()["imsx_codeMajor"] == "failure"
    assert "allowed" in reply.json()["imsx_description"]


def test_without_a_key_there_is_no_door(world: World, client: Client) -> None:
    assert client.get(f"{BASE}/users").status_code == 404
    assert client.post(TOKEN, {"grant_type": "client_credentials"}).status_code == 404
    made = api.make_key(world.carla, world.ids["college"], "x")
    assert client.get(f"{BASE}/users").status_code == 401
    api.revoke_key(world.carla, made.id)
    assert client.get(f"{BASE}/users").status_code == 404


def test_only_our_own_fresh_tokens_open(
    reader: Reader, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for told in ("", "Bearer", "Bearer x.y.z", "Basic eDp5", f"{reader.headers['Authorization']}x"):
        reply = client.get(f"{BASE}/users", headers={"Authorization": told})
        assert (reply.status_code, reply.headers["WWW-Authenticate"][:6]) == (401, "Bearer")
    assert reader.ask("users").status_code == 200
    monkeypatch.setattr(tokens, "SECONDS", -1)
    assert reader.ask("users").status_code == 401


def test_a_revoked_key_ends_its_tokens_at_once(reader: Reader, world: World) -> None:
    api.make_key(world.carla, world.ids["college"], "another, so that there is a door")
    api.revoke_key(world.carla, reader.key.id)
    assert reader.ask("users").status_code == 401
    reply = reader.http.post(
        TOKEN, {"grant_type": "client_credentials"}, headers=basic(reader.key.client_id, reader.key.secret)
    )
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials", "scope": "admin"}, 400, "invalid_scope"),
        ({"grant_type": "client_credentials", "client_secret": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "\0"}, 401, "invalid_client"),
    ],
)
def test_no_token_is_given_for_less(
    key: api.MadeKey, client: Client, form: dict[str, str], status: int, error: str
) -> None:
    told = {"client_id": key.client_id, "client_secret": key.secret, **form}
    reply = client.post(TOKEN, told)
    assert (reply.status_code, reply.json()["error"]) == (status, error)


def test_a_client_may_say_who_it_is_in_the_form_too(key: api.MadeKey, client: Client) -> None:
    told = {"grant_type": "client_credentials", "client_id": key.client_id, "client_secret": key.secret}
    reply = client.post(TOKEN, told)
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "no-store"
    assert set(reply.json()["scope"].split()) == {CORE, ALL}


def test_a_scope_opens_what_the_specification_says(reader: Reader) -> None:
    core = Reader(reader.key, CORE)
    assert core.given["scope"] == CORE
    (one,) = core.all("classes")
    assert core.ask(f"classes/{one['sourcedId']}/students").status_code == 403
    assert Reader(reader.key, f"{ALL} unknown").ask(f"classes/{one['sourcedId']}/students").status_code == 200


def test_who_asks_too_much_waits(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "A_MINUTE", 1)
    monkeypatch.setattr(views.time, "time", lambda: 1_000_000_010.0)
    assert reader.ask("orgs").status_code == 200
    reply = reader.ask("orgs")
    assert reply.status_code == 429
    assert 0 < int(reply.headers["Retry-After"]) <= 60


def test_the_log_tells_who_asked_what_and_never_whom_about(
    reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "winternship.oneroster"):
        reader.ask("users", filter="familyName='Jansen'")
        reader.ask("users", filter="Jansen")
    assert f"key {reader.key.id}: users: 1 of them" in caplog.text
    assert "400 invalid_filter_field" in caplog.text
    assert "Jansen" not in caplog.text
    assert reader.key.secret not in caplog.text


def test_a_secret_is_kept_as_a_digest_and_its_use_to_the_minute(
    world: World, key: api.MadeKey, moment: Clock
) -> None:
    row = RosterKey.objects.get()
    assert key.secret not in str(row.__dict__)
    assert key.secret not in repr(key)
    assert row.used_at is None
    Reader(key)
    first = RosterKey.objects.get().used_at
    assert first == moment.at
    moment.step(seconds=30)
    Reader(key)
    assert RosterKey.objects.get().used_at == first


def test_only_the_school_itself_makes_and_revokes_keys(world: World, key: api.MadeKey) -> None:
    with pytest.raises(board.NotAllowed):
        api.make_key(world.bo, world.ids["college"], "x")
    with pytest.raises(board.NotFound):
        api.revoke_key(world.bo, key.id)
    with pytest.raises(board.NotFound):
        api.revoke_key(world.carla, 999)
    assert RosterKey.objects.get().revoked_at is None


def test_only_get_is_answered(reader: Reader) -> None:
    assert reader.http.put(f"{BASE}/users/1", headers=reader.headers).status_code == 405
    assert reader.http.get(TOKEN).status_code == 405
