"""So that what a platform granted is read as it was said, beside what we asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .. import strict_json
from ..errors import ServiceUnavailable
from ..http import Answer
from ..values import ascii_identifier, identifier, mapping, shown, strings
from .errors import RegistrationAnswerInvalid, RegistrationRefused
from .request import LTI_PART

_CODE: Final = re.compile(r"[A-Za-z][A-Za-z _-]{2,60}")


@dataclass(frozen=True, slots=True)
class Registered:
    """What the platform made of our request. What it did not say is None.

    Moodle's answer may list more scopes than it grants: what counts is what a launch and a token say.
    """

    client_id: str
    deployment_id: str | None
    scopes: tuple[str, ...] | None
    messages: tuple[str, ...] | None
    claims: tuple[str, ...] | None


def read_answer(answer: Answer) -> Registered:
    """The registration in a platform's answer [DR 3.6].

    Raises RegistrationRefused when it says no, ServiceUnavailable when it is away, RegistrationAnswerInvalid when
    it says yes and nothing that can be used.
    """
    try:
        found = strict_json.loads_object(answer.body)
    except ValueError:
        found = {}
    if answer.status >= 500 or answer.status == 429:
        raise ServiceUnavailable(f"registration: received HTTP status {answer.status}")
    if answer.status not in {200, 201}:
        raise RegistrationRefused(f"received HTTP status {answer.status}, error {_error_code(answer, found)}")
    client_id = identifier(found.get("client_id"))
    if client_id is None:
        raise RegistrationAnswerInvalid(
            f"received the client_id {shown(found.get('client_id'))}, needed is a text of 1 to 255 characters"
        )
    lti = mapping(found.get(LTI_PART))
    scope, messages, claims = found.get("scope"), lti.get("messages"), lti.get("claims")
    return Registered(
        client_id=client_id,
        deployment_id=_deployment_id(lti.get("deployment_id")),
        scopes=tuple(scope.split()) if isinstance(scope, str) else None,
        messages=tuple(str(mapping(item).get("type", "")) for item in messages)
        if isinstance(messages, list)
        else None,
        claims=strings(claims) if isinstance(claims, list) else None,
    )


def _deployment_id(value: object) -> str | None:
    if value is None:
        return None
    found = ascii_identifier(str(value) if isinstance(value, int) else value)
    if found is None:
        raise RegistrationAnswerInvalid(
            f"received the deployment_id {shown(value)}, needed is an ASCII text of 1 to 255 characters"
        )
    return found


def _error_code(answer: Answer, found: dict[str, object]) -> str:
    """What the platform calls its refusal, if it is a name; longer texts might repeat the token that we sent."""
    plain = answer.body[:80].decode("ascii", "replace").strip()
    for value in (found.get("error"), found.get("reason"), found.get("message"), plain):
        if isinstance(value, str) and _CODE.fullmatch(value):
            return ascii(value)
    return "not named"
