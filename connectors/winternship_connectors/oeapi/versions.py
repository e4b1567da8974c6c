"""What differs between the versions of the Open Education API, and what they read alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from winternship_connectors.contract import Action, Context, Fields, Observed, Receipt
from winternship_connectors.errors import Retry
from winternship_connectors.oeapi.fields import site_id
from winternship_connectors.oeapi.values import OUR_CODE
from winternship_connectors.records import Record

ToFields = Callable[[str, Mapping[str, Any]], Fields]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: where organisations are, a placement as its parts, a part written, and all that is there."""

    organisations: str
    parts: Callable[[Record, str], dict[str, Fields]]
    write: Callable[[Context, Action], Receipt]
    observe: Callable[[Context], Iterator[Observed]]


def observed(pk: str, ours: str, part: str, got: Mapping[str, Any], fields: ToFields) -> Observed:
    """A part that is there; without fields when it is not ours. Raises Retry when it is not as the version says."""
    if not ours:
        return Observed(pk, fields={})
    try:
        return Observed(pk, ours, part, fields=fields(part, got))
    except (KeyError, TypeError, ValueError) as error:
        raise Retry(f"GET: the {part} {pk} is not as the OEAPI says: {type(error).__name__}") from None


def placement_of(offering: Mapping[str, Any], pk: str, site: str) -> str:
    """The id of the placement, when this site made the offering: its UUID follows from that id."""
    for one in (offering.get("primaryCode"), *(offering.get("otherCodes") or ())):
        if isinstance(one, dict) and one.get("codeType") == OUR_CODE:
            kind, _, number = str(one.get("code", "")).partition("-")
            if pk == site_id(site, kind, number):
                return f"{kind}-{number}"
    return ""


def id_of(got: Mapping[str, Any], name: str) -> str:
    """The id of an item, safe to be part of an address. Raises Retry."""
    try:
        return str(UUID(got[name]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Retry(f"GET: an item has no UUID as {name}: {type(error).__name__}") from None
