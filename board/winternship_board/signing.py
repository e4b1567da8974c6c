"""Signing: one signature per party under one frozen version, on a screen or on paper; the last one makes it count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from django.db import IntegrityError, transaction

from winternship_board import clock, recording
from winternship_board.actors import SYSTEM, Actor, Standing, standing
from winternship_board.errors import (
    AlreadyThere,
    BadValue,
    BoardError,
    Conflict,
    GuardUnmet,
    NotAllowed,
    NotPossible,
    StaleVersion,
)
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh, lock
from winternship_board.models import Agreement, Signature
from winternship_board.moving import Moved, move
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.placements import NOTHING_SAID, Role, Said
from winternship_core.placements.blocks import missing_signatures
from winternship_core.placements.codes import require_code
from winternship_core.placements.roles import SIGNING_ROLES
from winternship_core.text import Text

AGREEMENT: Final = "agreement"


@in_one_go
def sign(
    actor: Actor,
    agreement: int,
    *,
    version: int,
    document_hash: str,
    assurance: str = "simple",
    evidence: str = "",
) -> Moved:
    """Sign for one's own party, and nobody else's; ``document_hash`` is that of the document that was shown.

    The school signs through its coordinator. The last signature makes the agreement active and, when all else is in
    order, confirms the placement. Raises :class:`NotAllowed`, :class:`NotFound`, :class:`NotPossible` unless it is
    being signed, :class:`StaleVersion`, :class:`BadValue` for another document, :class:`AlreadyThere`.
    """
    who, row = standing(actor), lock(kind_of(AGREEMENT), agreement)
    POLICY.require_visible(who, AGREEMENT, row)
    near = POLICY.relation(who, AGREEMENT, row)
    asked = who.role in SIGNING_ROLES and who.role in row.signatories
    if not asked or not POLICY.permissions.may_act(who.role, AGREEMENT, near):
        raise NotAllowed(who.role, "sign", AGREEMENT)
    _require_signing(row, version)
    if (
        who.person_id is not None
        and row.signatures.filter(person=who.person_id).exclude(role=who.role).exists()
    ):
        raise NotAllowed(who.role, "sign for a second party", AGREEMENT)
    if document_hash != row.document_hash:
        raise BadValue("document_hash", Text("dit is een ander document.", "this is another document."))
    require_code("assurance", assurance)
    check_text("evidence", evidence)
    # Who made a link knew its secret: the signature says that it came that way.
    method = "screen" if who.link is None else "link"
    _add(row, who.role, person_id=who.person_id, method=method, assurance=assurance, evidence=evidence)
    signed = {"document_hash": row.document_hash}
    event = recording.changed(who, AGREEMENT, row, {}, "sign", said=Said(code=who.role), data=signed)
    _complete(row)
    row = fresh(kind_of(AGREEMENT), agreement)
    return Moved(AGREEMENT, row.pk, row.state, row.version, event.pk)


@in_one_go
def record_paper_signing(
    actor: Actor,
    agreement: int,
    *,
    version: int,
    parties: Collection[Role],
    on: dt.date,
    said: Said = NOTHING_SAID,
) -> Moved:
    """Record that these parties signed on paper on that day; a scan must lie with the agreement.

    Who may: the school's coordinator. The step itself is judged like any other: no party may be missing.
    """
    who, row = standing(actor), lock(kind_of(AGREEMENT), agreement)
    POLICY.require_visible(who, AGREEMENT, row)
    if who.role is not Role.COORDINATOR:
        raise NotAllowed(who.role, "record paper signing", AGREEMENT)
    _require_signing(row, version)
    if row.scan_id is None or on > clock.today():
        raise BadValue(
            "on",
            Text("er is een scan en een dag tot vandaag nodig.", "a scan and a day up to today are needed."),
        )
    signed = set(row.signatures.values_list("role", flat=True))
    for role in sorted(set(parties) - signed):
        if role not in row.signatories:
            raise NotAllowed(role, "sign", AGREEMENT)
        _add(row, role, person_id=None, method="paper", assurance="paper", evidence=f"scan {row.scan_id}")
    words = Said(on=on, reason=said.reason, evidence=said.evidence)
    moved = move(actor, AGREEMENT, agreement, "record paper signing", version=version, said=words)
    _after_active(fresh(kind_of(AGREEMENT), agreement))
    return moved


def _require_signing(row: Agreement, version: int) -> None:
    if row.state != "signing":
        raise NotPossible(
            Text(
                nl=f"De overeenkomst staat op {row.state!r}; tekenen kan alleen bij 'signing'.",
                en=f"The agreement is {row.state!r}; it can be signed only when it is 'signing'.",
            ),
            ["signing"],
        )
    if row.version != version:
        raise StaleVersion(AGREEMENT, version, row.version)


def _add(row: Agreement, role: str, **signature: Any) -> None:
    try:
        with transaction.atomic():
            Signature.objects.create(
                agreement=row, role=role, document_hash=row.document_hash, at=clock.now(), **signature
            )
    except IntegrityError:
        raise AlreadyThere("signature") from None


def _complete(row: Agreement) -> None:
    """Make the agreement active when nobody's signature is missing any more."""
    signed = map(Role, row.signatures.values_list("role", flat=True))
    wanted = set(map(Role, row.signatories))
    have = set(signed)
    if missing_signatures(have, minor_when_signing=row.minor_when_signing) or wanted - have:
        return
    if _try(AGREEMENT, row.pk, "last signature", row.version):
        _after_active(fresh(kind_of(AGREEMENT), row.pk))


def _after_active(row: Agreement) -> None:
    """The version before it ends, and the placement is confirmed when nothing else keeps it."""
    older = Agreement.objects.filter(placement=row.placement_id, state="active", number__lt=row.number)
    for one in older:
        system = Standing(None, Role.SYSTEM)
        changes = {"state": "ended", "ended_on": clock.today()}
        recording.changed(system, AGREEMENT, one, changes, "period over", said=Said(code="amended"))
    placement = row.placement
    if placement.state == "agreement":
        _try("placement", placement.pk, "all signatures in", placement.version)


def _try(kind: str, pk: int, action: str, version: int) -> bool:
    """A step of the system's own; when something else is missing it stays where it is and the clock tries again."""
    try:
        with transaction.atomic():
            move(SYSTEM, kind, pk, action, version=version)
    except (GuardUnmet, Conflict, NotPossible):
        return False
    return True


def try_step(kind: str, pk: int, action: str) -> BoardError | None:
    """For the clock: a step of the system's own, from whatever version there is; what kept it, if something did."""
    try:
        row: Any = kind_of(kind).model._default_manager.get(pk=pk)
        move(SYSTEM, kind, pk, action, version=row.version)
    except (GuardUnmet, Conflict, NotPossible) as error:
        return error
    return None
