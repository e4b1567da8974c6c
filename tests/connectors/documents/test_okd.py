"""An agreement at a document system: sent once, replaced, deleted on request, and never sent blindly again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
import yaml

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.contexts import context
from tests.connectors.documents.dms import DocumentSystem, parts
from tests.connectors.specifications import prism, specification
from winternship_connectors import oauth
from winternship_connectors.contract import Action, Context, Link, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.documents.okd import PART, OkdConnector
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Unknown
from winternship_connectors.records import Agreement
from winternship_connectors.testing.placements import PDF, SHA256, placement
from winternship_lti.testing import Reply

OKD = "okd-1.5.0-bundled.yaml"
NEW_PDF = b"%PDF-1.7 second version"
# What doc/flow-3.md of OKD lists for the consumer; documentSize is optional there.
FLOW_3 = [
    "consumerKey",
    "documentType",
    "documentSubtype",
    "documentId",
    "documentName",
    "retentionPeriodSuggestion",
    "receivedDate",
    "registrationDate",
    "studentNumber",
]
okd = OkdConnector()


@pytest.fixture
def dms() -> Iterator[DocumentSystem]:
    oauth.forget_all()
    with DocumentSystem() as made:
        yield made


def at(dms: DocumentSystem, secret: str = SECRET, **more: Any) -> Context:
    config = {"url": f"{dms.url}/", "token_url": f"{dms.origin}/token", "client_id": CLIENT, **more}
    jsonschema.Draft202012Validator(OkdConnector.config_schema).validate({**config, "client_secret": secret})
    return context(config, {"client_secret": secret}, documents={SHA256: PDF, "new": NEW_PDF})


def planned(made: Context, record: Any, link: Link | None = None) -> list[Action]:
    return list(okd.plan(made.settings, record, {PART: link} if link else {}, "placement-7"))


def sent(dms: DocumentSystem, **more: Any) -> tuple[Context, Link]:
    made = at(dms, **more)
    (action,) = planned(made, placement())
    receipt = okd.apply(made, action, "key")
    return made, Link(receipt.remote_id, receipt.etag, 1, digest(action.fields))


def test_a_signed_agreement_becomes_one_document_with_its_bytes(dms: DocumentSystem) -> None:
    _, link = sent(dms)
    ((pk, document),) = dms.documents.items()
    assert (pk, document.content, document.name) == (link.remote_id, PDF, "praktijkovereenkomst-7-1.pdf")
    assert document.metadata["consumers"][0]["studentNumber"] == "1234567"
    assert dms.authority.scopes == ["okd:bpvdocuments"]


def test_without_a_signed_agreement_there_is_nothing_to_send(dms: DocumentSystem) -> None:
    assert planned(at(dms), placement(agreement=Agreement("7-1"))) == []


def test_another_signed_version_replaces_the_document(dms: DocumentSystem) -> None:
    made, link = sent(dms)
    new = Agreement("7-2", dt.date(2026, 12, 1), "new")
    (action,) = planned(made, placement(agreement=new), link)
    assert action.verb is Verb.UPDATE
    for _ in range(2):
        assert okd.apply(made, action, "key-2").remote_id == link.remote_id
    assert [one.content for one in dms.documents.values()] == [NEW_PDF]


@pytest.mark.parametrize(
    "reply", [Reply(lost=True), Reply(500), Reply(502), Reply(504), Reply(200, b"{}"), Reply(200, b"<html>")]
)
def test_a_new_document_whose_id_did_not_arrive_is_unknown(dms: DocumentSystem, reply: Reply) -> None:
    dms.after = [reply]
    with pytest.raises(Unknown):
        sent(dms)
    assert len(dms.documents) == 1
    assert [one.method for one in dms.calls] == ["POST"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(503), Retry),
        (Reply(403), AuthFailed),
        (Reply(400), Rejected),
        (Reply(413), Rejected),
        (Reply(422), Rejected),
    ],
)
def test_a_refusal_at_the_door_leaves_nothing(
    dms: DocumentSystem, reply: Reply, error: type[Exception]
) -> None:
    dms.instead = [reply]
    with pytest.raises(error) as failure:
        sent(dms)
    assert type(failure.value) is error
    assert dms.documents == {}
    for secret in (SECRET, "1234567", "Maartje", "token-1"):
        assert secret not in str(failure.value)


@pytest.mark.parametrize("verb", [Verb.UPDATE, Verb.DELETE])
def test_a_change_without_an_answer_may_be_repeated(dms: DocumentSystem, verb: Verb) -> None:
    made, link = sent(dms)
    (new,) = planned(made, placement())
    dms.after = [Reply(lost=True)]
    with pytest.raises(Retry):
        okd.apply(made, replace(new, verb=verb, link=link), "key")
    assert len(dms.documents) == (verb is Verb.UPDATE)


def test_a_document_that_was_destroyed_there_is_not_made_again(dms: DocumentSystem) -> None:
    made, link = sent(dms)
    dms.documents.clear()
    (action,) = planned(made, placement(agreement=Agreement("7-2", None, "new")), link)
    with pytest.raises(Rejected) as failure:
        okd.apply(made, action, "key")
    assert failure.value.status == 404
    assert dms.documents == {}


def test_it_is_deleted_only_where_the_school_asked_that_and_twice_is_well(dms: DocumentSystem) -> None:
    made, link = sent(dms)
    assert planned(made, None, link) == []
    made = at(dms, delete=True)
    (action,) = planned(made, None, link)
    for _ in range(2):
        okd.apply(made, action, "key")
    assert dms.documents == {}


def test_an_agreement_that_cannot_be_read_is_tried_later(dms: DocumentSystem) -> None:
    made = at(dms)
    (action,) = planned(made, placement(agreement=Agreement("7-1", None, "gone")))
    with pytest.raises(Retry):
        okd.apply(made, action, "key")
    assert dms.calls == []


def test_check_finds_an_address_of_something_else(dms: DocumentSystem) -> None:
    dms.instead = [Reply(200, b"<html>welcome</html>")]
    assert not okd.check(at(dms)).ok


def test_the_scope_may_be_another_such_as_that_of_azure(dms: DocumentSystem) -> None:
    okd.check(at(dms, scope="api://us/.default"))
    assert dms.authority.scopes == ["api://us/.default"]


def test_the_metadata_is_what_the_specification_and_flow_3_ask(dms: DocumentSystem) -> None:
    spec = yaml.safe_load(specification(OKD).read_text(encoding="utf-8"))
    sent(dms)
    told = json.loads(parts(dms.calls[-1])["metadata"][1])
    (consumer,) = told["consumers"]
    for name in ("nl-okd-document", "nl-okd-additional-studentinfo"):
        jsonschema.Draft202012Validator(spec["components"]["schemas"][name]).validate(consumer)
    assert set(FLOW_3) <= consumer.keys()
    assert set(spec["components"]["schemas"]["AssociationProperties"]["properties"]) >= told.keys() - {
        "associationId",
        "person",
        "offering",
    }


def test_prism_finds_nothing_wrong_with_route_method_and_access(dms: DocumentSystem) -> None:
    made, link = sent(dms, delete=True)
    okd.check(made)
    (update,) = planned(made, placement(agreement=Agreement("7-2", None, "new")), link)
    okd.apply(made, update, "key")
    (delete,) = planned(made, None, link)
    okd.apply(made, delete, "key")
    with prism(OKD) as judge:
        for request in dms.calls:
            path, headers = request.path.removeprefix("/okd/v1"), dict(request.headers)
            status, said, found = judge.judge(request.method, path, headers, request.body)
            # Prism does not decode the JSON of a part, so that is all it may hold against the POST.
            if request.method == "POST":
                assert status == 422
                assert all(one["location"] == ["request", "body", "metadata"] for one in found)
            else:
                assert (status in {200, 204}, found) == (True, []), (request.method, path, said)
            del headers["authorization"]
            assert judge.judge(request.method, path, headers, request.body)[0] == 401
        assert [one.method for one in dms.calls] == ["POST", "GET", "PATCH", "DELETE"]
        assert judge.judge("PUT", "/documents/1", {}, b"")[0] in {404, 405}
