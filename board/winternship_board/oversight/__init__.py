"""What an administrator looks after: who holds which role, what happened, who looked, and how far the set-up is."""

from __future__ import annotations

from winternship_board.oversight.codes import OpenCode, codes, is_own_code, withdraw_code
from winternship_board.oversight.glass import Look, end_look, glass_log, looks_at_me
from winternship_board.oversight.logs import access_entries, technical_log
from winternship_board.oversight.marks import retention_marks
from winternship_board.oversight.people import end_held, erase, held_roles, people
from winternship_board.oversight.setting_up import SetUp, set_up

__all__ = [
    "Look",
    "OpenCode",
    "SetUp",
    "access_entries",
    "codes",
    "end_held",
    "end_look",
    "erase",
    "glass_log",
    "held_roles",
    "is_own_code",
    "looks_at_me",
    "people",
    "retention_marks",
    "set_up",
    "technical_log",
    "withdraw_code",
]
