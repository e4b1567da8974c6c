"""A message at a receiver: verified by the library of Standard Webhooks, sent once, and without a person in it."""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.connectors.contexts import context
from winternship_connectors.contract import Action, Context, Link, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Rejected, Retry
from winternship_connectors.messages.webhook import PART, WebhookConnector
from winternship_connectors.records import State
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import LocalServer, Reply, Request

NEW, OLD, OTHER = (f"whsec_{base64.b64encode(one * 32).decode()}" for one in (b"n", b"o", b"x"))
webhook = WebhookConnector()


def at(server: LocalServer, config: dict[str, Any] | None = None, **secrets: str) -> Context:
    kept = {"url": f"{server.origin}/hook/T0KEN", "secret": NEW, **secrets}
    jsonschema.Draft202012Validator(WebhookConnector.config_schema).validate({**(config or {}), **kept})
    return context(config or {}, kept, now=lambda: dt.datetime.now(dt.UTC))


def planned(made: Context, record: Any = None, link: Link | None = None) -> list[Action]:
    return list(webhook.plan(made.settings, record, {PART: link} if link else {}, "placement-7"))


def sent(reply: Reply, config: dict[str, Any] | None = None, **secrets: str) -> Request:
    with LocalServer(lambda _: reply) as server:
        made = at(server, config, **secrets)
        (action,) = planned(made, placement())
        webhook.apply(made, action, "key:1")
        (request,) = server.seen
        return request


def test_the_library_of_the_standard_verifies_a_message_and_no_changed_one() -> None:
    request = sent(Reply(204))
    told = Webhook(NEW).verify(request.body, dict(request.headers))
    assert told["type"] == "placement.signed"
    assert told["data"] == {
        "placement": "placement-7",
        "state": "signed",
        "company": "Bakkerij De Ster é",
        "starts_on": "2027-02-01",
        "ends_on": "2027-07-01",
        "rev": 1,
    }
    assert request.headers["webhook-id"] == "key:1"
    with pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(request.body + b" ", dict(request.headers))


def test_while_secrets_change_old_and_new_both_verify() -> None:
    request = sent(Reply(204), old_secret=OLD)
    for secret in (NEW, OLD):
        Webhook(secret).verify(request.body, dict(request.headers))
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(request.body, dict(request.headers))


@pytest.mark.parametrize("form", ["standard", "text", "teams"])
def test_nobody_is_named(form: str) -> None:
    body = sent(Reply(200), {"body": form}).body.decode()
    assert "Bakkerij De Ster" in body
    for person in ("Maartje", "1234567", "Jan Smit", "Piet", "school.test"):
        assert person not in body


def test_rooms_get_one_sentence() -> None:
    line = "Plaatsing placement-7: getekend – Bakkerij De Ster é, 2027-02-01 – 2027-07-01"
    assert json.loads(sent(Reply(200), {"body": "text"}).body) == {"text": line}
    card = json.loads(sent(Reply(202), {"body": "teams"}).body)["attachments"][0]["content"]
    assert (card["type"], card["body"][0]["text"]) == ("AdaptiveCard", line)


def test_a_company_cannot_call_everybody_in_a_room() -> None:
    record = placement()
    record = replace(record, company=replace(record.company, name="<!channel> @all"))
    with LocalServer(lambda _: Reply(200)) as server:
        made = at(server, {"body": "text"})
        webhook.apply(made, planned(made, record)[0], "key")
        assert not set("<>@") & set(json.loads(server.seen[0].body)["text"])


def test_only_a_change_is_told_and_its_end() -> None:
    with LocalServer(lambda _: Reply(204)) as server:
        made = at(server)
        (first,) = planned(made, placement())
        link = Link("placement-7", rev=1, digest=digest(first.fields))
        assert planned(made, placement(rev=9), link) == []
        assert planned(made, placement(state=State.ENDED), link)[0].verb is Verb.UPDATE
        assert planned(made) == []
        (gone,) = planned(made, None, link)
        webhook.apply(made, gone, "key")
        assert json.loads(server.seen[0].body)["type"] == "placement.cancelled"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(lost=True), Retry),
        (Reply(400), Rejected),
        (Reply(410), Rejected),
    ],
)
def test_a_failure_is_named_and_tells_no_secret(reply: Reply, error: type[Exception]) -> None:
    with pytest.raises(error) as failure:
        sent(reply)
    assert type(failure.value) is error
    assert ("410 Gone" in str(failure.value)) == (reply.status == 410)
    for secret in (NEW, "T0KEN", "Bakkerij"):
        assert secret not in str(failure.value)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", NEW.removeprefix("whsec_"), "whsec_é"])
def test_a_bad_secret_fails_the_check_and_nothing_is_sent(secret: str) -> None:
    with LocalServer(lambda _: Reply(204)) as server:
        assert webhook.check(at(server)).ok
        with pytest.raises(Rejected, match="whsec_"):
            webhook.check(at(server, secret=secret))
        assert server.seen == []
