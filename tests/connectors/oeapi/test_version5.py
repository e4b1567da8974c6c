"""A placement at a system with OOAPI 5 as OKE has it: judged, repeated, patched beside what others wrote, looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
import yaml

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.contexts import context
from tests.connectors.oeapi.frame import deliver, oeapi, seen
from tests.connectors.oeapi.sis5 import OKE, Judge, Sis5
from tests.connectors.specifications import prism, specification
from winternship_connectors import oauth
from winternship_connectors.contract import Context, Observed, Verb
from winternship_connectors.errors import Retry
from winternship_connectors.oeapi.connector import OeapiConnector
from winternship_connectors.records import Company, Period, Qualification, Record, State, Student
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import Reply, Request

CORE = "ooapi-v5.yaml"
KEY = "x-nl-okbb"
PARTS = ["offering", "student", "trainer", "supervisor"]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with prism(OKE) as made:
        yield Judge(made)


@pytest.fixture
def sis() -> Iterator[Sis5]:
    oauth.forget_all()
    with Sis5() as made:
        yield made


def at(sis: Sis5, secret: str = SECRET) -> Context:
    config = {
        "url": sis.origin,
        "token_url": f"{sis.origin}/token",
        "client_id": CLIENT,
        "version": "5",
        "consumer_key": KEY,
    }
    schema = OeapiConnector.config_schema
    jsonschema.Draft202012Validator(schema).validate({**config, "client_secret": secret})
    assert not oeapi.problems(config)
    return context(config, {"client_secret": secret})


@pytest.mark.parametrize(
    "record",
    [
        placement(),
        placement(state=State.ENDED, period=Period(*(placement().period.starts_on,) * 3), supervisors=()),
        placement(student=Student("3"), company=Company("5", "Naamloos"), qualification=Qualification("")),
        placement(state=State.CANCELLED),
    ],
)
def test_oke_finds_nothing_wrong_with_any_request(judge: Judge, record: Record) -> None:
    oauth.forget_all()
    with Sis5(judge) as sis:
        made = at(sis)
        deliver(made, record)
        deliver(made, record)  # without links: the second time everything is patched
        seen(made)
        oeapi.check(made)
        assert sis.violations == []
        half = len(sis.written()) // 2
        assert sis.written() == ["PUT"] * half + ["PATCH"] * half


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("offerings", {"offeringType": "placement"}),
        ("associations", {"role": "x-praktijkopleider"}),
        ("associations", {"state": "cancelled"}),
        ("associations", {"consumers": {"consumerKey": KEY}}),
    ],
)
def test_the_judge_does_judge(judge: Judge, sis: Sis5, path: str, told: dict[str, Any]) -> None:
    deliver(at(sis), placement())
    good = next(one for one in sis.calls if one.method == "PUT" and one.path.startswith(f"/{path}/"))
    assert judge.body(good) == []
    body = json.dumps(json.loads(good.body) | told).encode()
    assert judge.body(Request(good.method, good.path, good.headers, body))
    assert judge.held_against(Request("PUT", "/placements/1", {}, b""))


def test_the_core_of_version_5_has_too_little_for_us_so_that_the_profile_is_asked() -> None:
    core = yaml.load(specification(CORE).read_text(encoding="utf-8"), yaml.CSafeLoader)["paths"]
    assert {"get", "patch"} <= set(core["/associations/{associationId}"])
    assert "put" not in core["/associations/{associationId}"]
    assert "put" not in core["/offerings/{offeringId}"]
    assert "/offerings" not in core


def test_a_placement_becomes_its_parts_and_what_is_there_is_what_we_sent(sis: Sis5) -> None:
    made, record = at(sis), placement()
    assert list(deliver(made, record)) == PARTS
    there = seen(made)
    assert {part for _, part in there} == set(PARTS)
    for action in oeapi.plan(made.settings, record, {}, record.id):
        remote = there[record.id, action.part].fields
        assert remote
        assert {name: action.fields[name] for name in remote} == dict(remote)


def test_consumers_is_an_array_and_roles_and_states_are_those_of_version_5(sis: Sis5) -> None:
    deliver(at(sis), placement(state=State.CANCELLED))
    told = list(sis.things["associations"].values())
    assert {(one["role"], one["consumers"][0]["role"]) for one in told} == {
        ("student", "student"),
        ("guest", "x-praktijkopleider"),
        ("lecturer", "x-praktijkbegeleider"),
    }
    assert {one["state"] for one in told} == {"canceled"}
    (block,) = next(one["consumers"] for one in told if one["role"] == "student")
    assert block == {
        "consumerKey": KEY,
        "role": "student",
        "studentNumber": "1234567",
        "totalHours": 640,
        "approvedHours": 120,
        "actualEndDate": None,
    }


def test_a_patch_leaves_what_others_wrote(sis: Sis5) -> None:
    made, record = at(sis), placement()
    links = deliver(made, record)
    student = sis.things["associations"][links["student"].remote_id]
    exam, result = {"consumerKey": "nl-test-admin", "attendance": "present"}, {"state": "completed"}
    student["consumers"].insert(0, exam)
    student["result"] = result
    more = replace(record, hours=replace(record.hours, confirmed=200))
    (action,) = oeapi.plan(made.settings, more, links, record.id)
    assert (action.verb, action.part) == (Verb.UPDATE, "student")
    oeapi.apply(made, action, "key")
    now = sis.things["associations"][links["student"].remote_id]
    assert now["result"] == result
    assert now["consumers"][0] == exam
    assert [one.get("approvedHours") for one in now["consumers"]] == [None, 200]


def test_what_was_removed_there_is_put_again(sis: Sis5) -> None:
    made, record = at(sis), placement()
    links = deliver(made, record)
    del sis.things["associations"][links["trainer"].remote_id]
    assert ("placement-7", "trainer") not in seen(made)
    action = next(one for one in oeapi.plan(made.settings, record, {}, record.id) if one.part == "trainer")
    oeapi.apply(made, replace(action, verb=Verb.UPDATE, link=links["trainer"]), "key")
    assert ("placement-7", "trainer") in seen(made)


def test_what_was_changed_there_is_seen(sis: Sis5) -> None:
    made = at(sis)
    links = deliver(made, placement())
    offering = sis.things["offerings"][links["offering"].remote_id]
    offering |= {"endDateTime": "2027-06-30T22:30:00Z", "consumers": []}
    fields = seen(made)["placement-7", "offering"].fields
    assert fields is not None
    assert (fields["ends_on"], fields["state"], fields["recognition_id"]) == ("2027-07-01", "", "")


def test_placements_of_another_site_are_not_ours_and_examinations_of_the_school_are_not_told(
    sis: Sis5,
) -> None:
    made = at(sis)
    links = deliver(made, placement(7))
    offering = sis.things["offerings"][links["offering"].remote_id]
    foreign, exam = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    sis.things["offerings"][foreign] = offering | {"offeringId": foreign}
    block = {"consumerKey": "nl-test-admin", "offeringState": "active"}
    sis.things["offerings"][exam] = offering | {"offeringId": exam, "consumers": [block]}
    there = [one for one in oeapi.observe(made, "") if isinstance(one, Observed)]
    assert [one.remote_id for one in there if not one.object_id] == [foreign]
    assert exam not in {one.remote_id for one in there}


def test_a_system_that_gives_an_offering_a_code_of_its_own_keeps_ours_beside_it(sis: Sis5) -> None:
    made = at(sis)
    links = deliver(made, placement(7))
    offering = sis.things["offerings"][links["offering"].remote_id]
    offering["otherCodes"] = [offering["primaryCode"], *offering["otherCodes"]]
    offering["primaryCode"] = {"codeType": "identifier", "code": "OER-12"}
    assert ("placement-7", "offering") in seen(made)


def test_a_put_whose_answer_was_lost_is_repeated_to_one_object(sis: Sis5) -> None:
    made = at(sis)
    first = oeapi.plan(made.settings, placement(), {}, "placement-7")[0]
    sis.after = [Reply(404), Reply(lost=True)]
    with pytest.raises(Retry):
        oeapi.apply(made, first, "key")
    oeapi.apply(made, first, "key")
    assert (len(sis.things["offerings"]), sis.written()) == (1, ["PUT", "PATCH"])


@pytest.mark.parametrize("reply", [Reply(200, b"<html>"), Reply(200, b'{"consumers": 5}'), Reply(500)])
def test_an_object_that_is_none_is_written_later(sis: Sis5, reply: Reply) -> None:
    made = at(sis)
    sis.instead = [reply]
    with pytest.raises(Retry):
        oeapi.apply(made, oeapi.plan(made.settings, placement(), {}, "placement-7")[0], "key")
    assert sis.written() == []


def test_check_asks_for_an_organisation_in_the_spelling_of_version_5(sis: Sis5) -> None:
    assert oeapi.check(at(sis)).ok
    assert {one.path.split("/")[1] for one in sis.calls} == {"organizations"}


def test_without_a_block_of_its_own_version_5_is_refused() -> None:
    assert set(oeapi.problems({"version": "5"})) == {"consumer_key"}
    assert not oeapi.problems({"version": "6"})
