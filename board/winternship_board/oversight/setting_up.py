"""How far the set-up of a board is, for whoever begins one: what is there, and what is the next thing to do."""

from __future__ import annotations

from dataclasses import dataclass

from winternship_board.actors import Actor
from winternship_board.models import Membership, Organisation, Programme
from winternship_board.oversight.paging import require_admin
from winternship_core.placements import Role


@dataclass(frozen=True, slots=True)
class SetUp:
    """One thing that a board needs before people can use it, and how many of it there are."""

    name: str
    count: int

    @property
    def is_done(self) -> bool:
        """Whether there is one."""
        return self.count > 0


def set_up(actor: Actor) -> tuple[SetUp, ...]:
    """The things to set up, in their order; for an administrator, else :class:`NotAllowed`."""
    require_admin(actor, "read", "settings")
    held = Membership.objects.filter(ended_at=None)
    schools = Organisation.objects.filter(kind="school", state="verified")
    return (
        SetUp("administrator", held.filter(role=Role.ADMIN).values("person").distinct().count()),
        SetUp("programmes", Programme.objects.count()),
        SetUp("brokers", held.filter(role=Role.BROKER).values("person").distinct().count()),
        SetUp("schools", schools.count()),
        SetUp("coordinators", held.filter(role=Role.COORDINATOR).values("person").distinct().count()),
        SetUp("confidants", held.filter(role=Role.CONFIDANT).values("person").distinct().count()),
        SetUp("rules", schools.exclude(keep_file_months=None).count()),
    )
