"""Rows are locked in one order everywhere, so that two people never wait for each other.

The order: organisation, recognition, placement, vacancy, application, then what belongs to a placement, then the
stream of events. SQLite has no row locks and needs none: it has one writer at a time.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from winternship_board.errors import NotFound
from winternship_board.kinds import Kind, related_of
from winternship_board.models import Accreditation, Application, Organisation, Placement, Vacancy


def locked(model: type[Model], **lookup: Any) -> list[Any]:
    """These rows, locked until the commit, in the order of their keys. A foreign key may still point at them."""
    return list(_locking(model, lookup))


def hold(model: type[Model], **lookup: Any) -> None:
    """Lock these rows in the same way without reading them; where a database has no row locks, nothing is asked."""
    if connection.features.has_select_for_update:
        list(_locking(model, lookup).values_list("pk"))


def _locking(model: type[Model], lookup: dict[str, Any]) -> QuerySet[Any]:
    no_key = connection.features.has_select_for_no_key_update
    return model._default_manager.filter(**lookup).order_by("pk").select_for_update(no_key=no_key)


def lock(kind: Kind, pk: int) -> Any:
    """The row, with everything locked that a step on it looks at or changes; raises :class:`NotFound`."""
    if connection.features.has_select_for_update:
        # Unordered: one row needs no order.
        plain = next(iter(kind.model._default_manager.filter(pk=pk)), None)
        if plain is None:
            raise NotFound(kind.name)
        _hold_around(kind, plain)
        hold(kind.model, pk=pk)
    return fresh(kind, pk)


def fresh(kind: Kind, pk: int) -> Any:
    """The row as it is now, with what belongs to it; raises :class:`NotFound`."""
    related, prefetched = related_of(kind)
    query = kind.model._default_manager.select_related(*related).prefetch_related(*prefetched)
    row = next(iter(query.filter(pk=pk)), None)
    if row is None:
        raise NotFound(kind.name)
    return row


def _hold_around(kind: Kind, row: Any) -> None:
    if kind.name == "vacancy":
        hold(Organisation, pk=row.organisation_id)
        hold(Accreditation, location=row.location_id, crebo=row.crebo)
    elif kind.name == "application":
        hold(Organisation, pk=row.organisation_id)
        hold(Vacancy, pk=row.vacancy_id)
        hold(Application, student=row.student_id, vacancy=row.vacancy_id)
    elif kind.placement:
        placement = row if kind.placement == "self" else row.placement
        if placement is not None:
            hold(Accreditation, location=placement.location_id)
            hold(Placement, pk=placement.pk)
            if placement.vacancy_id is not None:
                hold(Vacancy, pk=placement.vacancy_id)
