"""The only way in. Hosts, connectors and blocks call what is named here and import nothing else of the board."""

from __future__ import annotations

from winternship_board.actors import SYSTEM, Actor
from winternship_board.errors import (
    AlreadyThere,
    BadValue,
    BoardError,
    Conflict,
    GuardUnmet,
    NoPlaceLeft,
    NotAllowed,
    NotFound,
    NotPossible,
    PersonalNumber,
    Refused,
    StaleVersion,
)
from winternship_board.looking import Seen, search, see
from winternship_board.moving import Moved, may_move, move
from winternship_board.pages import Page
from winternship_board.people import (
    accept,
    actor_by_link,
    actors_of,
    break_glass,
    end_role,
    first_administrator,
    grant,
    invite,
    know_guardian,
    know_student,
    person,
    personal_link,
)
from winternship_board.signing import record_paper_signing, sign
from winternship_board.telling import (
    Told,
    confirm_events,
    history,
    pending_events,
    subscribe,
    timeline,
    unsubscribe,
)
from winternship_board.ticking import tick
from winternship_board.todo import ToDo, finish_task, tasks
from winternship_board.writing import change, create

__all__ = [
    "SYSTEM",
    "Actor",
    "AlreadyThere",
    "BadValue",
    "BoardError",
    "Conflict",
    "GuardUnmet",
    "Moved",
    "NoPlaceLeft",
    "NotAllowed",
    "NotFound",
    "NotPossible",
    "Page",
    "PersonalNumber",
    "Refused",
    "Seen",
    "StaleVersion",
    "ToDo",
    "Told",
    "accept",
    "actor_by_link",
    "actors_of",
    "break_glass",
    "change",
    "confirm_events",
    "create",
    "end_role",
    "finish_task",
    "first_administrator",
    "grant",
    "history",
    "invite",
    "know_guardian",
    "know_student",
    "may_move",
    "move",
    "pending_events",
    "person",
    "personal_link",
    "record_paper_signing",
    "search",
    "see",
    "sign",
    "subscribe",
    "tasks",
    "tick",
    "timeline",
    "unsubscribe",
]
