"""Finds again what to do about a refusal that was stored by its code."""

from __future__ import annotations

from winternship_core.text import Text

from . import errors
from .protocol import errors as protocol_errors
from .protocol.errors import LtiError

ADVICE = {
    found.code: found.advice
    for module in (protocol_errors, errors)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, LtiError)
}


def advice_on(code: str) -> Text:
    """The advice of the error with this code; of one that no longer exists, that of every error."""
    return ADVICE.get(code, LtiError.advice)
