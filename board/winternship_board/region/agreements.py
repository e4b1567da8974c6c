"""The way of a placement in the made-up region from its first state to an agreement that everyone signed."""

from __future__ import annotations

from typing import Any, Final

from winternship_board.actors import Actor
from winternship_board.models import Agreement
from winternship_board.region.names import TRADES
from winternship_board.region.people import House, edit, step, version_of
from winternship_board.region.pupils import Pupil
from winternship_board.signing import sign
from winternship_board.writing import create
from winternship_core.placements import Role

HOURS: Final = 320


def prepare(pupil: Pupil, house: House, placement: int, *, until: str = "agreement") -> None:
    """Everyone is named, the content approved, and the agreement can be made; checked first when under 18."""
    coordinator = pupil.school.boss
    edit(
        coordinator,
        "placement",
        placement,
        trainer=house.guide.person_id,
        supervisor=pupil.school.guide.person_id,
        planned_hours=HOURS,
        goals="Het werk zelfstandig doen, en uitleggen waarom het zo gaat.",
        work_processes=[code for code, _ in TRADES[house.trade].tasks],
    )
    step(coordinator, "placement", placement, "approve content")
    if until == "approved":
        return
    if pupil.guardian is not None:
        tasks = [{"code": code, "rule": "any"} for code, _ in TRADES[house.trade].tasks]
        check: dict[str, Any] = {
            "placement": placement,
            "tasks": tasks,
            "supervised": True,
            "hours_fit": True,
        }
        create(coordinator, "safety_check", check)
    step(coordinator, "placement", placement, "check recognition and prepare agreement")


def make_agreement(pupil: Pupil, house: House, placement: int, *, until: str = "signing") -> int:
    """An agreement, as a draft, with the company, or waiting for signatures."""
    coordinator = pupil.school.boss
    made = create(coordinator, "agreement", {"placement": placement}).id
    contents = dict(Agreement.objects.get(pk=made).contents)
    contents |= {
        "assessment_way": "Met het formulier van de school, in drie gesprekken.",
        "early_ending_conditions": "Na een gesprek met alle drie.",
        "trainer_name": "de praktijkopleider",
    }
    edit(coordinator, "agreement", made, contents=contents)
    if until == "draft":
        return made
    step(coordinator, "agreement", made, "send to company to check data")
    if until != "company check":
        step(coordinator, "agreement", made, "send for signing")
    return made


def agree(pupil: Pupil, house: House, agreement: int, *, most: int = 4) -> None:
    """Signatures, in the usual order; ``most`` leaves the rest for later."""
    signers: dict[Role, Actor] = {Role.STUDENT: pupil.actor, Role.COMPANY: house.boss}
    if pupil.guardian is not None:
        signers[Role.GUARDIAN] = pupil.guardian
    signers[Role.COORDINATOR] = pupil.school.boss
    row = Agreement.objects.get(pk=agreement)
    wanted = [who for role, who in signers.items() if role in row.signatories]
    for who in wanted[:most]:
        sign(who, agreement, version=version_of("agreement", agreement), document_hash=row.document_hash)
