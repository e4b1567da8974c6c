"""The board as a block: who the host says is there, what its one handler answers, and what an author may set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import translation
from webob import Request, Response

from tests.xblocks import pages
from tests.xblocks.runtime import Host, post
from winternship_board import api
from winternship_core.placements import Role
from winternship_xblocks import board
from winternship_xblocks.board import BoardXBlock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def host() -> Host:
    return Host(kind=BoardXBlock)


def ask(block: Any, method: str = "POST", accept: str = "application/json", **values: object) -> Response:
    """Call the handler as our script or a bare form does."""
    body = urlencode(values, doseq=True)
    kind = "application/x-www-form-urlencoded"
    if method == "GET":
        return block.handle("board", Request.blank(f"/?{body}", accept=accept))
    return block.handle(
        "board", Request.blank("/", method=method, body=body.encode(), content_type=kind, accept=accept)
    )


def administrator(user: str = "anna") -> None:
    api.first_administrator(api.person("host", user))


def test_a_newcomer_reads_how_to_come_in(host: Host) -> None:
    html = host.block().student_view().content
    pages.check(html)
    assert "Welcome to the placement board" in html
    assert 'name="code"' in html


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ({"user": None}, "Sign in to use"),
        ({"is_staff": True, "user_is_staff": True}, "Welcome to the placement"),
    ],
)
def test_staff_of_a_course_are_nobody_on_the_board(host: Host, who: dict[str, Any], words: str) -> None:
    assert words in host.block(**who).student_view().content


def test_a_visitor_gets_nothing_from_the_handler(host: Host) -> None:
    answer = ask(host.block(user=None))
    assert answer.status_code == 403
    assert "wb-screen" not in answer.text


def test_who_looks_as_somebody_else_sees_nothing_of_theirs(host: Host) -> None:
    administrator()
    block = host.block()
    service = block.runtime.service(block, "user")
    service._django_user = type("Masked", (), {"real_user": object()})()
    assert "as someone else" in block.student_view().content
    assert ask(block, screen="home").status_code == 403


def test_one_person_in_two_courses_is_one_person(host: Host) -> None:
    administrator()
    for usage in ("one", "two"):
        html = Host(kind=BoardXBlock, usage=usage).block().student_view().content
        assert "Today" in html
        assert "Welcome to" not in html
    assert "Welcome to" in host.block("ben").student_view().content


def test_script_gets_json_and_a_bare_form_a_page(host: Host) -> None:
    administrator()
    answer = ask(host.block(), screen="privacy")
    assert answer.json["title"] == "My data"
    assert "screen=privacy" in answer.json["address"]
    assert answer.headers["Cache-Control"] == "no-store"
    bare = ask(host.block(), "GET", "text/html", screen="privacy")
    assert bare.text.startswith("<!doctype html>")
    assert 'href="/resource/public/board.css"' in bare.text


def test_a_file_is_the_person_s_own_and_kept_by_no_cache(host: Host) -> None:
    administrator()
    file = ask(host.block(), screen="privacy", do="export")
    assert file.content_type == "application/json"
    assert file.headers["Content-Disposition"] == 'attachment; filename="winternship.json"'
    assert file.headers["Cache-Control"] == "no-store"
    assert json.loads(file.body)["person"][0]["subject"] == "anna"


@pytest.mark.parametrize(
    ("method", "values", "status"),
    [("PUT", {}, 405), ("POST", {"x": ["1"] * 501}, 400), ("POST", {"x": "y" * 3_000_000}, 413)],
)
def test_what_no_form_sends_is_refused(host: Host, method: str, values: dict[str, Any], status: int) -> None:
    assert ask(host.block(), method, **values).status_code == status


def test_the_role_chosen_last_is_where_one_begins(host: Host) -> None:
    administrator()
    person = api.person("host", "anna")
    api.grant(api.SYSTEM, person, Role.BROKER, region="east")
    broker = next(actor for actor in api.actors_of("host", "anna") if actor.role is Role.BROKER)
    block = host.block()
    ask(block, screen="home", **{"as": f"BR-{broker.membership_id}"})
    assert block.acting_as == f"BR-{broker.membership_id}"


def test_language_is_the_person_s_choice(host: Host) -> None:
    block = host.block()
    assert "Welkom op het stagebord" in post(block, "choose_language", {"language": "nl"}).json["html"]
    assert post(block, "choose_language", {"language": "xx"}).status_code == 400


def test_an_author_sets_what_the_board_is_for(host: Host) -> None:
    block = host.block(user_is_staff=True)
    pages.check(block.studio_view().content)
    settings = {"display_name": " Stages ", "roles": ["ST", "CO"], "by_code": False, "region": "east"}
    assert post(block, "save_settings", settings).json["roles"] == ["ST", "CO"]
    assert block.display_name == "Stages"
    for wrong in (
        {"roles": []},
        {"roles": ["SY"]},
        {"roles": "ST"},
        {"by_code": "yes"},
        {"region": "x" * 21},
    ):
        assert post(block, "save_settings", {**settings, **wrong}).status_code == 400
    assert post(host.block(), "save_settings", settings).status_code == 403


def test_a_board_for_companies_shows_a_student_how_to_come_in(host: Host) -> None:
    administrator()
    host.settings["roles"] = ["CO"]
    assert "Welcome to the placement board" in host.block().student_view().content


def test_every_text_is_there_twice_and_used() -> None:
    pages.check_texts(Path(board.__file__).parent, made="closed_|error_")
