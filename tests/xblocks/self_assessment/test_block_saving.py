"""Saving: every answer at once or many together, and a wrong request changes nothing at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation

from tests.xblocks.runtime import Host, get, post, stamped

GOOD = {"B1": {"value": 3, "at": 5}}


def test_an_answer_survives_to_the_next_visit(host: Host):
    reply = post(host.block(), "save_answers", {"answers": GOOD, "place": "B"})
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
    state = post(host.block(), "state").json["state"]
    assert state["answers"] == GOOD
    assert (state["place"], state["phase"], state["progress"]) == (
        "B",
        "questions",
        {"answered": 1, "total": 35},
    )
    assert 'value="3" checked' in host.block().student_view().content


def test_all_unsaved_answers_can_be_sent_in_one_request(host: Host, bakery: dict[str, Any]):
    reply = post(host.block(), "save_answers", {"answers": stamped(bakery)})
    assert set(reply.json["state"]["answers"]) == set(bakery)


def test_a_second_tab_gets_what_the_first_one_saved(host: Host):
    post(host.block(), "save_answers", {"answers": stamped({"B1": 3})})
    reply = post(host.block(), "save_answers", {"answers": stamped({"B2": 1})})
    assert set(reply.json["state"]["answers"]) == {"B1", "B2"}


def test_people_do_not_share_answers(host: Host):
    post(host.block("anna"), "save_answers", {"answers": GOOD})
    assert post(host.block("bram"), "state").json["state"]["answers"] == {}


BAD_BODIES: list[tuple[bytes, int, str, str]] = [
    (b"", 400, "not_json", "JSON object"),
    (b"{", 400, "not_json", "JSON object"),
    (b"\xff\xfe", 400, "not_json", "JSON object"),
    (b"[" * 60_000, 400, "not_json", "JSON object"),
    (b"[]", 400, "not_object", "list"),
    (b"null", 400, "not_object", "NoneType"),
    (b'"B1"', 400, "not_object", "str"),
    (b'{"answer": {}}', 400, "unknown_key", "answers, place"),
    (b'{"answers": []}', 400, "wrong_type", "answers"),
    (b'{"answers": {"B1": 3}}', 400, "wrong_type", "answers.B1"),
    (b'{"answers": {"B1": {"value": 3, "at": -1}}}', 400, "wrong_type", "answers.B1.at"),
    (b'{"answers": {"Z9": {"value": 3, "at": 1}}}', 400, "unknown_item", "Z9"),
    (b'{"answers": {"B1": {"value": 4, "at": 1}}}', 400, "value_out_of_scale", "0, 1, 2, 3"),
    (b'{"answers": {"B1": {"value": true, "at": 1}}}', 400, "value_out_of_scale", "True"),
    (b'{"answers": {"A1": {"value": "dk", "at": 1}}}', 400, "value_out_of_scale", "A1"),
    (b'{"answers": {"B2": {"value": 1, "at": 9}, "Z9": {"value": 3, "at": 1}}}', 400, "unknown_item", "Z9"),
    (b'{"answers": {"B2": {"value": 1, "at": 9}}, "place": "Q"}', 400, "wrong_type", "place"),
    (b'{"answers": {"B2": {"value": 1, "at": 9}}, "place": ["B"]}', 400, "wrong_type", "place"),
    (b'{"answers": {}, "x": "' + b"x" * 65_536 + b'"}', 413, "too_large", "65536"),
    (b"x" * 1_048_576, 413, "too_large", "1048576"),
]


@pytest.mark.parametrize(("body", "status", "code", "named"), BAD_BODIES)
def test_a_bad_request_is_explained_and_changes_nothing(
    host: Host, body: bytes, status: int, code: str, named: str
):
    post(host.block(), "save_answers", {"answers": GOOD, "place": "B"})
    before = dict(host.store.db_dict)
    reply = post(host.block(), "save_answers", body=body)
    assert (reply.status_code, reply.json["error"]) == (status, code)
    assert named in reply.json["message"]
    assert len(reply.json["message"]) < 400
    assert host.store.db_dict == before


def test_a_size_that_is_only_announced_is_refused_too(host: Host):
    from webob import Request

    request = Request.blank("/", method="POST", body=b"{}")
    request.content_length = 70_000
    assert host.block().handle("save_answers", request).status_code == 413


def test_a_handler_asked_with_the_wrong_verb_says_which_one_it_takes(host: Host):
    reply = get(host.block(), "save_answers")
    assert reply.status_code == 405
    assert "POST" in reply.json["message"]
    assert post(host.block(), "report").status_code == 405


def test_refusals_speak_the_language_of_the_person(host: Host):
    with translation.override("nl"):
        reply = post(host.block(), "save_answers", {"answers": {"B1": {"value": 9, "at": 1}}})
    assert reply.json["message"].startswith("Vraag B1 kreeg het antwoord 9")
    assert json.loads(reply.body) == reply.json


@pytest.mark.parametrize(
    ("user", "who", "code"),
    [
        (None, {}, "signed_out"),
        ("anna", {"is_authenticated": False}, "signed_out"),
    ],
)
@pytest.mark.parametrize(
    "handler",
    ["save_answers", "state", "refresh", "finish", "again", "cancel", "step", "erase", "choose_language"],
)
def test_nothing_is_kept_for_someone_who_is_not_signed_in(
    host: Host, handler: str, user: Any, who: Any, code: str
):
    reply = post(host.block(user, **who), handler, {})
    assert (reply.status_code, reply.json["error"]) == (403, code)
    assert host.store.db_dict == {}
