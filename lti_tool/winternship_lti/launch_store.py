"""The four statements of a warm launch, written as SQL.

A launch is what every visitor waits for, and composing a query in the ORM costs many times what running it costs
(`make bench` measures both). Everything that is not on this path goes through the models. The statements are plain
SQL-92 and run alike on SQLite, PostgreSQL and MariaDB; a test compares the columns with the models.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

LOGIN = (
    "SELECT registration_id, browser_hash, storage_hash, storage_target, nonce, target_link_uri, deployment_hint,"
    " used_at"
    " FROM winternship_lti_logintransaction WHERE state_hash = %s AND expires_at > %s"
)
CONSUME = (
    "UPDATE winternship_lti_logintransaction SET used_at = %s, launch_id = %s"
    " WHERE state_hash = %s AND used_at IS NULL"
)
PLACE = (
    "SELECT m.person_id, m.link_id, m.id, m.digest FROM winternship_lti_membership m"
    " JOIN winternship_lti_person p ON p.id = m.person_id"
    " JOIN winternship_lti_resourcelink l ON l.id = m.link_id"
    " WHERE p.issuer = %s AND p.subject = %s AND l.deployment_id = %s AND l.lti_id = %s"
)
SESSION = (
    "INSERT INTO winternship_lti_launchsession (id, secret_hash, registration_id, kind, person_id, link_id,"
    " membership_id, is_instructor, locale, return_url, ags, request, about_id, expires_at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class StoredLogin:
    """A login that waits for its launch, or was used already."""

    state_hash: str
    registration_id: int
    browser_hash: str
    storage_hash: str
    storage_target: str
    nonce: str
    target_link_uri: str
    deployment_hint: str
    used: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The keys a visit needs: who (None: unknown), at which link (None: none yet), in which membership."""

    person_pk: int | None
    link_pk: int | None
    membership_pk: int | None


class NewSession(NamedTuple):
    """A visit to write; the fields are the columns of SESSION, in order. `ags` and `request` are JSON text."""

    id: str
    secret_hash: str
    registration_id: int
    kind: str
    person_id: int | None
    link_id: int | None
    membership_id: int | None
    is_instructor: bool
    locale: str
    return_url: str
    ags: str
    request: str
    about_id: int | None
    expires_at: dt.datetime


def find_login(state_hash: str, now: dt.datetime) -> StoredLogin | None:
    """Return the login of this state, unless its time is over."""
    row = _one(LOGIN, [state_hash, _moment(now)])
    if row is None:
        return None
    *stored, used_at = row
    return StoredLogin(state_hash, *stored, used=used_at is not None)  # type: ignore[misc]


def consume(state_hash: str, launch_id: str, now: dt.datetime) -> bool:
    """Mark the login as used, and say whether this call did it: of equal requests exactly one wins."""
    with connection.cursor() as cursor:
        cursor.execute(CONSUME, [_moment(now), launch_id, state_hash])
        return bool(cursor.rowcount == 1)


def known_place(issuer: str, subject: str, deployment_pk: int, link_id: str) -> tuple[Place, str] | None:
    """Return the place of a person who was here before, and the digest of what their last launch said."""
    row = _one(PLACE, [issuer, subject, deployment_pk, link_id])
    return None if row is None else (Place(*row[:3]), row[3])


def write_session(session: NewSession) -> None:
    """Write the visit."""
    *values, expires_at = session
    with connection.cursor() as cursor:
        parameters: list[Any] = [*values, _moment(expires_at)]
        cursor.execute(SESSION, parameters)


def _one(statement: str, parameters: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def _moment(moment: dt.datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
