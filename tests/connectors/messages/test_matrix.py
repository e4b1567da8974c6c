"""Messages in a room of a real Synapse: one for one key, as a thread, without a person, and each refusal named."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.connectors.contexts import context
from tests.connectors.messages.synapse import PROGRAM, Synapse, served
from winternship_connectors.contract import Context, Link
from winternship_connectors.digesting import digest
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Throttled
from winternship_connectors.messages.matrix import MatrixConnector
from winternship_connectors.messages.notices import PART
from winternship_connectors.records import Record, State
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import LocalServer, Reply

matrix = MatrixConnector()


def at(origin: str, room: str, token: str, **config: Any) -> Context:
    return context({"url": origin, "room": room, **config}, {"token": token})


def tell(made: Context, record: Record | None, link: Link | None = None, key: str = "1:7:1:message") -> Link:
    (action,) = matrix.plan(made.settings, record, {PART: link} if link else {}, "placement-7")
    receipt = matrix.apply(made, action, key)
    return Link(receipt.remote_id, receipt.etag, action.rev, digest(action.fields))


def test_the_same_key_is_one_message_and_a_change_is_below_it(synapse: Synapse) -> None:
    room = synapse.room()
    made = at(synapse.origin, room, synapse.token)
    first, again = (tell(made, placement(state=State.AGREED)) for _ in range(2))
    assert first == again
    link = tell(made, placement(), first, "2")
    link = tell(made, placement(state=State.CANCELLED), link, "3")
    tell(made, None, link, "4")
    told, *others = (one["content"] for one in synapse.messages(room))
    assert [one["body"].splitlines()[0] for one in (told, *others)] == [
        "Plaatsing 7: afgesproken",
        "Plaatsing 7: getekend",
        "Plaatsing 7: geannuleerd",
    ]
    assert told["msgtype"] == "m.notice"
    assert "m.relates_to" not in told
    for one in others:
        assert (one["m.relates_to"]["rel_type"], one["m.relates_to"]["event_id"]) == (
            "m.thread",
            first.remote_id,
        )


@pytest.mark.parametrize(
    ("student", "told"), [("nothing", ""), ("number", "1234567"), ("name", "Maartje van Damme")]
)
def test_nobody_is_named_unless_the_school_wants_it(synapse: Synapse, student: str, told: str) -> None:
    room = synapse.room()
    tell(at(synapse.origin, room, synapse.token, student=student), placement())
    whole = json.dumps(synapse.messages(room))
    assert told in whole
    for person in ("Maartje", "1234567", "Jan Smit", "Piet"):
        assert (person in whole) == (person in told or (student, person) == ("name", "1234567"))


def test_a_company_puts_no_marks_of_its_own_in_a_room_and_calls_nobody(synapse: Synapse) -> None:
    room, record = synapse.room(), placement()
    company = replace(record.company, name="<a href='x'>@room</a> & @bot:matrix.test")
    tell(at(synapse.origin, room, synapse.token), replace(record, company=company))
    content = synapse.messages(room)[0]["content"]
    assert "&lt;a href=&#x27;x&#x27;&gt;@room&lt;/a&gt; &amp;" in content["formatted_body"]
    assert content["m.mentions"] == {}


def test_an_alias_leads_to_its_room(synapse: Synapse) -> None:
    room = synapse.room("stages")
    made = at(synapse.origin, "#stages:matrix.test", synapse.token)
    assert matrix.check(made).ok
    tell(made, placement())
    assert len(synapse.messages(room)) == 1
    with pytest.raises(Rejected, match="M_NOT_FOUND: there is no such room"):
        tell(at(synapse.origin, "#elsewhere:matrix.test", synapse.token), placement())


def test_who_is_not_in_the_room_is_told_what_to_do(synapse: Synapse) -> None:
    room = synapse.room(token=synapse.account("teacher"))
    made = at(synapse.origin, room, synapse.token)
    found = matrix.check(made)
    assert not found.ok
    assert "Nodig het uit" in found.nl
    with pytest.raises(AuthFailed, match="M_FORBIDDEN: invite the account to the room"):
        tell(made, placement())


def test_a_token_that_is_not_known_stops_the_connection(synapse: Synapse) -> None:
    made = at(synapse.origin, synapse.room(), "syt_unknown")
    for tried in (lambda: matrix.check(made), lambda: tell(made, placement())):
        with pytest.raises(AuthFailed, match="M_UNKNOWN_TOKEN") as failure:
            tried()
        assert "syt_" not in str(failure.value)


@pytest.fixture
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """A server that takes two messages and then one in two seconds."""
    if not PROGRAM.exists():
        pytest.skip("Synapse is not installed in var/synapse: run tools/install_test_programs")
    limits = {"rc_message": {"per_second": 0.5, "burst_count": 2}}
    with served(tmp_path_factory.mktemp("slow"), limits) as made:
        yield made


def test_a_real_429_tells_how_long_to_wait_and_that_is_long_enough(slow: Synapse) -> None:
    made = at(slow.origin, slow.room(), slow.token)
    with pytest.raises(Throttled, match="M_LIMIT_EXCEEDED") as failure:
        [tell(made, placement(), key=f"try-{number}") for number in range(9)]
    assert failure.value.after is not None
    assert 0 < failure.value.after <= 5
    time.sleep(failure.value.after)
    tell(made, placement(), key="after")


@pytest.mark.parametrize(
    ("reply", "error", "after"),
    [
        (Reply(429, b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}'), Throttled, 2.5),
        (Reply(429, b'{"retry_after_ms": 2500}', {"Retry-After": "7"}), Throttled, 7.0),
        (Reply(429, b'{"retry_after_ms": "soon"}'), Throttled, None),
        (Reply(429, b"<html>"), Throttled, None),
        (Reply(200, b"<html>"), Retry, None),
        (Reply(200, b"[]"), Retry, None),
        (Reply(200, b'{"event_id": 7}'), Retry, None),
        (Reply(lost=True), Retry, None),
        (Reply(413), Rejected, None),
    ],
)
def test_what_a_server_may_answer(reply: Reply, error: type[Exception], after: float | None) -> None:
    with LocalServer(lambda _: reply) as server, pytest.raises(error) as failure:
        tell(at(server.origin, "!room:matrix.test", "syt_x"), placement())
    assert type(failure.value) is error
    assert getattr(failure.value, "after", None) == after
