"""A round begins, is set, and may be withdrawn: one open round of a school at a time."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from winternship_board import clock
from winternship_board.actors import Actor
from winternship_board.errors import AlreadyThere, BadValue, NotFound, StaleVersion
from winternship_board.models import Organisation, Round
from winternship_board.rounds.engine import as_board_error, engine
from winternship_board.rounds.rights import may_match, require_open, round_for
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.errors import CoreError
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round as its coordinator sees it; ``done`` of ``total`` tells how far a run or release is."""

    id: int
    version: int
    school: int
    name: str
    starts_from: dt.date
    starts_until: dt.date
    seed: str
    weights: Mapping[str, int]
    state: str
    is_busy: bool
    done: int
    total: int
    runs: tuple[int, ...]


@in_one_go
def start_round(
    actor: Actor,
    school: int,
    *,
    name: str,
    starts_from: dt.date,
    starts_until: dt.date,
    seed: str = "",
    weights: Mapping[str, int] | None = None,
) -> RoundSeen:
    """Begin a round for the students of a school whose placement is to start within a period.

    ``seed`` draws the lottery and is best drawn in public; without one it is drawn here. ``weights`` are percents
    within the limits of ``docs/reference/matching.md``. Who may: the school's coordinator, the system. Raises
    :class:`NotAllowed`, :class:`BadValue`, :class:`NotPossible`, :class:`AlreadyThere` while another one is open.
    """
    who = may_match(actor, school)
    if not Organisation.objects.filter(pk=school, kind="school").exists():
        raise NotFound("school")
    check_text("name", name)
    if starts_until < starts_from:
        raise BadValue(
            "starts_until", Text("een dag vanaf 'starts_from'.", "a day from 'starts_from' onwards.")
        )
    seed = seed or secrets.token_hex(8)
    row = Round(
        school_id=school,
        name=name.strip()[:100] or starts_from.isoformat(),
        starts_from=starts_from,
        starts_until=starts_until,
        seed=seed,
        weights=checked_rules(seed, weights or {}),
        open_key=str(school),
        started_by_id=who.person_id,
        created_on=clock.today(),
    )
    _save_as_only_one(row)
    return seen(row)


def _save_as_only_one(row: Round) -> None:
    """A school has one open round at a time, which the database itself keeps."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise AlreadyThere("round") from None


@in_one_go
def set_round(actor: Actor, pk: int, *, version: int, seed: str, weights: Mapping[str, int]) -> RoundSeen:
    """Other weights or another seed for the next run of an open round; earlier runs stay as they were.

    Raises :class:`NotFound`, :class:`NotPossible` for a closed round or a value beyond its limits, and
    :class:`StaleVersion`.
    """
    _, row = round_for(actor, pk)
    require_open(row)
    changes = {"seed": seed, "weights": checked_rules(seed, weights), "version": version + 1}
    _update(row, version, changes)
    return seen(Round.objects.get(pk=pk))


@in_one_go
def withdraw_round(actor: Actor, pk: int, *, version: int) -> RoundSeen:
    """End a round before anything of it was released; its runs stay readable until they are erased."""
    _, row = round_for(actor, pk)
    require_open(row)
    changes = {"state": "withdrawn", "open_key": None, "ended_on": clock.today(), "version": version + 1}
    _update(row, version, changes)
    return seen(Round.objects.get(pk=pk))


def see_round(actor: Actor, pk: int) -> RoundSeen:
    """A round of one's own school; raises :class:`NotFound`."""
    return seen(round_for(actor, pk)[1])


def rounds_of(actor: Actor, school: int, *, limit: int = 50) -> tuple[RoundSeen, ...]:
    """The rounds of one's own school, the newest first."""
    may_match(actor, school)
    rows = Round.objects.filter(school=school).order_by("-pk").prefetch_related("runs")
    return tuple(seen(row) for row in rows[: max(1, min(limit, 200))])


def seen(row: Round) -> RoundSeen:
    """A row as others may read it."""
    return RoundSeen(
        id=row.pk,
        version=row.version,
        school=row.school_id,
        name=row.name,
        starts_from=row.starts_from,
        starts_until=row.starts_until,
        seed=row.seed,
        weights=row.weights,
        state=row.state,
        is_busy=row.busy_since is not None,
        done=row.done,
        total=row.total,
        runs=tuple(sorted(one.pk for one in row.runs.all())),
    )


def checked_rules(seed: str, weights: Mapping[str, int]) -> dict[str, int]:
    """All weights by name, the given ones within their limits; raises :class:`NotPossible` that tells the limits."""
    matching = engine()
    try:
        named = {matching.Part(name): weight for name, weight in weights.items()}
    except ValueError:
        choice = ", ".join(part.value for part in matching.Part)
        raise BadValue("weights", Text(f"kies uit: {choice}.", f"choose from: {choice}.")) from None
    try:
        rules = matching.Rules(seed=seed, weights=named)
    except CoreError as error:
        raise as_board_error(error) from error
    return {part.value: weight for part, weight in rules.weights.items()}


def _update(row: Round, version: int, changes: dict[str, Any]) -> None:
    if not Round.objects.filter(pk=row.pk, version=version, state="open", busy_since=None).update(**changes):
        current = Round.objects.get(pk=row.pk)
        if current.version == version:
            raise busy()
        raise StaleVersion("round", version, current.version)


def busy() -> AlreadyThere:
    """The error for whoever comes while the round is at work."""
    return AlreadyThere("run")
