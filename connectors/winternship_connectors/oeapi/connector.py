"""The connector ``oeapi``: OEAPI 6.0, experimental. The coupling for placements (OKB) is a draft, and none is claimed.

All ids are ours and stay the same, so a repeated PUT leaves one object. OEAPI 6 has no DELETE: a placement
that is cancelled becomes ``cancelled`` there, and what leaves the board stays there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Cursor,
    Idempotency,
    Link,
    Observed,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.oeapi.bodies import OUR_CODE, body, fields
from winternship_connectors.oeapi.calling import call, items, parsed
from winternship_connectors.oeapi.fields import OFFERING, ORGANISATION, ROLES, association_id, parts, site_id
from winternship_connectors.oeapi.schema import CONFIG
from winternship_connectors.planning import brought
from winternship_connectors.records import Record

_OFFERINGS: Final = "learning-component-offerings"
_ASSOCIATIONS: Final = "learning-component-offering-associations"
_PATHS: Final = {ORGANISATION: "organisations", OFFERING: _OFFERINGS}
_NEVER: Final = "00000000-0000-0000-0000-000000000000"


class OeapiConnector:
    """Puts the company, the offering and the associations of a placement, and looks at all of them."""

    id: ClassVar[str] = "oeapi"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.OBSERVE})
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Ask for an organisation that nobody has: 404 shows that the address and the token are good."""
        answer = call(context, "GET", f"/organisations/{_NEVER}", expect={404})
        if answer.status != 404:
            parsed(answer)
        return CheckResult(
            True, "Het systeem antwoordt en laat ons toe.", "The system answers and admits us."
        )

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """The parts that differ from what was sent; nothing for a placement that is gone, as nothing can be deleted."""
        if record is None:
            return []
        return [
            action
            for part, told in parts(record, settings.site).items()
            for action in brought(object_id, part, told, links.get(part))
        ]

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Put one part by its id. Raises Retry also when no answer came, since the same PUT again changes nothing."""
        if action.verb is Verb.DELETE:
            raise Rejected("DELETE: OEAPI 6 has none")
        told = body(action.part, action.fields, context.settings.config)
        pk = str(action.fields["id"])
        path = f"/{_PATHS.get(action.part, _ASSOCIATIONS)}/{pk}"
        try:
            answer = call(context, "PUT", path, told=told)
        except Unknown as error:
            raise Retry(str(error)) from error
        if answer.body:
            parsed(answer)
        return Receipt(pk, status=answer.status)

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All learning companies, their offerings and who is in them; OEAPI 6 has no way to ask what changed."""
        kind = str(context.settings.config.get("organisation_type") or "x-leerbedrijf")
        for organisation in items(context, "/organisations", organisationType=kind):
            at = _id(organisation, "organisationId")
            theirs = False
            for offering in items(context, f"/organisations/{at}/{_OFFERINGS}"):
                pk = _id(offering, "learningComponentOfferingId")
                ours = _ours(offering, pk, context.settings.site)
                theirs = theirs or bool(ours)
                yield _observed(pk, ours, OFFERING, offering)
                if ours:
                    yield _observed(at, ours, ORGANISATION, organisation)
                    yield from _associations(context, pk, ours)
            if not theirs:
                yield Observed(at, fields={})
        yield Cursor("")


def _associations(context: Context, offering: str, ours: str) -> Iterator[Observed]:
    part_of = {association_id(offering, part): part for part in ROLES}
    for one in items(context, f"/{_OFFERINGS}/{offering}/{_ASSOCIATIONS}"):
        pk = _id(one, "associationId")
        part = part_of.get(pk, "")
        yield _observed(pk, ours if part else "", part, one)


def _observed(pk: str, ours: str, part: str, got: Mapping[str, Any]) -> Observed:
    if not ours:
        return Observed(pk, fields={})
    try:
        return Observed(pk, ours, part, fields=fields(part, got))
    except (KeyError, TypeError, ValueError) as error:
        raise Retry(f"GET: the {part} {pk} is not as OEAPI 6 says: {type(error).__name__}") from None


def _ours(offering: Mapping[str, Any], pk: str, site: str) -> str:
    """The id of the placement, when this site made the offering: its UUID follows from that id."""
    code = offering.get("primaryCode")
    told = code if isinstance(code, dict) and code.get("codeType") == OUR_CODE else {}
    kind, _, number = str(told.get("code", "")).partition("-")
    return f"{kind}-{number}" if pk == site_id(site, kind, number) else ""


def _id(got: Mapping[str, Any], name: str) -> str:
    """The id of an item, safe to be part of an address. Raises Retry."""
    try:
        return str(UUID(got[name]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Retry(f"GET: an item has no UUID as {name}: {type(error).__name__}") from None
