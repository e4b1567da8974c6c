"""Who signed and who has not yet, for many agreements at once: the list is where people look for that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from winternship_board.actors import Actor, standing
from winternship_board.models import Agreement, Signature
from winternship_board.scopes import listable
from winternship_core.placements import Role


@dataclass(frozen=True, slots=True)
class Signer:
    """One party of an agreement; ``at`` and ``method`` are empty until it signed this very document."""

    role: Role
    at: dt.datetime | None = None
    method: str = ""


def signers(actor: Actor, agreements: Collection[int]) -> dict[int, tuple[Signer, ...]]:
    """Agreement → its parties, for those agreements that the person may see; two queries however many."""
    who = standing(actor)
    rows = Agreement.objects.filter(listable(who, "agreement"), pk__in=list(agreements))
    wanted = {row.pk: (row.signatories, row.document_hash) for row in rows}
    signed: dict[tuple[int, str], Signature] = {
        (one.agreement_id, one.role): one
        for one in Signature.objects.filter(agreement__in=wanted)
        if one.document_hash == wanted[one.agreement_id][1]
    }
    return {
        pk: tuple(_signer(role, signed.get((pk, role))) for role in roles)
        for pk, (roles, _) in wanted.items()
    }


def _signer(role: str, signature: Signature | None) -> Signer:
    if signature is None:
        return Signer(Role(role))
    return Signer(Role(role), signature.at, signature.method)
