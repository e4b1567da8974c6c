"""What brokers do besides the life cycles: introduce, count per sector, and keep notes of their own."""

from __future__ import annotations

from winternship_board.brokering.balance import Balance, Sector, regional_balance
from winternship_board.brokering.cells import SMALLEST, Cell
from winternship_board.brokering.introducing import Candidate, candidates, introduce, introduce_company
from winternship_board.brokering.notes import Note, drop_note, notes, write_note
from winternship_board.brokering.recognitions import Recognitions, recognitions_of
from winternship_board.brokering.totals import Total, regional_totals

__all__ = [
    "SMALLEST",
    "Balance",
    "Candidate",
    "Cell",
    "Note",
    "Recognitions",
    "Sector",
    "Total",
    "candidates",
    "drop_note",
    "introduce",
    "introduce_company",
    "notes",
    "recognitions_of",
    "regional_balance",
    "regional_totals",
    "write_note",
]
