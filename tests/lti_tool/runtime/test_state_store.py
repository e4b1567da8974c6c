"""The store under parallel requests: nothing lost, nothing doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from winternship_lti.models import BlockState

THREADS = 6


def _together(work: Callable[[int], None]) -> None:
    barrier = threading.Barrier(THREADS)

    def run(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_votes_of_many_people_at_once_are_all_counted(visitor: Callable[..., Any]) -> None:
    people = [visitor("thumbs", subject=f"person-{number}") for number in range(THREADS)]

    _together(lambda number: people[number].post("vote", {"voteType": "up"}))

    shared = BlockState.objects.get(scope="user_state_summary")
    assert shared.fields["upvotes"] == THREADS


@pytest.mark.django_db(transaction=True)
def test_first_writes_of_one_person_at_once_make_one_row(visitor: Callable[..., Any]) -> None:
    anna = visitor("done")
    cookies = anna.client.cookies.output(header="", sep=";")
    statuses: list[int] = []

    def post(number: int) -> None:
        client = Client()
        client.cookies.load(cookies)
        path = f"{anna.path}b/{anna.usage}/toggle_button/"
        answer = client.post(
            path, {"done": True}, content_type="application/json", HTTP_SEC_FETCH_SITE="same-origin"
        )
        statuses.append(answer.status_code)

    _together(post)

    assert statuses == [200] * THREADS
    assert BlockState.objects.filter(scope="user_state").count() == 1


@pytest.mark.django_db
def test_a_page_reads_all_state_of_its_block_with_one_query(visitor: Callable[..., Any]) -> None:
    anna = visitor("winternship_self_assessment")
    anna.page()

    with CaptureQueriesContext(connection) as queries:
        anna.page()

    assert sum("blockstate" in query["sql"] for query in queries) == 1
    assert len(queries) <= 3
