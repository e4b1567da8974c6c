"""A placement at a student information system with OEAPI 6: every request judged by Prism, repeated, looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.contexts import context
from tests.connectors.oeapi.frame import deliver, oeapi, seen
from tests.connectors.oeapi.sis import Sis
from tests.connectors.specifications import Prism, prism
from winternship_connectors import oauth
from winternship_connectors.contract import Context, Observed, Verb
from winternship_connectors.errors import Retry
from winternship_connectors.oeapi.connector import OeapiConnector
from winternship_connectors.records import Company, Period, Qualification, Record, State, Student
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import Reply

V6 = "oeapi-v6.0-oeapi.yaml"
PARTS = ["organisation", "offering", "student", "trainer", "supervisor"]


@pytest.fixture(scope="module")
def judge() -> Iterator[Prism]:
    with prism(V6) as made:
        yield made


@pytest.fixture
def sis() -> Iterator[Sis]:
    oauth.forget_all()
    with Sis() as made:
        yield made


def at(sis: Sis, secret: str = SECRET, **more: Any) -> Context:
    config = {"url": sis.origin, "token_url": f"{sis.origin}/token", "client_id": CLIENT, **more}
    jsonschema.Draft202012Validator(OeapiConnector.config_schema).validate(
        {**config, "client_secret": secret}
    )
    return context(config, {"client_secret": secret})


@pytest.mark.parametrize(
    "record",
    [
        placement(),
        placement(state=State.ENDED, period=Period(*(placement().period.starts_on,) * 3), supervisors=()),
        placement(student=Student("3"), company=Company("5", "Naamloos"), qualification=Qualification("")),
    ],
)
def test_prism_finds_nothing_wrong_with_any_request(judge: Prism, record: Record) -> None:
    oauth.forget_all()
    with Sis(judge) as sis:
        made = at(sis, consumer_key="x-nl-okbb")
        deliver(made, record)
        seen(made)
        oeapi.check(made)
        assert sis.violations == []
        assert len(sis.things["organisations"]) == 1


def test_prism_does_judge(judge: Prism) -> None:
    status, _, found = judge.judge(
        "PUT", f"/organisations/{placement().uuid}", {"Content-Type": "application/json"}, b"{}"
    )
    assert (status, bool(found)) == (400, True)


def test_prism_knows_the_list_of_offerings_and_minds_only_a_size_of_page_that_is_not_allowed(
    judge: Prism,
) -> None:
    path = f"/organisations/{placement().uuid}/learning-component-offerings?pageSize=13&pageNumber=1"
    status, _, found = judge.judge("GET", path, {"Accept": "application/json"}, b"")
    assert status == 400
    assert {tuple(one["location"]) for one in found} == {("request", "query", "pagesize")}


def test_a_placement_becomes_its_parts_and_what_is_there_is_what_we_sent(sis: Sis) -> None:
    made, record = at(sis), placement()
    links = deliver(made, record)
    assert list(links) == PARTS
    there = seen(made)
    assert {part for _, part in there} == set(PARTS)
    for action in oeapi.plan(made.settings, record, {}, record.id):
        remote = there[record.id, action.part].fields
        assert remote
        assert {name: action.fields[name] for name in remote} == dict(remote)


def test_only_the_parts_that_changed_are_sent(sis: Sis) -> None:
    made, record = at(sis), placement()
    links = deliver(made, record)
    more = replace(record, hours=replace(record.hours, confirmed=200))
    (action,) = oeapi.plan(made.settings, more, links, record.id)
    assert (action.verb, action.part) == (Verb.UPDATE, "student")


def test_the_consumer_block_is_there_when_it_has_a_name(sis: Sis) -> None:
    deliver(at(sis), placement(7))
    deliver(at(sis, consumer_key="x-nl-okbb"), placement(8))
    blocks = [
        one.get("consumer")
        for one in sis.things["learning-component-offering-associations"].values()
        if one["role"] == "student"
    ]
    block = {"consumerKey": "x-nl-okbb", "totalHours": 640, "approvedHours": 120, "company": "100018965"}
    assert blocks == [None, block]


def test_the_media_type_is_the_settings(sis: Sis) -> None:
    deliver(at(sis, media_type="application/vnd.oeapi+json"), placement())
    kinds = {(one.headers["accept"], one.headers.get("content-type")) for one in sis.calls}
    assert kinds == {("application/vnd.oeapi+json",) * 2}


def test_two_placements_share_their_company(sis: Sis) -> None:
    made = at(sis)
    deliver(made, placement(7))
    deliver(made, placement(8))
    assert len(sis.things["organisations"]) == 1
    assert {one for one, _ in seen(made)} == {"placement-7", "placement-8"}


def test_what_somebody_else_made_is_not_ours(sis: Sis) -> None:
    made = at(sis)
    deliver(made, placement(7))
    (org,) = sis.things["organisations"]
    (offering,) = sis.things["learning-component-offerings"].values()
    foreign = "11111111-1111-4111-8111-111111111111"
    # Another site of ours has a placement of the same number.
    sis.things["learning-component-offerings"][foreign] = offering | {"learningComponentOfferingId": foreign}
    association = next(iter(sis.things["learning-component-offering-associations"].values()))
    sis.things["learning-component-offering-associations"][foreign] = association | {"associationId": foreign}
    strangers = [one for one in oeapi.observe(made, "") if isinstance(one, Observed) and not one.object_id]
    assert [one.remote_id for one in strangers] == [foreign, foreign]
    assert org


def test_what_was_changed_or_removed_there_is_seen(sis: Sis) -> None:
    made = at(sis)
    links = deliver(made, placement())
    sis.things["learning-component-offerings"][links["offering"].remote_id]["endDateTime"] = (
        "2027-06-30T22:30:00Z"
    )
    del sis.things["learning-component-offering-associations"][links["trainer"].remote_id]
    there = seen(made)
    fields = there["placement-7", "offering"].fields
    assert fields is not None
    assert fields["ends_on"] == "2027-07-01"  # half past midnight in the Netherlands
    assert ("placement-7", "trainer") not in there


@pytest.mark.parametrize(
    "reply",
    [Reply(200, b"<html>"), Reply(200, b"[]"), Reply(200, b'{"items": 1}'), Reply(200, b'{"items": [{}]}')],
)
def test_a_list_that_is_none_is_looked_at_later(sis: Sis, reply: Reply) -> None:
    sis.instead = [reply]
    with pytest.raises(Retry):
        seen(at(sis))
