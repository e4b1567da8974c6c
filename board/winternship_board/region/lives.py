"""What happens to the students of the made-up region: applications and placements in every state there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import cycle
from typing import Final

from winternship_board import clock
from winternship_board.actors import SYSTEM
from winternship_board.models import Consent, Placement, Vacancy
from winternship_board.region.agreements import agree, make_agreement, prepare
from winternship_board.region.offers import Offers
from winternship_board.region.people import House, Region, edit, step
from winternship_board.region.pupils import Pupil
from winternship_board.region.working import FATES_PAST, FATES_RUNNING
from winternship_board.saying_yes import set_wishes
from winternship_board.writing import create
from winternship_core.placements import Said

Fate = Callable[[Pupil, House, int], None]
PROFILE_SEEN: Final = Said(confirmed=frozenset({"profile_seen"}))


def make_lives(region: Region, pupils: list[Pupil], offers: Offers) -> int:
    """Give everyone a story that fits their group; Sam may begin. Returns how many placements there are."""
    # Whoever comes when all stories are told has not looked yet: those are whom a coordinator has to see.
    stories = {
        "coming": iter((*_COMING, *_COMING)),
        "running": cycle(FATES_RUNNING),
        "past": cycle(FATES_PAST),
    }
    for pupil in pupils:
        found = [one for one in offers[pupil.group] if one[1].trade == pupil.trade and _is_free(one[0])]
        if pupil.is_sam:
            set_wishes(pupil.actor, pupil.id, [pk for pk, _ in found[:3]])
        elif found and pupil.group == "coming":
            pk, house = found[region.chance.randrange(len(found))]
            next(stories["coming"], _nothing)(pupil, house, pk)
        elif found:
            next(stories[pupil.group])(pupil, found[0][1], hired(pupil, *found[0]))
    _signal(pupils)
    return Placement.objects.filter(school__region=region.code).count()


def _is_free(vacancy: int) -> bool:
    row = Vacancy.objects.get(pk=vacancy)
    return row.state == "published" and row.places_open > 0


def hired(pupil: Pupil, vacancy: int, house: House) -> int:
    """A placement in its first state, by an offer that was accepted."""
    application = _applied(pupil, vacancy)
    step(house.boss, "application", application, "offer")
    step(pupil.actor, "application", application, "accept")
    return int(Placement.objects.get(application=application).pk)


def _draft(pupil: Pupil, vacancy: int) -> int:
    return create(pupil.actor, "application", {"student": pupil.id, "vacancy": vacancy}).id


def _applied(pupil: Pupil, vacancy: int) -> int:
    application = _draft(pupil, vacancy)
    step(pupil.actor, "application", application, "apply", PROFILE_SEEN)
    return application


def _only_draft(pupil: Pupil, house: House, vacancy: int) -> None:
    _draft(pupil, vacancy)


def _proposed(pupil: Pupil, house: House, vacancy: int) -> None:
    values = {"student": pupil.id, "vacancy": vacancy, "origin": "school"}
    made = create(pupil.school.boss, "application", values).id
    if _may_be_proposed(pupil):
        step(pupil.school.boss, "application", made, "propose match")


def _may_be_proposed(pupil: Pupil) -> bool:
    return Consent.objects.filter(student=pupil.id, purpose="be_proposed", given=True).exists()


def _submitted(pupil: Pupil, house: House, vacancy: int) -> None:
    _applied(pupil, vacancy)


def _in_talks(pupil: Pupil, house: House, vacancy: int) -> None:
    made = _applied(pupil, vacancy)
    step(house.boss, "application", made, "invite", Said(confirmed=frozenset({"same_questions"})))


def _offered(pupil: Pupil, house: House, vacancy: int) -> None:
    step(house.boss, "application", _applied(pupil, vacancy), "offer")


def _declined(pupil: Pupil, house: House, vacancy: int) -> None:
    step(house.boss, "application", _applied(pupil, vacancy), "decline", Said(code="period"))


def _student_declines(pupil: Pupil, house: House, vacancy: int) -> None:
    made = _applied(pupil, vacancy)
    step(house.boss, "application", made, "offer")
    step(pupil.actor, "application", made, "decline")


def _withdrawn(pupil: Pupil, house: House, vacancy: int) -> None:
    step(pupil.actor, "application", _applied(pupil, vacancy), "withdraw")


def _lapsed(pupil: Pupil, house: House, vacancy: int) -> None:
    made = _applied(pupil, vacancy)
    edit(house.boss, "application", made, offer_expires_on=clock.today() - dt.timedelta(1))
    step(house.boss, "application", made, "offer")
    step(SYSTEM, "application", made, "offer expires")


def _placed(pupil: Pupil, house: House, vacancy: int) -> None:
    hired(pupil, vacancy, house)


def _cancelled(pupil: Pupil, house: House, vacancy: int) -> None:
    step(pupil.actor, "placement", hired(pupil, vacancy, house), "cancel", Said(code="personal"))


def _rejected(pupil: Pupil, house: House, vacancy: int) -> None:
    said = Said(reason="Too few of the work processes can be done there.")
    step(pupil.school.boss, "placement", hired(pupil, vacancy, house), "reject", said)


def _approved(pupil: Pupil, house: House, vacancy: int) -> None:
    prepare(pupil, house, hired(pupil, vacancy, house), until="approved")


def _agreement(until: str) -> Fate:
    def do(pupil: Pupil, house: House, vacancy: int) -> None:
        placement = hired(pupil, vacancy, house)
        prepare(pupil, house, placement)
        made = make_agreement(pupil, house, placement, until=until)
        if until == "half signed":
            agree(pupil, house, made, most=1)
        if until == "signing" and pupil.id % 2:
            said = Said(reason="The days are not those we agreed on.")
            step(house.boss, "agreement", made, "refuse", said)
        if until == "recalled":
            step(
                pupil.school.boss,
                "agreement",
                made,
                "recall",
                Said(reason="The wrong end date.", confirmed=frozenset({"parties_told"})),
            )

    return do


def _confirmed(pupil: Pupil, house: House, vacancy: int) -> None:
    placement = hired(pupil, vacancy, house)
    prepare(pupil, house, placement)
    agree(pupil, house, make_agreement(pupil, house, placement))


def _nothing(pupil: Pupil, house: House, vacancy: int) -> None:
    """Some students have not looked for a place yet: they are whom the coordinator has to see."""


_COMING: Final[tuple[Fate, ...]] = (
    _nothing,
    _submitted,
    _agreement("half signed"),
    _in_talks,
    _only_draft,
    _offered,
    _nothing,
    _proposed,
    _declined,
    _confirmed,
    _student_declines,
    _withdrawn,
    _agreement("draft"),
    _lapsed,
    _placed,
    _cancelled,
    _proposed,
    _approved,
    _agreement("company check"),
    _rejected,
    _agreement("signing"),
    _submitted,
    _agreement("recalled"),
)


def _signal(pupils: list[Pupil]) -> None:
    pupil = next(one for one in pupils if one.group == "running")
    told = {"school": pupil.school.id, "kind": "no_guidance"}
    facts = "Ik werk al twee weken alleen; er is niemand die uitleg geeft."
    create(pupil.actor, "signal", {**told, "facts": facts})
