"""The places of a vacancy: taken and given back by one conditional UPDATE, which no two people can win at once."""

from __future__ import annotations

from django.db.models import F

from winternship_board import recording
from winternship_board.actors import Standing
from winternship_board.errors import NoPlaceLeft
from winternship_board.kinds import KINDS
from winternship_board.locking import fresh
from winternship_board.models import Vacancy


def take(who: Standing, vacancy_id: int, because_of: int) -> Vacancy:
    """Take a place and write the event; raises :class:`NoPlaceLeft` when none is free or it is not published."""
    free = Vacancy.objects.filter(pk=vacancy_id, state="published", places_taken__lt=F("places"))
    if not free.update(places_taken=F("places_taken") + 1):
        raise NoPlaceLeft
    return _tell(who, vacancy_id, "take place", because_of)


def free(who: Standing, vacancy_id: int, because_of: int) -> Vacancy:
    """Give a place back and write the event."""
    Vacancy.objects.filter(pk=vacancy_id, places_taken__gt=0).update(places_taken=F("places_taken") - 1)
    return _tell(who, vacancy_id, "free place", because_of)


def _tell(who: Standing, vacancy_id: int, action: str, because_of: int) -> Vacancy:
    row: Vacancy = fresh(KINDS["vacancy"], vacancy_id)
    recording.changed(who, "vacancy", row, {"places_taken": row.places_taken}, action, because_of=because_of)
    return row
