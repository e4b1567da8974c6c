"""A condition in words becomes what the computer checks, what a person vouches for, and what happens with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from winternship_core.placements.blocks import BLOCK_TEXTS, Block
from winternship_core.placements.codes import CODE_LISTS
from winternship_core.placements.roles import Role
from winternship_core.placements.saying import Said
from winternship_core.text import Text

V = TypeVar("V")
Holds = Callable[[V, Said], bool]


class Effect(StrEnum):
    """What the board does in the transaction of the step itself, because the condition says so."""

    PAUSE_VACANCIES = "pause_vacancies"
    REVIEW_PLACEMENTS = "review_placements"
    ALARM_SCHOOLS = "alarm_schools"
    START_REPLY_CLOCK = "start_reply_clock"
    COUNT_NO_ANSWER = "count_no_answer"
    CREATE_PLACEMENT = "create_placement"
    HELP_STUDENT = "help_student"
    FREE_PLACE = "free_place"
    STOP_SIGNING = "stop_signing"
    END_AGREEMENT = "end_agreement"
    CLOSE_AGREEMENT = "close_agreement"
    ASK_EVALUATIONS = "ask_evaluations"
    LOCK_HOURS = "lock_hours"
    START_RETENTION = "start_retention"
    FREEZE = "freeze"
    MOVE_DATE = "move_date"
    NOTE_HOUR_LIMITS = "note_hour_limits"


@dataclass(frozen=True)  # no slots: Python 3.11 cannot make those of a subscripted generic
class Check(Generic[V]):
    """A rule the computer can see; ``text`` tells what is missing. One with a ``block`` has no exception."""

    code: str
    text: Text
    holds: Holds[V]
    block: Block | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence that only a person can vouch for; with ``evidence`` they also say where the proof is."""

    code: str
    text: Text
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Asks:
    """The reason a step asks for: free text, a code of a list, or both.

    ``text_with``: codes that need words besides; ``silent_with``: codes after which words are refused, so that
    nobody writes about health.
    """

    text: bool = False
    codes: str = ""
    text_with: frozenset[str] = frozenset()
    silent_with: frozenset[str] = frozenset()
    date: bool = False
    who: bool = False


@dataclass(frozen=True)  # no slots: Python 3.11 cannot make those of a subscripted generic
class Guard(Generic[V]):
    """The whole condition of one step: ``says`` are the words of the domain that the rest spells out."""

    says: str
    checks: tuple[Check[V], ...] = ()
    asserted: tuple[Assertion, ...] = ()
    asks: Asks = Asks()
    does: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """One thing that keeps a step from being made, in words for whoever wanted to make it."""

    code: str
    text: Text
    block: Block | None = None
    overridable: bool = False


def judge(guard: Guard[Any], view: object, said: Said, role: Role) -> tuple[Unmet, ...]:
    """What keeps this step from being made; empty when nothing does.

    A placement coordinator who writes a reason in ``said.override`` gets past the checks without a block; never
    past a block, a missing reason or a sentence that nobody vouched for (domain D.5).
    """
    unmet = [*_missing_words(guard, said)]
    unmet += [Unmet(one.code, one.text) for one in guard.asserted if not _vouched(one, said)]
    failed = [
        Unmet(check.code, check.text, check.block, overridable=check.block is None)
        for check in guard.checks
        if not check.holds(view, said)
    ]
    if role is Role.COORDINATOR and said.override.strip():
        failed = [one for one in failed if not one.overridable]
    return tuple(unmet + failed)


def overridden(guard: Guard[Any], view: object, said: Said, role: Role) -> tuple[str, ...]:
    """The codes of the checks that a coordinator's written reason set aside, for the event."""
    if role is not Role.COORDINATOR or not said.override.strip():
        return ()
    return tuple(check.code for check in guard.checks if check.block is None and not check.holds(view, said))


def blocked(block: Block, holds: Holds[V]) -> Check[V]:
    """A check that nobody can set aside, with the words of its block."""
    return Check(block.value, BLOCK_TEXTS[block], holds, block)


def _vouched(one: Assertion, said: Said) -> bool:
    return one.code in said.confirmed and (not one.evidence or bool(said.evidence.strip()))


def _missing_words(guard: Guard[Any], said: Said) -> list[Unmet]:
    asks, reason = guard.asks, said.reason.strip()
    missing = []
    if asks.codes and said.code not in CODE_LISTS[asks.codes]:
        choice = ", ".join(CODE_LISTS[asks.codes])
        missing.append(Unmet("code", Text(f"Kies een reden: {choice}.", f"Choose a reason: {choice}.")))
    if (asks.text or said.code in asks.text_with) and not reason:
        missing.append(Unmet("reason", Text("Schrijf een reden op.", "Write a reason.")))
    if said.code in asks.silent_with and reason:
        missing.append(
            Unmet(
                "silent",
                Text(
                    "Schrijf bij deze reden niets over gezondheid op; laat het veld leeg.",
                    "Write nothing about health with this reason; leave the field empty.",
                ),
            )
        )
    if asks.date and said.on is None:
        missing.append(Unmet("date", Text("Geef een datum.", "Give a date.")))
    if asks.who and not said.asked_by.strip():
        missing.append(Unmet("who", Text("Zeg wie erom vroeg.", "Say who asked for it.")))
    return missing
