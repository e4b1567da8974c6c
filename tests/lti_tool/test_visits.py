"""Who may call what inside a visit, and what happens when they lie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winternship_lti.models import BlockState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ACCEPT": "*/*"},
    ],
)
def test_a_post_from_anywhere_but_our_own_page_is_not_carried_out(
    visitor: Callable[..., Any], headers: dict[str, str]
) -> None:
    answer = visitor("done").post("toggle_button", {"done": True}, **headers)

    assert (answer.status_code, answer.json()["error"]) == (403, "cross_site")
    assert not BlockState.objects.exists()


def test_an_older_browser_that_sends_only_the_origin_is_served(visitor: Callable[..., Any]) -> None:
    answer = visitor("done").post("toggle_button", {"done": True}, HTTP_ORIGIN="http://127.0.0.1:8001")

    assert answer.status_code == 200


def test_a_block_of_another_link_is_not_here(visitor: Callable[..., Any]) -> None:
    anna = visitor("done", link="link-1")
    bram = visitor("done", link="link-2", subject="bram")

    answer = anna.post("toggle_button", {"done": True}, usage=bram.usage)

    assert (answer.status_code, answer.json()["error"]) == (404, "not_here")
    assert not BlockState.objects.exists()


@pytest.mark.parametrize(
    "usage", ["x", "1.done", "999999999999999999999.done.root", "1.no_such_block.root", "1.done.root.x"]
)
def test_a_made_up_usage_is_not_here(visitor: Callable[..., Any], usage: str) -> None:
    assert visitor("done").post("toggle_button", {}, usage=usage).status_code == 404


def test_the_visit_of_someone_else_cannot_be_used(visitor: Callable[..., Any]) -> None:
    anna, bram = visitor("done", subject="anna"), visitor("done", subject="bram")

    answer = bram.client.post(
        f"{anna.path}b/{anna.usage}/toggle_button/",
        {"done": True},
        content_type="application/json",
        HTTP_SEC_FETCH_SITE="same-origin",
    )

    assert (answer.status_code, answer.json()["error"]) == (401, "visit_over")


def test_a_body_of_a_megabyte_is_refused_before_it_is_read(visitor: Callable[..., Any]) -> None:
    answer = visitor("done").post("toggle_button", {"done": "x" * 1_000_000})

    assert (answer.status_code, answer.json()["error"]) == (413, "body_too_large")
    assert not BlockState.objects.exists()


def test_refusals_speak_the_browsers_language(visitor: Callable[..., Any]) -> None:
    answer = visitor("done").post(
        "toggle_button", {}, HTTP_ACCEPT_LANGUAGE="nl", HTTP_ORIGIN="https://evil.example"
    )

    assert "eigen pagina" in answer.json()["message"]


@pytest.mark.parametrize(
    "uri", ["../settings.py", "public/../done.py", "static/%2e%2e/done.py", "nothing.js"]
)
def test_only_public_files_of_a_block_are_served(visitor: Callable[..., Any], uri: str) -> None:
    assert visitor("done").client.get(f"/blocks/done/{uri}").status_code == 404


def test_files_of_a_block_that_is_not_hosted_are_not_served(client: Any) -> None:
    assert client.get("/blocks/thumbs/public/x.js").status_code == 404


def test_our_module_is_served_as_a_script(client: Any) -> None:
    answer = client.get("/blocks/winternship_self_assessment/public/self_assessment.js")

    assert b"export default" in b"".join(answer.streaming_content)
    answer.close()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["X-Content-Type-Options"] == "nosniff"
