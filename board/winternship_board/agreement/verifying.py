"""Is it still what was signed? The row, each signature and the log must all tell of the same fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_board.actors import Actor
from winternship_board.agreement.giving import KIND, visible_agreement
from winternship_board.changes import document_hash
from winternship_board.errors import NotPossible
from winternship_board.models import Event
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Verified:
    """``holds`` when nothing was changed since the version was frozen; ``broken`` names what does not fit.

    ``broken`` holds ``contents`` (the document as it is now), ``signature ST`` and the like, ``log``.
    """

    holds: bool
    document_hash: str
    signed_by: tuple[str, ...]
    broken: tuple[str, ...]


def verify_agreement(actor: Actor, pk: int) -> Verified:
    """Compare a frozen version with its signatures and with the event log.

    Who may: whoever sees the agreement's contents. Raises :class:`NotFound`, and :class:`NotPossible` for a draft,
    of which nothing was fixed yet.
    """
    _, row = visible_agreement(actor, pk)
    if not row.document_hash:
        raise NotPossible(
            Text(
                nl="Dit is nog een concept; er is nog niets vastgelegd om mee te vergelijken.",
                en="This is still a draft; nothing was fixed yet to compare it with.",
            )
        )
    signatures = list(row.signatures.order_by("pk"))
    broken = [] if document_hash(row) == row.document_hash else ["contents"]
    broken += [f"signature {one.role}" for one in signatures if one.document_hash != row.document_hash]
    if set(_logged(pk)) != {row.document_hash}:
        broken.append("log")
    return Verified(not broken, row.document_hash, tuple(one.role for one in signatures), tuple(broken))


def _logged(pk: int) -> list[object]:
    events = Event.objects.filter(kind=KIND, object_id=pk).order_by("sequence")
    return [
        data["document_hash"] for data in events.values_list("data", flat=True) if "document_hash" in data
    ]
