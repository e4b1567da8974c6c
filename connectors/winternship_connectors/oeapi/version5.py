"""OOAPI 5 as its profile OKE writes it: an offering with its associations, put when new, patched when there.

What others wrote beside us stays: a patch names only our properties [RFC 7396], and of the blocks of consumers it
gives back all that are not ours. Version 5 has organisations to read only; the company travels with the offering.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from winternship_connectors.contract import Action, Context, Observed, Receipt
from winternship_connectors.errors import Retry
from winternship_connectors.http import Answer
from winternship_connectors.oeapi.bodies5 import body, fields
from winternship_connectors.oeapi.calling import call, items, parsed, written
from winternship_connectors.oeapi.fields import OFFERING, ROLES, association_id
from winternship_connectors.oeapi.fields5 import parts
from winternship_connectors.oeapi.values import Json
from winternship_connectors.oeapi.versions import Version, id_of, observed, placement_of

PATCH: Final = "application/merge-patch+json"


def _write(context: Context, action: Action) -> Receipt:
    pk = str(action.fields["id"])
    path = f"/offerings/{pk}" if action.part == OFFERING else f"/associations/{pk}"
    told = body(action.part, action.fields, context.settings.config)
    there = call(context, "GET", path, expect={404})
    if there.status == 404:
        return Receipt(pk, status=written(context, "PUT", path, told))
    told["consumers"] = [*_others(there, str(context.settings.config["consumer_key"])), *told["consumers"]]
    return Receipt(pk, status=written(context, "PATCH", path, told, PATCH))


def _others(there: Answer, key: str) -> list[Json]:
    """The blocks of other consumers; a patch replaces the whole array [RFC 7396 2]."""
    blocks = parsed(there).get("consumers") or []
    if not isinstance(blocks, list) or not all(isinstance(one, dict) for one in blocks):
        raise Retry("GET: consumers is no list of blocks", status=there.status)
    return [one for one in blocks if one.get("consumerKey") != key]


def _observe(context: Context) -> Iterator[Observed]:
    key = str(context.settings.config["consumer_key"])
    for offering in items(context, "/offerings", offeringType="component"):
        pk = id_of(offering, "offeringId")
        ours = placement_of(offering, pk, context.settings.site)
        if ours or _marked(offering, key):
            yield observed(pk, ours, OFFERING, offering, lambda part, got: fields(part, got, key))
        if ours:
            yield from _associations(context, pk, ours, key)


def _marked(offering: Json, key: str) -> bool:
    """Whether an offering has our block: the list holds every examination of the school too, and those are not told."""
    blocks = offering.get("consumers")
    return isinstance(blocks, list) and any(
        isinstance(one, dict) and one.get("consumerKey") == key for one in blocks
    )


def _associations(context: Context, offering: str, ours: str, key: str) -> Iterator[Observed]:
    part_of = {association_id(offering, part): part for part in ROLES}
    for one in items(context, f"/offerings/{offering}/associations"):
        pk = id_of(one, "associationId")
        part = part_of.get(pk, "")
        yield observed(pk, ours if part else "", part, one, lambda part, got: fields(part, got, key))


FIVE: Final = Version("organizations", parts, _write, _observe)
