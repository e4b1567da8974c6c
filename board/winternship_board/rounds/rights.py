"""Who may do what with a round: the coordinator of its school, and nobody else but the system."""

from __future__ import annotations

from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import NotAllowed, NotFound, NotPossible
from winternship_board.models import Round, RoundRun
from winternship_core.placements import Role
from winternship_core.text import Text


def may_match(actor: Actor, school: int | None) -> Standing:
    """The standing of a coordinator of this school, or of the system; raises :class:`NotAllowed` for anyone else."""
    who = standing(actor)
    own = who.role is Role.COORDINATOR and school is not None and who.organisation_id == school
    if not own and who.role is not Role.SYSTEM:
        raise NotAllowed(who.role, "match", "round")
    return who


def round_for(actor: Actor, pk: int) -> tuple[Standing, Round]:
    """A round of one's own school; raises :class:`NotFound` alike for none and for another school's."""
    who = standing(actor)
    row = Round.objects.filter(pk=pk).first()
    if row is None or not _theirs(who, row.school_id):
        raise NotFound("round")
    return who, row


def run_for(actor: Actor, pk: int) -> tuple[Standing, RoundRun]:
    """A run of a round of one's own school; raises :class:`NotFound`."""
    who = standing(actor)
    run = RoundRun.objects.filter(pk=pk).select_related("round").first()
    if run is None or not _theirs(who, run.round.school_id):
        raise NotFound("run")
    return who, run


def require_open(row: Round) -> None:
    """Raises :class:`NotPossible` for a round that was released or withdrawn."""
    if row.state != "open":
        raise NotPossible(
            Text(
                nl=f"Deze ronde staat op {row.state!r}; dit kan alleen bij 'open'.",
                en=f"This round is {row.state!r}; this is possible only when it is 'open'.",
            ),
            ["open"],
        )


def _theirs(who: Standing, school: int) -> bool:
    if who.role is Role.SYSTEM:
        return True
    return who.role is Role.COORDINATOR and who.organisation_id == school
