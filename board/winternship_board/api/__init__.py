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
from winternship_board.feeding import matching_students, matching_vacancies, store_proposals
from winternship_board.looking import Seen, search, see
from winternship_board.mail import Letter, read, report_message, start_thread, unread, write
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
from winternship_board.privacy import access_log, erase_person, export_person
from winternship_board.retention import hold, retention_report, run_retention
from winternship_board.saying_yes import (
    block_pair,
    give_consent,
    handle_signal,
    set_wishes,
    still_open,
    waive_criteria,
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
    "Letter",
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
    "access_log",
    "actor_by_link",
    "actors_of",
    "block_pair",
    "break_glass",
    "change",
    "confirm_events",
    "create",
    "end_role",
    "erase_person",
    "export_person",
    "finish_task",
    "first_administrator",
    "give_consent",
    "grant",
    "handle_signal",
    "history",
    "hold",
    "invite",
    "know_guardian",
    "know_student",
    "matching_students",
    "matching_vacancies",
    "may_move",
    "move",
    "pending_events",
    "person",
    "personal_link",
    "read",
    "record_paper_signing",
    "report_message",
    "retention_report",
    "run_retention",
    "search",
    "see",
    "set_wishes",
    "sign",
    "start_thread",
    "still_open",
    "store_proposals",
    "subscribe",
    "tasks",
    "tick",
    "timeline",
    "unread",
    "unsubscribe",
    "waive_criteria",
    "write",
]
