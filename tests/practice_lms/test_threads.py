"""A server's threads are used again and again: nothing of an earlier request may linger in one."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import translation
from lxml import html
from test_launch import CHECK, CLAIM


def _begin(client: Client, language: str) -> dict[str, str]:
    client.cookies["practice_language"] = language
    location = client.get(CHECK)["Location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def _finish(client: Client, login: dict[str, str]) -> str:
    """The language in the id_token, of which only the platform's side is of interest here."""
    request = {**login, "redirect_uri": login["target_link_uri"], "state": "s", "nonce": "n"}
    page = html.fromstring(client.get("/api/lti_consumer/v1/launch/", request).content)
    payload = dict(page.forms[0].form_values())["id_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return str(claims[f"{CLAIM}/custom"]["locale"])


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_served_an_older_launch_does_not_answer_with_it(filled: None) -> None:
    client = Client()
    client.post("/sign-in/", {"person": "bo"})
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other, translation.override(None):
        dutch = one.submit(_begin, client, "nl").result()
        assert one.submit(_finish, client, dutch).result() == "nl"
        english = other.submit(_begin, client, "en").result()
        assert one.submit(_finish, client, english).result() == "en"
        _close(one, other)


def _close(*pools: ThreadPoolExecutor) -> None:
    """Let go of the database in the threads, or it cannot be removed."""
    from django.db import connections

    for pool in pools:
        pool.submit(connections.close_all).result()
