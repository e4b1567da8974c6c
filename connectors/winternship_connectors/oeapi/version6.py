"""OEAPI 6.0: each part is put by its id, and all learning companies are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from winternship_connectors.contract import Action, Context, Observed, Receipt
from winternship_connectors.oeapi.bodies import body, fields
from winternship_connectors.oeapi.calling import items, written
from winternship_connectors.oeapi.fields import OFFERING, ORGANISATION, ROLES, association_id, parts
from winternship_connectors.oeapi.versions import Version, id_of, observed, placement_of

_OFFERINGS: Final = "learning-component-offerings"
_ASSOCIATIONS: Final = "learning-component-offering-associations"
_PATHS: Final = {ORGANISATION: "organisations", OFFERING: _OFFERINGS}


def _write(context: Context, action: Action) -> Receipt:
    told = body(action.part, action.fields, context.settings.config)
    pk = str(action.fields["id"])
    path = f"/{_PATHS.get(action.part, _ASSOCIATIONS)}/{pk}"
    return Receipt(pk, status=written(context, "PUT", path, told))


def _observe(context: Context) -> Iterator[Observed]:
    kind = str(context.settings.config.get("organisation_type") or "x-leerbedrijf")
    for organisation in items(context, "/organisations", organisationType=kind):
        at = id_of(organisation, "organisationId")
        theirs = False
        for offering in items(context, f"/organisations/{at}/{_OFFERINGS}"):
            pk = id_of(offering, "learningComponentOfferingId")
            ours = placement_of(offering, pk, context.settings.site)
            theirs = theirs or bool(ours)
            yield observed(pk, ours, OFFERING, offering, fields)
            if ours:
                yield observed(at, ours, ORGANISATION, organisation, fields)
                yield from _associations(context, pk, ours)
        if not theirs:
            yield Observed(at, fields={})


def _associations(context: Context, offering: str, ours: str) -> Iterator[Observed]:
    part_of = {association_id(offering, part): part for part in ROLES}
    for one in items(context, f"/{_OFFERINGS}/{offering}/{_ASSOCIATIONS}"):
        pk = id_of(one, "associationId")
        part = part_of.get(pk, "")
        yield observed(pk, ours if part else "", part, one, fields)


SIX: Final = Version("organisations", parts, _write, _observe)
