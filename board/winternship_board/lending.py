"""What somebody with a personal link can ask for: an account of their own, or a new link when theirs is over."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.models import Invitation, Membership, Task
from winternship_board.people import digest_of
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role

ACCOUNT: Final = "wants_account"
LINK: Final = "wants_link"


@in_one_go
def ask_for_account(actor: Actor) -> None:
    """Ask the company, else the school, for a code of invitation; only for who holds a personal link.

    A link lends one object and an account shows more, so people decide: it becomes a task of theirs, once.
    """
    who = standing(actor)
    link = Invitation.objects.filter(pk=actor.link_id or 0).first()
    if who.link is None or link is None:
        raise NotAllowed(who.role, "ask for an account", "board")
    staff = Membership.objects.filter(role=Role.COMPANY, organisation=link.organisation_id, ended_at=None)
    if staff.exists():
        _task(ACCOUNT, Role.COMPANY, link.organisation_id, link)
    else:
        _task(ACCOUNT, Role.COORDINATOR, _object(link).school_id, link)


@in_one_go
def ask_for_new_link(secret: str) -> None:
    """Tell whoever sent an expired link that a new one is needed; who made up a secret learns nothing by it.

    The task says which object it is about, and to nobody but those who gave that link out.
    """
    link = Invitation.objects.filter(digest=digest_of(secret), expires_at__lte=clock.now()).first()
    if link is None or not link.object_kind:
        return
    try:
        row = _object(link)
    except NotFound:
        return
    here = Membership.objects.filter(
        person=link.invited_by_id, role=Role.COMPANY, organisation=link.organisation_id, ended_at=None
    )
    if here.exists():
        _task(LINK, Role.COMPANY, link.organisation_id, link)
    else:
        _task(LINK, Role.COORDINATOR, row.school_id, link)


def _object(link: Invitation) -> Any:
    row = kind_of(link.object_kind).model._default_manager.filter(pk=link.object_id).first()
    if row is None:
        raise NotFound(link.object_kind)
    return row


def _task(kind: str, role: Role, organisation: int | None, link: Invitation) -> None:
    about = {"object_kind": link.object_kind, "object_id": link.object_id}
    same = {"organisation_id": organisation, "role": role, "kind": kind, **about}
    if not Task.objects.filter(**same, done_on=None).exists():
        Task.objects.create(**same, created_on=clock.today())
