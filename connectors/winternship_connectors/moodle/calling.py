"""Calls of Moodle's web services over REST: Moodle answers an error with HTTP status 200, so the body has to tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from winternship_connectors.contract import Context
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Unknown

_REFUSED: Final = frozenset(
    {
        "invalidtoken",
        "accessexception",
        "nopermissions",
        "requireloginerror",
        "servicenotavailable",
        "forbiddenwsuser",
    }
)
_LATER: Final = frozenset({"sitemaintenance", "upgraderunning", "dbconnectionfailed", "ex_unabletolock"})
_DATABASE: Final = "dml"  # dmlreadexception, dmlwriteexception and their kin
_CODE: Final = re.compile(r"[A-Za-z0-9_/]{1,60}")
# Ids in one question: PHP drops what comes after its thousandth argument, and says nothing.
_PAGE: Final = 500


def call(context: Context, function: str, arguments: Mapping[str, Any]) -> Any:
    """What the function returns. The token goes in the body, so that no log of addresses holds it.

    All that we call may be repeated, so no answer is a reason to call again. Raises AuthFailed when the token, the
    service or the rights are wrong, Retry when Moodle cannot now, Rejected for any other exception of Moodle. Only
    Moodle's code of the error is told on: its message may name a person.
    """
    asked = {
        "wstoken": context.secrets.get("token", ""),
        "wsfunction": function,
        "moodlewsrestformat": "json",
        **dict(flat(arguments)),
    }
    url = f"{str(context.settings.config['url']).rstrip('/')}/webservice/rest/server.php"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        answer = context.http.send("POST", url, headers=headers, body=urlencode(asked).encode())
    except Unknown as error:
        raise Retry(f"{function}: {error}") from error
    try:
        told = json.loads(answer.body)
    except ValueError as error:
        raise Retry(f"{function}: the answer is not JSON", status=answer.status) from error
    if isinstance(told, dict) and "exception" in told:
        raise _failure(function, str(told.get("errorcode", "")))
    return told


def in_pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids in parts that one question may hold."""
    for start in range(0, len(ids), _PAGE):
        yield ids[start : start + _PAGE]


def flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Arguments as PHP takes them: ``members[0][userid]``."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from flat(one, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, one in enumerate(value):
            yield from flat(one, f"{name}[{number}]")
    else:
        yield name, str(int(value)) if isinstance(value, bool) else str(value)


def _failure(function: str, received: str) -> Exception:
    code = received if _CODE.fullmatch(received) else "unnamed"
    said = f"{function}: Moodle answered with the error {code}"
    if code in _REFUSED:
        return AuthFailed(said)
    if code in _LATER or code.startswith(_DATABASE):
        return Retry(said)
    return Rejected(said, fields={"moodle": code})
