"""One request to a Django project in this process, with what it took: time by the wall, and SQL statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks.timing import timed

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer of Django's test client and its price; `sql` leaves out what only opens or closes a transaction."""

    answer: Any
    ms: float
    sql: int


def ask(request: Callable[[], Any], *, expected: tuple[int, ...] = (200,)) -> Asked:
    """Make the request. Raises RuntimeError for another status than `expected`: a refusal would be a fast answer."""
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        ms, answer = timed(request)
    if answer.status_code not in expected:
        raise RuntimeError(
            f"{answer.request['PATH_INFO']} answered {answer.status_code}, expected is {expected}"
        )
    return Asked(answer, ms, sum(not sql.startswith(TRANSACTION) for sql in statements))
