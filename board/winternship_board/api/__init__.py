"""The only way in. Hosts, connectors and blocks call what is named here and import nothing else of the board."""

from __future__ import annotations

from winternship_board import brokering, digests, oversight, rounds
from winternship_board.actors import SYSTEM, Actor
from winternship_board.agreement.giving import Paper, agreement_document
from winternship_board.agreement.verifying import Verified, verify_agreement
from winternship_board.errors import (
    AlreadyThere,
    BadValue,
    BoardError,
    Conflict,
    GuardUnmet,
    ImportRefused,
    NoPlaceLeft,
    NotAllowed,
    NotFound,
    NotPossible,
    PersonalNumber,
    PlanChanged,
    Refused,
    StaleVersion,
)
from winternship_board.feeding import matching_students, matching_vacancies, store_proposals
from winternship_board.importing.doing import (
    Imported,
    Preview,
    import_apply,
    import_columns,
    import_preview,
)
from winternship_board.importing.programmes import import_programmes
from winternship_board.importing.undoing import Run, Undone, import_runs, import_undo
from winternship_board.joining import enter_by_code, student_code
from winternship_board.lending import ask_for_account, ask_for_new_link
from winternship_board.looking import Seen, search, see
from winternship_board.mail import Letter, correspondents, read, report_message, start_thread, unread, write
from winternship_board.moving import Moved, may_move, move
from winternship_board.naming import houses_of, names, programmes, values
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
from winternship_board.reaching import (
    Around,
    Named,
    around,
    conversations,
    my_card,
    my_colleagues,
    save_my_card,
    tell,
    train_myself,
)
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
from winternship_board.wishing import ask_erasure, consents, wishes
from winternship_board.writing import change, create

__all__ = [
    "SYSTEM",
    "Actor",
    "AlreadyThere",
    "Around",
    "BadValue",
    "BoardError",
    "Conflict",
    "GuardUnmet",
    "ImportRefused",
    "Imported",
    "Letter",
    "Moved",
    "Named",
    "NoPlaceLeft",
    "NotAllowed",
    "NotFound",
    "NotPossible",
    "Page",
    "Paper",
    "PersonalNumber",
    "PlanChanged",
    "Preview",
    "Refused",
    "Run",
    "Seen",
    "StaleVersion",
    "ToDo",
    "Told",
    "Undone",
    "Verified",
    "accept",
    "access_log",
    "actor_by_link",
    "actors_of",
    "agreement_document",
    "around",
    "ask_erasure",
    "ask_for_account",
    "ask_for_new_link",
    "block_pair",
    "break_glass",
    "brokering",
    "change",
    "confirm_events",
    "consents",
    "conversations",
    "correspondents",
    "create",
    "digests",
    "end_role",
    "enter_by_code",
    "erase_person",
    "export_person",
    "finish_task",
    "first_administrator",
    "give_consent",
    "grant",
    "handle_signal",
    "history",
    "hold",
    "houses_of",
    "import_apply",
    "import_columns",
    "import_preview",
    "import_programmes",
    "import_runs",
    "import_undo",
    "invite",
    "know_guardian",
    "know_student",
    "matching_students",
    "matching_vacancies",
    "may_move",
    "move",
    "my_card",
    "my_colleagues",
    "names",
    "oversight",
    "pending_events",
    "person",
    "personal_link",
    "programmes",
    "read",
    "record_paper_signing",
    "report_message",
    "retention_report",
    "rounds",
    "run_retention",
    "save_my_card",
    "search",
    "see",
    "set_wishes",
    "sign",
    "start_thread",
    "still_open",
    "store_proposals",
    "student_code",
    "subscribe",
    "tasks",
    "tell",
    "tick",
    "timeline",
    "train_myself",
    "unread",
    "unsubscribe",
    "values",
    "verify_agreement",
    "waive_criteria",
    "wishes",
    "write",
]
