"""A roster is read page by page: ten times the people cost no more memory [NRPS 2.4.2]."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from winternship_lti.protocol.http import Answer
from winternship_lti.protocol.services import nrps

PAGE = 200


class Course:
    """A course of so many people, which makes each page when it is asked for."""

    def __init__(self, people: int) -> None:
        self.people = people

    def call(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        first = int(parse_qs(urlsplit(url).query).get("from", ["0"])[0])
        last = min(first + PAGE, self.people)
        listed = [
            {"user_id": f"user-{n}", "name": "x" * 200, "roles": ["Learner"]} for n in range(first, last)
        ]
        more = f'<https://lms.example/members?from={last}>; rel="next"' if last < self.people else ""
        return Answer(200, {"link": more} if more else {}, json.dumps({"members": listed}).encode())


def read(people: int) -> tuple[int, int]:
    """How many came, and the most memory that reading them took at one moment, in bytes."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in nrps.members(Course(people), "https://lms.example/members"))
        return count, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("people", [10_000])
def test_ten_thousand_members_take_no_more_memory_than_a_thousand(people: int) -> None:
    read(PAGE)  # what is kept once and for all
    _, small = read(1_000)
    count, large = read(people)

    assert count == people
    assert large < 1.3 * small
